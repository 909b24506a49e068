"""What an organisation says of a role, with what it means for the people on the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Conflict
from brokerage.introductions.capacity import lock_role
from brokerage.introductions.due import Owner
from brokerage.introductions.leaving import close_with_role
from brokerage.introductions.models import Introduction
from brokerage.introductions.moving import lock
from brokerage.introductions.reminding import hand_back
from brokerage.introductions.states import HOLDS_A_TURN, OPEN, State
from brokerage.introductions.waiting import fill_later
from brokerage.opportunities.alive.asking import find_open, keep_longer, limit_talks, settle
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.opportunities.service import move
from brokerage.weeks import local_today

RUNS = frozenset({RoleState.LIVE, RoleState.PAUSED})
OVER = "This role is closed already. Thank you."


def list_on_the_way(session: Session, opportunity: Opportunity) -> Sequence[Introduction]:
    """Everybody who would hear that the role takes nobody on; not those who have a place."""
    query = select(Introduction).where(
        Introduction.opportunity_id == opportunity.id,
        Introduction.state.in_(OPEN - {State.ACCEPTED, State.STARTED}),
    )
    return session.scalars(query.order_by(Introduction.id)).all()


def say_filled(session: Session, opportunity: Opportunity, actor: Actor) -> bool:
    """Every place is taken; whoever is on the way is told kindly. False where it was said before.

    A paused role is closed by it: nothing is to be shown again.
    """
    return _stop(session, opportunity, actor, "filled")


def say_closed(session: Session, opportunity: Opportunity, actor: Actor) -> bool:
    """Nobody is needed any more. False where it was said before."""
    return _stop(session, opportunity, actor, "closed")


def say_needed(
    session: Session, opportunity: Opportunity, actor: Actor, more: int | None = None
) -> None:
    """Still needed: it ranks as before, and one paused for silence, or filled, is live again.

    Whoever heard that it is filled stays where they are; their brokers may ask them anew.

    ``more``: how many more introductions at once, beside those under way; None: as many as come.
    """
    lock_role(session, opportunity)
    if opportunity.state not in RUNS | {RoleState.FILLED}:
        raise Conflict(OVER)
    asking = find_open(session, opportunity)
    limit_talks(session, opportunity, None if more is None else opportunity.in_flight + more)
    settle(session, opportunity, "needed", actor)
    paused_by_us = asking is not None and asking.paused_on is not None
    if opportunity.state == RoleState.PAUSED and paused_by_us:
        move(session, opportunity, RoleState.LIVE, actor, "still_needed")
    if opportunity.state == RoleState.FILLED:
        move(session, opportunity, RoleState.LIVE, actor, "needed_again")
    fill_later(session, opportunity)


def say_at_a_time(session: Session, opportunity: Opportunity, at_a_time: int | None) -> None:
    """How many people they talk to at once; a turn that comes free is given out."""
    lock_role(session, opportunity)
    limit_talks(session, opportunity, at_a_time)
    fill_later(session, opportunity)


def say_longer(session: Session, opportunity: Opportunity, actor: Actor, seen: date | None) -> None:
    """Keep it three months longer; one that ran out a moment ago is live again."""
    lock_role(session, opportunity)
    if opportunity.state not in RUNS | {RoleState.EXPIRED}:
        raise Conflict(OVER)
    keep_longer(session, opportunity, local_today(), seen)
    settle(session, opportunity, "needed", actor)
    ended = opportunity.ends_on is not None and opportunity.ends_on < local_today()
    if opportunity.state == RoleState.EXPIRED and not ended:
        move(session, opportunity, RoleState.LIVE, actor, "kept_longer")


def pause_for_silence(session: Session, opportunity: Opportunity, actor: Actor) -> int:
    """Nobody answers: nobody else is sent, and those who wait go back to their brokers."""
    move(session, opportunity, RoleState.PAUSED, actor, "not_confirmed")
    waits = [one for one in list_on_the_way(session, opportunity) if _waits(one)]
    for introduction in waits:
        lock(session, introduction)
        hand_back(session, introduction, local_today())
    return len(waits)


def close_for_silence(session: Session, opportunity: Opportunity, actor: Actor) -> int:
    """Nobody has answered for so long: the role is closed, and everybody on the way is told."""
    move(session, opportunity, RoleState.CLOSED, actor, "not_confirmed")
    return len(close_with_role(session, opportunity, actor, "closed"))


def _waits(introduction: Introduction) -> bool:
    return introduction.owner == Owner.ORGANISATION and introduction.state in HOLDS_A_TURN


def _stop(session: Session, opportunity: Opportunity, actor: Actor, why: str) -> bool:
    lock_role(session, opportunity)
    if opportunity.state in (RoleState.FILLED, RoleState.CLOSED):
        return False
    if opportunity.state not in RUNS:
        raise Conflict(OVER)
    stays = why == "filled" and opportunity.state == RoleState.LIVE
    move(session, opportunity, RoleState.FILLED if stays else RoleState.CLOSED, actor, why)
    settle(session, opportunity, why, actor)
    close_with_role(session, opportunity, actor, why)
    return True
