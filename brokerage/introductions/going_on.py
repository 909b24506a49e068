"""The verbs on the way: acknowledge, interview, begin checks, accept, start, end."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Conflict, Invalid
from brokerage.introductions.capacity import PLACE, RoleIsFull
from brokerage.introductions.models import Introduction
from brokerage.introductions.moving import lock, move, set_due
from brokerage.introductions.states import State
from brokerage.introductions.waiting import fill, wait_in_line
from brokerage.versions import note_change
from brokerage.weeks import local_today


def acknowledge(
    session: Session, introduction: Introduction, actor: Actor, seen: int | None = None
) -> None:
    """The organisation says that it arrived. From now on it may see how to reach the volunteer."""
    lock(session, introduction, seen)
    move(session, introduction, State.ACKNOWLEDGED, actor)


def interview(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    on: date | None = None,
    seen: int | None = None,
) -> None:
    """They meet; ``on`` is the day, where it is known."""
    lock(session, introduction, seen)
    move(session, introduction, State.INTERVIEWING, actor, agreed_on=on)


def begin_checks(
    session: Session, introduction: Introduction, actor: Actor, seen: int | None = None
) -> None:
    """Checks or references are under way."""
    lock(session, introduction, seen)
    move(session, introduction, State.CHECKS, actor)


def accept(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    starts_on: date | None = None,
    *,
    or_wait: bool = False,
    seen: int | None = None,
) -> None:
    """The organisation says yes, and a place is taken.

    Raises RoleIsFull, unless ``or_wait`` puts them on the waiting list for the next place.
    """
    lock(session, introduction, seen)
    try:
        move(session, introduction, State.ACCEPTED, actor, agreed_on=starts_on)
    except RoleIsFull:
        if not or_wait:
            raise
        wait_in_line(session, introduction, actor, PLACE)
    fill(session, introduction.opportunity)  # the turn that was given back


def plan_start(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    starts_on: date,
    seen: int | None = None,
) -> None:
    """Set or change the first day of somebody accepted; they keep the place."""
    lock(session, introduction, seen)
    if introduction.state != State.ACCEPTED:
        raise Conflict("Only somebody accepted has a first day to plan.")
    introduction.agreed_on = starts_on
    set_due(session, introduction)
    note_change(introduction)
    session.flush()


def start(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    started_on: date | None = None,
    seen: int | None = None,
) -> None:
    """They started: a placement. Raises Invalid for a day that is still to come."""
    day = started_on or local_today()
    if day > local_today():
        raise Invalid("Write the day they started, not one that is still to come.", "started_on")
    lock(session, introduction, seen)
    introduction.started_on = day
    move(session, introduction, State.STARTED, actor)


def end(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    reason: str,
    seen: int | None = None,
) -> None:
    """A placement is over, and its place goes to the next in line."""
    lock(session, introduction, seen)
    move(session, introduction, State.ENDED, actor, reason)
    fill(session, introduction.opportunity)
