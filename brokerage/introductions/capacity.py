"""Places, and how many introductions an organisation handles at once. Never exceeded.

Whoever changes what a role holds locks the role's row first (``lock_role``), then the
introduction: always in that order, so no two wait for each other. Under the lock a conditional
UPDATE takes or gives back, and the table's CHECK constraints have the last word.

Turn and place are held by the state alone: see states.HOLDS_A_TURN and HOLDS_A_PLACE.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, CursorResult, and_, or_, update
from sqlalchemy.orm import Session

from brokerage.errors import Conflict
from brokerage.introductions.states import HOLDS_A_PLACE, HOLDS_A_TURN, State
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.service import record_change

TURN = "turn"
PLACE = "place"
COUNTERS = ("places_taken", "places_offered", "in_flight", "in_flight_limit")


class RoleIsFull(Conflict):
    """No place, or no turn, is free now. Join the waiting list, or offer another role.

    ``lacking`` is TURN or PLACE.
    """

    def __init__(self, lacking: str) -> None:
        super().__init__(
            "Every place is taken."
            if lacking == PLACE
            else "The organisation is already talking to as many people as it can."
        )
        self.lacking = lacking


def held_in(state: State | None) -> str | None:
    """What an introduction holds in a state: TURN, PLACE or nothing."""
    if state in HOLDS_A_TURN:
        return TURN
    return PLACE if state in HOLDS_A_PLACE else None


def lock_role(session: Session, opportunity: Opportunity) -> None:
    """Stand in line for a role's counters until the commit, as SQLite's writers do anyway."""
    session.flush()
    session.refresh(opportunity, [*COUNTERS, "state", "version"], with_for_update=True)


def exchange(
    session: Session, opportunity: Opportunity, gives: str | None, takes: str | None
) -> None:
    """Give back one and take another, or neither. Raises RoleIsFull and changes nothing."""
    if gives == takes:
        return
    if takes is not None and not _take(session, opportunity.id, takes):
        raise RoleIsFull(takes)
    if gives is not None:
        _give_back(session, opportunity.id, gives)
    _tell_the_index(session, opportunity, PLACE in (gives, takes))


def is_free(opportunity: Opportunity, what: str) -> bool:
    """Whether one more would be let in, as the record was read."""
    taken, limit = (
        (opportunity.places_taken, opportunity.places_offered)
        if what == PLACE
        else (opportunity.in_flight, opportunity.in_flight_limit)
    )
    return limit is None or taken < limit


def free_condition(what: str) -> ColumnElement[bool]:
    """The same, in the database."""
    if what == PLACE:
        taken, limit = Opportunity.places_taken, Opportunity.places_offered
        return or_(limit.is_(None), taken < limit)
    return or_(
        Opportunity.in_flight_limit.is_(None), Opportunity.in_flight < Opportunity.in_flight_limit
    )


def _take(session: Session, opportunity_id: int, what: str) -> bool:
    change: dict[str, Any] = (
        {"places_taken": Opportunity.places_taken + 1}
        if what == PLACE
        else {"in_flight": Opportunity.in_flight + 1}
    )
    free = and_(Opportunity.id == opportunity_id, free_condition(what))
    return _changed(session, update(Opportunity).where(free).values(**change))


def _give_back(session: Session, opportunity_id: int, what: str) -> None:
    counter = Opportunity.places_taken if what == PLACE else Opportunity.in_flight
    some = and_(Opportunity.id == opportunity_id, counter > 0)
    name = "places_taken" if what == PLACE else "in_flight"
    _changed(session, update(Opportunity).where(some).values(**{name: counter - 1}))


def _changed(session: Session, statement: Any) -> bool:
    quietly = statement.execution_options(synchronize_session=False)
    done: CursorResult[Any] = session.execute(quietly)  # type: ignore[assignment]
    return done.rowcount == 1


def _tell_the_index(session: Session, opportunity: Opportunity, places_changed: bool) -> None:
    """Read the counters again; the live index cares when a role fills or opens."""
    was_free = is_free(opportunity, PLACE)
    session.refresh(opportunity, COUNTERS)
    if places_changed and was_free != is_free(opportunity, PLACE):
        record_change(session, [opportunity])
