"""Places, and how many introductions an organisation handles at once. Never exceeded.

Whoever changes what a role holds locks the role's row first (``lock_role``), then the
introduction: always in that order, so no two wait for each other. Under the lock one conditional
UPDATE takes and gives back, and the table's CHECK constraints have the last word.

Turn and place are held by the state alone: see states.HOLDS_A_TURN and HOLDS_A_PLACE.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, case, or_, update
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.orm.attributes import set_committed_value

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


def is_free(opportunity: Opportunity, what: str) -> bool:
    """Whether one more would be let in, as the record was read."""
    taken, limit = (
        (opportunity.places_taken, opportunity.places_offered)
        if what == PLACE
        else (opportunity.in_flight, opportunity.in_flight_limit)
    )
    return limit is None or taken < limit


def exchange(
    session: Session, opportunity: Opportunity, gives: str | None, takes: str | None
) -> None:
    """Give back one and take another, or neither. Raises RoleIsFull and changes nothing."""
    if gives == takes:
        return
    if takes is not None and not is_free(opportunity, takes):
        raise RoleIsFull(takes)
    could_be_taken = is_free(opportunity, PLACE)
    values: dict[Any, Any] = {}
    conditions = [Opportunity.id == opportunity.id]
    if gives is not None:
        counter, _ = _columns(gives)
        values[counter] = case((counter > 0, counter - 1), else_=0)
    if takes is not None:
        counter, limit = _columns(takes)
        values[counter] = counter + 1
        conditions.append(_below(counter, limit))
    if not _update(session, opportunity, conditions, values):
        raise RoleIsFull(takes or PLACE)  # somebody wrote without the lock
    if could_be_taken != is_free(opportunity, PLACE):
        record_change(session, [opportunity])  # the live index shows roles that have places


def _columns(
    what: str,
) -> tuple[InstrumentedAttribute[int], InstrumentedAttribute[int | None]]:
    if what == PLACE:
        return Opportunity.places_taken, Opportunity.places_offered
    return Opportunity.in_flight, Opportunity.in_flight_limit


def _below(
    counter: InstrumentedAttribute[int], limit: InstrumentedAttribute[int | None]
) -> ColumnElement[bool]:
    return or_(limit.is_(None), counter < limit)


def _update(
    session: Session,
    opportunity: Opportunity,
    conditions: list[ColumnElement[bool]],
    values: dict[Any, Any],
) -> bool:
    """Whether the row let itself be changed; what it holds now is read in the same statement."""
    statement = update(Opportunity).where(*conditions).values(values)
    back = statement.returning(Opportunity.places_taken, Opportunity.in_flight)
    row = session.execute(back, execution_options={"synchronize_session": False}).first()
    if row is None:
        return False
    set_committed_value(opportunity, "places_taken", row.places_taken)
    set_committed_value(opportunity, "in_flight", row.in_flight)
    return True
