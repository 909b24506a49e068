"""Roles that people can find: what they need to choose one, and whether it is still there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, not_, or_, select

from brokerage.evaluation.measures.roles import says_when
from brokerage.evaluation.periods import midnight
from brokerage.evaluation.quality.check import Check, Mend, Severity, Subject
from brokerage.opportunities.alive.models import RoleAsking
from brokerage.opportunities.models import (
    Attendance,
    Opportunity,
    OpportunityMove,
    OpportunityPlace,
    State,
)
from brokerage.organisations.models import Organisation

QUIET = timedelta(days=90)
ARGS = ("organisation_id", "opportunity_id")
CENTRE = func.coalesce(Organisation.centre_id, Opportunity.centre_id)


def _records() -> Select[*tuple[Any, ...]]:
    return (
        select()
        .select_from(Opportunity)
        .join(Organisation, Organisation.id == Opportunity.organisation_id)
        .where(Opportunity.state.in_((State.LIVE, State.FILLED)))
    )


def _live(_today: date) -> ColumnElement[bool]:
    return Opportunity.state == State.LIVE


def _somewhere(today: date) -> ColumnElement[bool]:
    return and_(_live(today), Opportunity.attendance != Attendance.REMOTE)


def _no_district(_today: date) -> ColumnElement[bool]:
    known = OpportunityPlace.district_code.is_not(None)
    return ~exists().where(OpportunityPlace.opportunity_id == Opportunity.id, known)


def _over(today: date) -> ColumnElement[bool]:
    return or_(Opportunity.ends_on < today, Opportunity.expires_on < today)


def _quiet(today: date) -> ColumnElement[bool]:
    """No move of state and no word that it is still needed."""
    since = midnight(today - QUIET)
    moved = exists().where(
        OpportunityMove.opportunity_id == Opportunity.id, OpportunityMove.moved_at >= since
    )
    told = exists().where(RoleAsking.opportunity_id == Opportunity.id, RoleAsking.ended_at >= since)
    return and_(~moved, ~told)


def _filled(_today: date) -> ColumnElement[bool]:
    return and_(Opportunity.state == State.FILLED, Opportunity.places_offered.is_not(None))


def _page(name: str, anchor: str = "") -> Mend:
    return Mend("posting.page", anchor, ARGS, {"name": name})


_STILL_NEEDED = Mend("applicants.role", "", ARGS)

CHECKS = (
    Check(
        "role_times", "No times",
        "People cannot see whether it fits their week, so it is found less often.",
        Severity.MISSING, lambda _today: not_(says_when()), _page("when", "when_kind"),
        asked=_live,
    ),
    Check(
        "role_district", "No district",
        "It has no place on the map and counts in no district.",
        Severity.MISSING, _no_district, _page("where", "near"), asked=_somewhere,
    ),
    Check(
        "role_over", "Live after its last day",
        "People may offer their time for something that is over.",
        Severity.CONTRADICTORY, _over, _STILL_NEEDED, asked=_live,
        detail=("Last day", func.coalesce(Opportunity.ends_on, Opportunity.expires_on)),
    ),
    Check(
        "role_quiet", "Not confirmed as still needed for 90 days",
        "Nothing was heard of it for three months: ask whether it is still there.",
        Severity.STALE, _quiet, _STILL_NEEDED, asked=_live,
        detail=("Published", Opportunity.published_at),
    ),
    Check(
        "role_filled", "Filled, with places left",
        "It says that it is full, but fewer people have a place than it offers.",
        Severity.CONTRADICTORY,
        lambda _today: Opportunity.places_taken < Opportunity.places_offered,
        _STILL_NEEDED, asked=_filled, detail=("Places taken", Opportunity.places_taken),
    ),
)  # fmt: skip


def _name(row: Row[*tuple[Any, ...]]) -> str:
    return f"{row.title}, {row.organisation}"


ROLES = Subject(
    "roles", "Roles", "role", "roles", _records, CENTRE, Opportunity.id,
    {"opportunity_id": Opportunity.public_id, "organisation_id": Organisation.public_id,
     "title": Opportunity.title, "organisation": Organisation.name,
     "run_by": Organisation.centre_id},
    _name, CHECKS, Mend("desk.role", "", ("opportunity_id",)),
)  # fmt: skip
