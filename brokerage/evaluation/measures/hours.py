"""Time given, in minutes: the best evidence, and what it rests on."""

from __future__ import annotations

from sqlalchemy.orm import Session

from brokerage.evaluation.measures.rows import Column, Record, Selected, Source, rows_of
from brokerage.evaluation.periods import Period
from brokerage.hours.figures import counts
from brokerage.hours.models import HourEntry
from brokerage.volunteers.models import Volunteer

HERE = (HourEntry.centre_id, Volunteer.district_code)


def best_evidence(_session: Session, period: Period) -> list[Source]:
    """Minutes that count, by whose word they are."""
    return [Source(Record.HOURS, given(period, HourEntry.kind, HourEntry.minutes))]


def given(period: Period, group: Column | str, amount: Column) -> Selected:
    """The entries that are the best evidence of their time."""
    return (
        rows_of(HourEntry.id, HERE, group, numerator=amount)
        .join(Volunteer, Volunteer.id == HourEntry.volunteer_id)
        .where(HourEntry.superseded_at.is_(None), counts())
        .where(HourEntry.given_on >= period.first_on, HourEntry.given_on < period.until)
    )
