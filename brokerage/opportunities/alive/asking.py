"""Asking whether a role is still needed, and keeping the answer. Nothing here knows of people."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict, Invalid
from brokerage.opportunities.alive.models import RoleAsking
from brokerage.opportunities.alive.rules import KEPT_FOR_MONTHS
from brokerage.opportunities.models import Opportunity, OpportunityMove, State
from brokerage.opportunities.service import record_change
from brokerage.versions import note_change
from brokerage.weeks import day_of, local_today

ANSWERS = {
    "needed": "Still needed",
    "filled": "Filled",
    "closed": "No longer needed",
    "silence": "Nobody answered",
    "overtaken": "Closed for another reason",
}
MOST_AT_A_TIME = 500


def find_open(session: Session, opportunity: Opportunity) -> RoleAsking | None:
    """The question that waits for an answer."""
    return session.scalar(
        select(RoleAsking).where(
            RoleAsking.opportunity_id == opportunity.id, RoleAsking.ended_at.is_(None)
        )
    )


def ask(session: Session, opportunity: Opportunity, why: str, today: date) -> RoleAsking:
    """Begin to ask; one question at a time."""
    if found := find_open(session, opportunity):
        return found
    made = RoleAsking(opportunity=opportunity, why=why, asked_on=today)
    session.add(made)
    session.flush()
    return made


def settle(session: Session, opportunity: Opportunity, answer: str, actor: Actor) -> None:
    """Keep the answer, also one that nobody had asked for: it is a sign of life."""
    found = find_open(session, opportunity)
    if found is None:
        found = RoleAsking(opportunity=opportunity, why="", asked_on=local_today())
        session.add(found)
    found.answer, found.ended_at = answer, now()
    found.actor, found.on_behalf_of = actor.name, actor.on_behalf_of
    found.through = actor.through
    session.flush()


def keep_longer(session: Session, opportunity: Opportunity, today: date, seen: date | None) -> None:
    """Three months more, counted from its last day, or from today where that has passed.

    ``seen``: the last day that the page showed; a second tap then adds nothing.
    """
    if opportunity.expires_on != seen:
        return
    if opportunity.expires_on is None:
        raise Conflict("This role has no last day.")
    begin = max(opportunity.expires_on, today)
    opportunity.expires_on = begin + relativedelta(months=KEPT_FOR_MONTHS)
    note_change(opportunity)
    record_change(session, [opportunity])


def limit_talks(session: Session, opportunity: Opportunity, at_a_time: int | None) -> None:
    """How many people the organisation talks to at once; None: as many as come.

    Those it is talking to already stay: the limit is never set below them.
    """
    if at_a_time is not None and not 1 <= at_a_time <= MOST_AT_A_TIME:
        raise Invalid(f"Write a number from 1 to {MOST_AT_A_TIME}.", "at_a_time")
    session.flush()
    session.refresh(opportunity, ["in_flight", "in_flight_limit", "version"], with_for_update=True)
    wanted = None if at_a_time is None else max(at_a_time, opportunity.in_flight)
    if wanted != opportunity.in_flight_limit:
        opportunity.in_flight_limit = wanted
        note_change(opportunity)
    session.flush()


def last_signs(session: Session) -> dict[int, date]:
    """For each role that was ever moved or confirmed: the last day of either."""
    found: dict[int, date] = {}
    for column, moment in (
        (OpportunityMove.opportunity_id, OpportunityMove.moved_at),
        (RoleAsking.opportunity_id, RoleAsking.ended_at),
    ):
        query = select(column, func.max(moment)).where(moment.is_not(None)).group_by(column)
        for role_id, last in session.execute(query):
            assert last  # noqa: S101 - as the query asks
            found[role_id] = max(found.get(role_id, day_of(last)), day_of(last))
    return found


def list_lowered(session: Session) -> list[str]:
    """Public ids of the live roles that rank lower until somebody says that they are needed."""
    query = (
        select(Opportunity.public_id)
        .join(RoleAsking, RoleAsking.opportunity_id == Opportunity.id)
        .where(RoleAsking.ended_at.is_(None), RoleAsking.lowered_on.is_not(None))
        .where(Opportunity.state == State.LIVE)
    )
    return list(session.scalars(query.order_by(Opportunity.id)))
