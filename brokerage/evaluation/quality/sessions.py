"""Sessions that were held: who came has to be written down, or nobody has any hours."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, select

from brokerage.evaluation.quality.check import Check, Mend, Severity, Subject
from brokerage.evaluation.quality.roles import CENTRE
from brokerage.hours.models import Booking, BookingState, Occurrence
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation


def _records() -> Select[*tuple[Any, ...]]:
    return (
        select()
        .select_from(Occurrence)
        .join(Opportunity, Opportunity.id == Occurrence.opportunity_id)
        .join(Organisation, Organisation.id == Opportunity.organisation_id)
    )


def _was_held(today: date) -> ColumnElement[bool]:
    """In the past, with somebody down for it."""
    down = exists().where(
        Booking.occurrence_id == Occurrence.id, Booking.state == BookingState.BOOKED
    )
    return and_(Occurrence.held_on < today, down)


def _name(row: Row[*tuple[Any, ...]]) -> str:
    return f"{row.title}, {row.organisation}"


CHECKS = (
    Check(
        "session_attendance", "Who came was not written down",
        "People were down for this session. Until somebody ticks who came, it gives no hours.",
        Severity.MISSING, lambda _today: Occurrence.attended_at.is_(None),
        Mend("rota.show", "", ("organisation_id", "opportunity_id", "week")),
        asked=_was_held, day=Occurrence.held_on, detail=("Held on", Occurrence.held_on),
    ),
)  # fmt: skip
SESSIONS = Subject(
    "sessions", "Sessions of the last year", "session", "sessions",
    _records, CENTRE, Occurrence.id,
    {"opportunity_id": Opportunity.public_id, "organisation_id": Organisation.public_id,
     "week": Occurrence.held_on, "title": Opportunity.title, "organisation": Organisation.name,
     "run_by": Organisation.centre_id},
    _name, CHECKS, Mend("desk.role", "", ("opportunity_id",)), day=Occurrence.held_on,
)  # fmt: skip
