"""Introductions and placements: every answer and every day that a figure is counted from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, select

from brokerage.evaluation.quality.check import Check, Mend, Severity, Subject
from brokerage.hours.figures import CURRENT
from brokerage.hours.models import HourEntry, Kind
from brokerage.introductions.models import FollowUp, Introduction
from brokerage.introductions.states import CLOSED, State
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import Volunteer, VolunteerState

ANSWER_LATE = timedelta(days=30)
FOLLOW_UP_LATE = timedelta(weeks=4)
FIRST_FOLLOW_UP = timedelta(weeks=4)
LATELY = timedelta(days=365)
ARGS = ("introduction_id",)


def _records() -> Select[*tuple[Any, ...]]:
    return (
        select()
        .select_from(Introduction)
        .join(Volunteer, Volunteer.id == Introduction.volunteer_id)
        .join(Opportunity, Opportunity.id == Introduction.opportunity_id)
        .join(Organisation, Organisation.id == Opportunity.organisation_id)
        .where(Volunteer.state != VolunteerState.ANONYMISED)
    )


def _waits(_today: date) -> ColumnElement[bool]:
    """On the way: somebody owes an answer."""
    return Introduction.state.not_in((*CLOSED, State.STARTED))


def _accepted(_today: date) -> ColumnElement[bool]:
    return and_(Introduction.state == State.ACCEPTED, Introduction.agreed_on.is_not(None))


def _started(_today: date) -> ColumnElement[bool]:
    return Introduction.state == State.STARTED


def _ended_early(_today: date) -> ColumnElement[bool]:
    """The time of day does not matter: only a whole day before is before."""
    return func.date(Introduction.closed_at) < func.date(Introduction.started_on)


def _never_followed_up(today: date) -> ColumnElement[bool]:
    long_ago = Introduction.started_on <= today - FIRST_FOLLOW_UP - FOLLOW_UP_LATE
    return and_(long_ago, Introduction.id.not_in(select(FollowUp.introduction_id)))


def _hours(today: date, *kinds: Kind) -> ColumnElement[bool]:
    lately = HourEntry.given_on >= today - LATELY
    mine = HourEntry.introduction_id == Introduction.id
    return exists().where(CURRENT, mine, lately, HourEntry.kind.in_(kinds))


def _estimated_only(today: date) -> ColumnElement[bool]:
    return ~_hours(today, Kind.RECORDED, Kind.VERIFIED)


def _has_hours(today: date) -> ColumnElement[bool]:
    return and_(_started(today), _hours(today, *Kind))


def _ended(_today: date) -> ColumnElement[bool]:
    both = (Introduction.closed_at.is_not(None), Introduction.started_on.is_not(None))
    return and_(Introduction.state == State.ENDED, *both)


def _name(row: Row[*tuple[Any, ...]]) -> str:
    return f"{row.first_name} {row.last_name}".strip() + f", {row.title}"


def _show(anchor: str) -> Mend:
    return Mend("introductions.show", anchor, ARGS)


CHECKS = (
    Check(
        "introduction_late", "No answer for more than 30 days",
        "Somebody waits. It counts as under way until an answer is written down.",
        Severity.STALE,
        lambda today: Introduction.due_on < today - ANSWER_LATE, _show("what-now"),
        asked=_waits, day=Introduction.referred_at, detail=("Was due", Introduction.due_on),
    ),
    Check(
        "placement_first_day", "First day not confirmed",
        "The day agreed has passed, and nobody said whether they started: it counts in no month.",
        Severity.MISSING, lambda today: Introduction.agreed_on < today, _show("more"),
        asked=_accepted, day=Introduction.agreed_on,
        detail=("First day agreed", Introduction.agreed_on),
    ),
    Check(
        "placement_ends_early", "Ended before it began",
        "The last day lies before the first, so how long people stay comes out wrong.",
        Severity.CONTRADICTORY, _ended_early, _show("history"),
        asked=_ended, day=Introduction.closed_at, detail=("First day", Introduction.started_on),
    ),
    Check(
        "follow_up_late", "Follow-up overdue by four weeks",
        "Whether a placement lasts is known only when somebody has asked.",
        Severity.STALE, lambda today: Introduction.due_on < today - FOLLOW_UP_LATE,
        _show("follow-up"),
        asked=_started, day=Introduction.due_on, detail=("Was due", Introduction.due_on),
    ),
    Check(
        "follow_up_missing", "Never followed up",
        "They began more than eight weeks ago, and no follow-up is written down.",
        Severity.MISSING, _never_followed_up, _show("follow-up"),
        asked=_started, day=Introduction.started_on, detail=("First day", Introduction.started_on),
    ),
    Check(
        "hours_estimated_only", "Hours only estimated",
        "In the last year nobody wrote hours down or confirmed them. The figure rests on a guess.",
        Severity.MISSING, _estimated_only,
        Mend("organisation_hours.placement", "entries", ("organisation_id", "introduction_id")),
        asked=_has_hours, detail=("First day", Introduction.started_on),
    ),
)  # fmt: skip
INTRODUCTIONS = Subject(
    "introductions", "Introductions and placements", "introduction", "introductions",
    _records, Introduction.home_centre_id, Introduction.id,
    {"introduction_id": Introduction.public_id, "organisation_id": Organisation.public_id,
     "first_name": Volunteer.first_name, "last_name": Volunteer.last_name,
     "title": Opportunity.title, "run_by": Organisation.centre_id},
    _name, CHECKS, _show(""),
)  # fmt: skip
