"""Things to do at a centre, each with a day: calls asked for, follow-ups, whatever staff add."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.centres.opening import open_weekdays
from brokerage.db import now
from brokerage.errors import Conflict, Invalid
from brokerage.introductions.models import Introduction, Task
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import local_today
from brokerage.working_days import add_working_days

KINDS = {
    "call": "Call back",
    "follow_up": "Follow up",
    "silent": "No answer: look for another role",
    "unreached": "Cannot be written to: ring",
    "other": "Something else",
}
LONGEST = 400


def add_task(
    session: Session,
    actor: Actor,
    centre_id: int,
    what: str,
    due_on: date,
    *,
    kind: str = "other",
    introduction: Introduction | None = None,
    volunteer_id: int | None = None,
    organisation_id: int | None = None,
    made_for: str | None = None,
) -> Task:
    """Write down something to do. ``made_for`` names its occasion: asked for twice, it is one.

    Raises Invalid, naming the field.
    """
    text = " ".join(what.split())
    if not text or len(text) > LONGEST:
        raise Invalid(f"Write what is to be done, in up to {LONGEST} characters.", "what")
    if kind not in KINDS:
        raise Invalid("Choose what kind of task it is.", "kind")
    if made_for and (found := _made_for(session, made_for)):
        return found
    task = Task(
        centre_id=centre_id,
        what=text,
        due_on=due_on,
        kind=kind,
        introduction_id=introduction.id if introduction else None,
        volunteer_id=introduction.volunteer_id if introduction else volunteer_id,
        organisation_id=organisation_id,
        made_for=made_for,
        added_by=actor.name,
    )
    session.add(task)
    session.flush()
    return task


def done_task(session: Session, task: Task, actor: Actor) -> None:
    """It is done. Raises Conflict where somebody else has done it already."""
    session.refresh(task, with_for_update=True)
    if task.done_at is not None:
        raise Conflict("This task is done already.")
    task.done_at, task.done_by = now(), actor.name
    session.flush()


def finish_tasks(session: Session, introduction: Introduction, actor: Actor, *kinds: str) -> None:
    """What was to be done about an introduction has been done another way."""
    query = select(Task).where(
        Task.introduction_id == introduction.id, Task.done_at.is_(None), Task.kind.in_(kinds)
    )
    for task in session.scalars(query.with_for_update()):
        task.done_at, task.done_by = now(), actor.name


def move_task(session: Session, task: Task, due_on: date) -> None:
    """Put a task off, or bring it forward."""
    task.due_on = due_on
    session.flush()


def ask_for_call(session: Session, volunteer: Volunteer, actor: Actor, when: str = "") -> Task:
    """A volunteer asks to be rung: a task for their centre, due on its next working day.

    One call is enough: while one is to be made, asking again gives that one.
    """
    query = select(Task).where(
        Task.volunteer_id == volunteer.id, Task.kind == "call", Task.done_at.is_(None)
    )
    if found := session.scalars(query).first():
        return found
    times = session.scalar(select(Centre.opening_times).where(Centre.id == volunteer.centre_id))
    due_on = add_working_days(local_today(), 1, open_weekdays(times or ()))
    wish = " ".join(when.split())[:200]
    return add_task(
        session,
        actor,
        volunteer.centre_id,
        f"Ring back; best time: {wish}" if wish else "Ring back",
        due_on,
        kind="call",
        volunteer_id=volunteer.id,
    )


def list_tasks(
    session: Session, centre_ids: Collection[int], until: date | None = None
) -> Sequence[Task]:
    """What is to be done at these centres, the most urgent first."""
    query = select(Task).where(Task.centre_id.in_(centre_ids), Task.done_at.is_(None))
    if until is not None:
        query = query.where(Task.due_on <= until)
    return session.scalars(query.order_by(Task.due_on, Task.id)).all()


def _made_for(session: Session, occasion: str) -> Task | None:
    return session.scalar(select(Task).where(Task.made_for == occasion))
