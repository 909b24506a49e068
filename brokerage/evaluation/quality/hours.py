"""Hours of the last year: what cannot have been, and what nobody has confirmed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from brokerage.evaluation.quality.check import Check, Mend, Severity, Subject
from brokerage.hours.figures import CURRENT, counts
from brokerage.hours.models import HourEntry, Kind
from brokerage.hours.rules import LONGEST_AT_ONCE
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import Volunteer

CONFIRMED_WITHIN = timedelta(days=60)


def _records() -> Select[*tuple[Any, ...]]:
    return (
        select()
        .select_from(HourEntry)
        .join(Volunteer, Volunteer.id == HourEntry.volunteer_id)
        .join(Opportunity, Opportunity.id == HourEntry.opportunity_id)
        .join(Organisation, Organisation.id == HourEntry.organisation_id)
        .outerjoin(Introduction, Introduction.id == HourEntry.introduction_id)
        .where(CURRENT)
    )


def _impossible(_today: date) -> ColumnElement[bool]:
    """More than can be at once, or outside the days of the placement."""
    ended_on = func.date(Introduction.closed_at)
    return or_(
        HourEntry.minutes > LONGEST_AT_ONCE,
        HourEntry.given_on < Introduction.started_on,
        func.date(HourEntry.given_on) > ended_on,
    )


def _overlaps(_today: date) -> ColumnElement[bool]:
    """Two entries of one person and kind at the same time of a day, in whichever roles."""
    other = aliased(HourEntry)
    return exists().where(
        other.superseded_at.is_(None),
        other.volunteer_id == HourEntry.volunteer_id,
        other.given_on == HourEntry.given_on,
        other.kind == HourEntry.kind,
        other.id != HourEntry.id,
        other.minutes > 0,
        other.start_minute < HourEntry.start_minute + HourEntry.minutes,
        HourEntry.start_minute < other.start_minute + other.minutes,
    )


def _timed(_today: date) -> ColumnElement[bool]:
    return and_(HourEntry.start_minute.is_not(None), HourEntry.minutes > 0)


def _told(_today: date) -> ColumnElement[bool]:
    """An estimate is of a whole month, so its day is nobody's word."""
    return HourEntry.kind != Kind.ESTIMATED


def _recorded(today: date) -> ColumnElement[bool]:
    return and_(HourEntry.kind == Kind.RECORDED, HourEntry.given_on < today - CONFIRMED_WITHIN)


def _name(row: Row[*tuple[Any, ...]]) -> str:
    return f"{row.first_name} {row.last_name}".strip() + f", {row.title}"


_PLACEMENT = Mend("organisation_hours.placement", "entries", ("organisation_id", "introduction_id"))
_DAY = ("Given on", HourEntry.given_on)
CHECKS = (
    Check(
        "hours_impossible", "Hours that cannot have been",
        "More than 16 hours at once, or on a day before the first or after the last of the "
        "placement.",
        Severity.CONTRADICTORY, _impossible, _PLACEMENT, asked=_told, day=HourEntry.given_on,
        detail=_DAY,
    ),
    Check(
        "hours_overlapping", "Two entries at the same time",
        "Nobody is in two places at once: one of them is wrong, and both are counted.",
        Severity.CONTRADICTORY, _overlaps, _PLACEMENT, asked=_timed, day=HourEntry.given_on,
        detail=_DAY,
    ),
    Check(
        "hours_unconfirmed", "Hours not confirmed for 60 days",
        "The volunteer wrote them down, and the organisation has not said yes or no.",
        Severity.STALE, lambda _today: counts(),
        Mend("organisation_hours.index", "waiting", ("organisation_id",)),
        asked=_recorded, day=HourEntry.given_on, detail=_DAY,
    ),
)  # fmt: skip
HOURS = Subject(
    "hours", "Hours of the last year", "entry", "entries",
    _records, HourEntry.centre_id, HourEntry.id,
    {"volunteer_id": Volunteer.public_id, "introduction_id": Introduction.public_id,
     "organisation_id": Organisation.public_id, "first_name": Volunteer.first_name,
     "last_name": Volunteer.last_name, "title": Opportunity.title,
     "run_by": Organisation.centre_id},
    _name, CHECKS, Mend("desk.person", "", ("volunteer_id",)), day=HourEntry.given_on,
)  # fmt: skip
