"""Waiting lists: first come, first served, and nothing left free that somebody waits for.

Two kinds wait: those whom the organisation has accepted, for a PLACE; and those not yet sent, or
set aside, for a TURN. Whatever is given back goes to the first who can use it, in the same
transaction and under the role's lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.concerns.holds import is_held
from brokerage.introductions.capacity import PLACE, TURN, is_free, lock_role
from brokerage.introductions.models import Introduction
from brokerage.introductions.moving import lock, move, needs_of, standing_of
from brokerage.introductions.pipeline import missing
from brokerage.introductions.states import HOLDS_A_TURN, State
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState

T = TypeVar("T")
FROM_THE_LIST = Actor("job:waiting-list", "job")

GIVES_OUT = {
    TURN: frozenset({RoleState.LIVE}),
    # The organisation has said yes to these already.
    PLACE: frozenset({RoleState.LIVE, RoleState.FILLED, RoleState.PAUSED}),
}
"""The states of a role in which its waiting list moves on."""


def wait(
    session: Session, introduction: Introduction, actor: Actor, seen: int | None = None
) -> None:
    """Put somebody on a role's waiting list; what they held goes to the next."""
    lock(session, introduction, seen)
    wait_in_line(session, introduction, actor, TURN)
    fill(session, introduction.opportunity)


def wait_in_line(session: Session, introduction: Introduction, actor: Actor, what: str) -> None:
    """As wait, for a locked record. Somebody who waits already keeps their turn."""
    if introduction.state != State.WAITING:
        move(session, introduction, State.WAITING, actor, waiting_for=what)
    introduction.waiting_for = what
    session.flush()


def list_waiting(session: Session, opportunity: Opportunity) -> Sequence[Introduction]:
    """Who waits for a role, the first in line first."""
    return session.scalars(_in_line(select(Introduction), opportunity)).all()


def _in_line(query: Select[T], opportunity: Opportunity) -> Select[T]:
    waiting = query.where(
        Introduction.opportunity_id == opportunity.id, Introduction.state == State.WAITING
    )
    return waiting.order_by(Introduction.waiting_since, Introduction.id)


def fill(session: Session, opportunity: Opportunity) -> list[Introduction]:
    """Give what is free to those who wait, and say who got something. The role is locked."""
    moved: list[Introduction] = []
    if not is_free(opportunity, PLACE):  # nobody is sent to a role that has none
        return moved
    for one in session.scalars(_in_line(select(Introduction.id), opportunity)).all():
        introduction = session.get_one(Introduction, one, with_for_update=True)
        if is_held(session, introduction.volunteer_id, opportunity.organisation_id):
            continue
        if target := _target(introduction, opportunity):
            move(session, introduction, target, FROM_THE_LIST)
            moved.append(introduction)
        if not is_free(opportunity, PLACE):
            break
    return moved


def fill_later(session: Session, opportunity: Opportunity) -> list[Introduction]:
    """As fill, for a role that nobody has locked: after its places changed, and in the job."""
    lock_role(session, opportunity)
    return fill(session, opportunity)


def list_with_waiting(session: Session) -> Sequence[int]:
    """The roles that somebody waits for, in the order of their ids."""
    waiting = select(Introduction.opportunity_id).where(Introduction.state == State.WAITING)
    return session.scalars(waiting.distinct().order_by(Introduction.opportunity_id)).all()


def _target(introduction: Introduction, opportunity: Opportunity) -> State | None:
    if opportunity.state not in GIVES_OUT[introduction.waiting_for or TURN]:
        return None
    if introduction.waiting_for == PLACE:
        ready = not missing(standing_of(introduction), needs_of(opportunity))
        return State.ACCEPTED if ready and is_free(opportunity, PLACE) else None
    agreed = introduction.shared is not None
    if not (agreed and is_free(opportunity, TURN) and _spare(opportunity)):
        return None
    step = State(introduction.before) if introduction.before else State.OFFERED
    return step if step in HOLDS_A_TURN else State.REFERRED


def somebody_waits(session: Session, introduction: Introduction) -> bool:
    """Whether others are in line for a turn, so that a new referral may not pass them."""
    in_line = list_waiting(session, introduction.opportunity)
    organisation_id = introduction.opportunity.organisation_id
    return any(
        w.waiting_for == TURN
        and w.id != introduction.id
        and not is_held(session, w.volunteer_id, organisation_id)
        for w in in_line
    )


def _spare(opportunity: Opportunity) -> bool:
    """Whether a place is free beyond those whom the organisation is already talking to."""
    offered = opportunity.places_offered
    return offered is None or offered - opportunity.places_taken - opportunity.in_flight > 0
