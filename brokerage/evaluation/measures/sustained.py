"""Who was still volunteering some weeks after the first day. Nobody asked is not known, not no."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from brokerage.evaluation.cells import TOTAL
from brokerage.evaluation.measures.rows import Record, Row, Source, Sources
from brokerage.evaluation.periods import Period
from brokerage.introductions.followups import SUSTAINED
from brokerage.introductions.models import FollowUp, Introduction
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import day_of


def after(weeks: int) -> Sources:
    """The measure for placements that reached this many weeks in a period."""
    length = timedelta(weeks=weeks)

    def found(session: Session, period: Period) -> list[Source]:
        this, late_enough = FollowUp.introduction_id == Introduction.id, FollowUp.weeks >= weeks
        asked = exists().where(this, late_enough)
        there = exists().where(this, late_enough, FollowUp.outcome.in_(SUSTAINED))
        place = Introduction.home_centre_id, Volunteer.district_code
        days = Introduction.started_on, Introduction.closed_at
        query = (
            select(Introduction.id, place[0], place[1], days[0], days[1], there, asked)
            .join(Volunteer, Volunteer.id == Introduction.volunteer_id)
            .where(Introduction.started_on >= period.first_on - length)
            .where(Introduction.started_on < period.until - length)
        )
        rows = [
            _row(number, centre, district, still, asked or _ended_before(closed, started + length))
            for number, centre, district, started, closed, still, asked in session.execute(query)
            if started is not None
        ]
        return [Source(Record.INTRODUCTION, rows)]

    return found


def _row(number: int, centre: int, district: str | None, still: bool, known: bool) -> Row:
    return Row(number, centre, district, TOTAL, int(still), int(known), int(not known))


def _ended_before(closed_at: datetime | None, day: date) -> bool:
    return closed_at is not None and day_of(closed_at) < day
