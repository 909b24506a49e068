"""How a placement goes, asked 4, 12 and 26 weeks after the start. *Sustained* is counted apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Conflict, Invalid
from brokerage.introductions.due import Owner, next_follow_up
from brokerage.introductions.going_on import end
from brokerage.introductions.models import FollowUp, Introduction, Task
from brokerage.introductions.moving import lock, opening_days_of, set_due
from brokerage.introductions.states import State
from brokerage.introductions.tasks import add_task, finish_tasks
from brokerage.versions import note_change
from brokerage.weeks import local_today
from brokerage.working_days import add_working_days

OUTCOMES = {
    "going_well": "Going well",
    "some_trouble": "Still there, with some trouble",
    "stopped": "Has stopped",
}
SUSTAINED = frozenset({"going_well", "some_trouble"})
TRY_AGAIN = 5
JOB = Actor("job:introductions.follow_up", "job")


def record_follow_up(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    outcome: str,
    note: str = "",
    reason: str = "volunteer_stopped",
    seen: int | None = None,
) -> FollowUp:
    """Write down the follow-up that is next; one who has stopped is ended, for a reason.

    Raises Conflict for what has not started, and Invalid, naming the field.
    """
    if outcome not in OUTCOMES:
        raise Invalid("Say how it is going.", "outcome")
    lock(session, introduction, seen)
    weeks, _ = upcoming(introduction)
    done = FollowUp(
        weeks=weeks, outcome=outcome, note=note.strip(), actor=actor.name, through=actor.through
    )
    introduction.follow_ups.append(done)
    finish_tasks(session, introduction, actor, "follow_up")
    note_change(introduction)
    if outcome == "stopped":
        end(session, introduction, actor, reason)
    else:
        set_due(session, introduction)
    session.flush()
    return done


def not_reached(session: Session, introduction: Introduction, seen: int | None = None) -> None:
    """Nobody answered: the follow-up stays to be done, in a working week."""
    lock(session, introduction, seen)
    upcoming(introduction)
    days = opening_days_of(session, introduction, Owner.BROKER)
    introduction.due_on = add_working_days(local_today(), TRY_AGAIN, days)
    note_change(introduction)
    session.flush()


def upcoming(introduction: Introduction) -> tuple[int, date]:
    """The weeks and day of the follow-up that is next. Raises Conflict before the start."""
    if introduction.state != State.STARTED or introduction.started_on is None:
        raise Conflict("Only somebody who started, and has not stopped, is followed up.")
    done = [follow_up.weeks for follow_up in introduction.follow_ups]
    return next_follow_up(introduction.started_on, done)


def list_to_follow_up(session: Session, today: date) -> Sequence[Introduction]:
    """Placements whose follow-up is due, the longest waiting first."""
    query = select(Introduction).where(
        Introduction.state == State.STARTED, Introduction.due_on <= today
    )
    return session.scalars(query.order_by(Introduction.due_on, Introduction.id)).all()


def make_task(session: Session, introduction: Introduction) -> Task:
    """A task for the home centre; made again for the same weeks, it is the same one."""
    weeks, _ = upcoming(introduction)
    return add_task(
        session,
        JOB,
        introduction.home_centre_id,
        f"Ask how it goes after {weeks} weeks as “{introduction.opportunity.title[:200]}”",
        introduction.due_on or local_today(),
        kind="follow_up",
        introduction=introduction,
        made_for=f"follow-up:{introduction.public_id}:{weeks}",
    )


def is_sustained(introduction: Introduction, weeks: int) -> bool | None:
    """Whether somebody was still there after so many weeks; None where nobody has asked."""
    for done in introduction.follow_ups:
        if done.weeks == weeks:
            return done.outcome in SUSTAINED
    return None
