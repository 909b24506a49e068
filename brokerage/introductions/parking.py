"""Postponed: the volunteer asks for time, and says until when. And how they come back."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Conflict, Invalid
from brokerage.introductions.capacity import PLACE, TURN, RoleIsFull, is_free
from brokerage.introductions.models import Introduction
from brokerage.introductions.moving import lock, move
from brokerage.introductions.states import PARKED, State
from brokerage.introductions.waiting import fill, wait_in_line
from brokerage.weeks import local_today


def postpone(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    until: date | None = None,
    seen: int | None = None,
) -> None:
    """Put it off; the broker asks again on the day. Raises Invalid for a day that is past."""
    if until is not None and until <= local_today():
        raise Invalid("Write a day that is still to come.", "until")
    lock(session, introduction, seen)
    move(session, introduction, State.POSTPONED, actor, agreed_on=until)
    fill(session, introduction.opportunity)


def resume(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    *,
    or_wait: bool = True,
    seen: int | None = None,
) -> None:
    """Go on from where it was put off, or from the waiting list.

    Where the organisation is busy, the waiting list is where it goes on; with ``or_wait`` False
    it raises RoleIsFull.
    """
    lock(session, introduction, seen)
    if introduction.state not in PARKED or introduction.before is None:
        raise Conflict("This introduction is under way already.")
    if introduction.waiting_for == PLACE and is_free(introduction.opportunity, PLACE):
        move(session, introduction, State.ACCEPTED, actor)
        return
    try:
        move(session, introduction, State(introduction.before), actor)
    except RoleIsFull:
        if not or_wait:
            raise
        wait_in_line(session, introduction, actor, TURN)
