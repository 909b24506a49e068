"""Two records of one person, both with an open introduction to one role: one of them goes on.

The one that got less far is closed before the records are made one, without a word to anybody: to
the volunteer and to the organisation nothing has changed. What it held is given to the next in
line. Undoing the merge opens it again where it stood, or on the waiting list where its turn or
place has gone meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.introductions import capacity
from brokerage.introductions.models import Introduction, Task
from brokerage.introductions.moving import lock, move, note_move, standing_of
from brokerage.introductions.pipeline import step_of
from brokerage.introductions.reasons import SAME_PERSON
from brokerage.introductions.states import CLOSED, IN_WORDS, OPEN, PARKED, STEPS, State
from brokerage.introductions.waiting import fill
from brokerage.volunteers.models import Volunteer

# What closing changes, so what undoing puts back.
MOMENTS = ("state_since", "reminded_at", "returned_at", "waiting_since")
DAYS = ("due_on", "agreed_on", "started_on")
WORDS = ("state", "before", "owner", "waiting_for")

Closed = dict[str, Any]
"""One introduction as it stood before it was closed, in values that survive JSON."""


@dataclass(frozen=True)
class Twice:
    """Two open introductions of one person to one role: which goes on, and which is closed."""

    goes_on: Introduction
    closes: Introduction

    @property
    def words(self) -> tuple[str, str]:
        """Where the two stand, for a page."""
        one, other = State(self.goes_on.state), State(self.closes.state)
        return IN_WORDS[one].lower(), IN_WORDS[other].lower()

    @property
    def frees(self) -> str | None:
        """What closing gives back: capacity.TURN, capacity.PLACE or nothing."""
        return capacity.held_in(State(self.closes.state))


def open_twice(session: Session, kept: Volunteer, merged: Volunteer) -> list[Twice]:
    """The roles to which both have an open introduction, in the order of the roles' ids."""
    theirs = {
        one.opportunity_id: one
        for one in _open_of(session, merged.id)  # one each: the database allows no second
    }
    return [
        Twice(*sorted((one, theirs[one.opportunity_id]), key=_progress, reverse=True))
        for one in _open_of(session, kept.id)
        if one.opportunity_id in theirs
    ]


def close_second(
    session: Session, kept: Volunteer, merged: Volunteer, actor: Actor
) -> list[Closed]:
    """Close the lesser of each two, before the records are made one. What ``open_again`` needs."""
    return [_close(session, pair.closes, actor) for pair in open_twice(session, kept, merged)]


def open_again(session: Session, closed: Sequence[Closed], actor: Actor) -> None:
    """Undo that, after the records are two again. What somebody moved since is left alone."""
    for before in closed:
        introduction = session.get_one(Introduction, before["id"])
        lock(session, introduction)
        if introduction.state in CLOSED and introduction.reason == SAME_PERSON:
            _open(session, introduction, before, actor)


def _open_of(session: Session, volunteer_id: int) -> Sequence[Introduction]:
    query = select(Introduction).where(
        Introduction.volunteer_id == volunteer_id, Introduction.state.in_(OPEN)
    )
    return session.scalars(query.order_by(Introduction.opportunity_id)).all()


def _progress(one: Introduction) -> tuple[int, bool, float]:
    """How far it got; on the way rather than set aside; the older one of two alike."""
    step = STEPS.index(step_of(standing_of(one)))
    return step, one.state not in PARKED, -one.created_at.timestamp()


def _close(session: Session, introduction: Introduction, actor: Actor) -> Closed:
    lock(session, introduction)
    before: Closed = {name: _plain(getattr(introduction, name)) for name in _columns()}
    before["id"] = introduction.id
    tasks = _tasks(session, introduction)
    ended = introduction.state == State.STARTED
    if ended:
        introduction.started_on = None  # one person started once: the other row has the placement
    target = State.ENDED if ended else State.WITHDRAWN
    move(session, introduction, target, actor, SAME_PERSON, quietly=True)
    session.flush()
    before["tasks"] = [task.id for task in tasks if task.done_at is not None]
    fill(session, introduction.opportunity)
    return before


def _open(session: Session, introduction: Introduction, before: Closed, actor: Actor) -> None:
    was = State(before["state"])
    try:
        capacity.exchange(session, introduction.opportunity, None, capacity.held_in(was))
    except capacity.RoleIsFull as full:
        line = full.lacking
        if was == State.STARTED:  # a placement that is over does not go on; it did happen
            introduction.started_on = _typed("started_on", before["started_on"])
            return
        move(
            session,
            introduction,
            State.WAITING,
            actor,
            both_want=True,
            waiting_for=line,
            quietly=True,
        )
        return
    with session.no_autoflush:
        note_move(introduction, was, actor, "merge_undone")
        for name in _columns():
            setattr(introduction, name, _typed(name, before[name]))
        introduction.reason = introduction.closed_at = None
    for task in session.scalars(select(Task).where(Task.id.in_(before["tasks"]))):
        task.done_at = task.done_by = None
    session.flush()


def _tasks(session: Session, introduction: Introduction) -> Sequence[Task]:
    query = select(Task).where(Task.introduction_id == introduction.id, Task.done_at.is_(None))
    return session.scalars(query.order_by(Task.id)).all()


def _columns() -> tuple[str, ...]:
    return (*WORDS, *DAYS, *MOMENTS)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _typed(name: str, value: Any) -> Any:
    if value is None or name in WORDS:
        return value
    return datetime.fromisoformat(value) if name in MOMENTS else date.fromisoformat(value)
