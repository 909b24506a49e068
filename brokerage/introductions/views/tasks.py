"""Things to do at the desk: the list, adding one, and ticking one off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.views.entering import is_ours
from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid
from brokerage.introductions.models import Task
from brokerage.introductions.tasks import KINDS, add_task, done_task, list_tasks, move_task
from brokerage.introductions.views.blueprint import at_desk, desk, do_once, errors_of, text_of
from brokerage.tenancy import get_task, get_volunteer, volunteers_seen_by
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import local_today


@desk.get("/tasks")
@needs("desk.tasks")
def tasks() -> ResponseReturnValue:
    """Everything to be done, the most urgent first."""
    return _page({})


@desk.post("/tasks")
@needs("desk.tasks")
def add() -> ResponseReturnValue:
    """Write down something to do, about a person or about nobody."""
    actor = at_desk()
    try:
        with unit_of_work() as session:
            do_once(session, actor, "task", lambda: _add(session, actor))
    except Invalid as problem:
        return _page(errors_of(problem, "what")), problem.status
    flash("It is on the list.")
    return _onwards("desk.tasks")


@desk.post("/tasks/<task_id>")
@needs("desk.tasks")
def change_task(task_id: str) -> ResponseReturnValue:
    """It is done, or put off to another day."""
    with unit_of_work() as session:
        task = get_task(session, current_actor(), task_id)
        if request.form.get("do") == "put-off":
            move_task(session, task, read_day("due_on", needed=True) or local_today())
            said = "It is put off."
        else:
            done_task(session, task, at_desk())
            said = "Ticked off."
    flash(said)
    return _onwards("desk.tasks")


def people_of(session: Session, actor: Actor, tasks: Iterable[Task]) -> dict[int, Volunteer]:
    """The people that tasks are about, of those whose record is open to whoever asks."""
    ids = {task.volunteer_id for task in tasks if task.volunteer_id}
    seen = volunteers_seen_by(actor).where(Volunteer.id.in_(ids))
    return {one.id: one for one in session.scalars(seen)}


def read_day(name: str, *, needed: bool = False) -> date | None:
    """A day from a date box; None for an empty one. Raises Invalid, naming the field."""
    text = text_of(name, 40)
    if not text and not needed:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("Write a day, such as 2027-03-27.", name) from None


def _add(session: Session, actor: Actor) -> Task:
    who = text_of("volunteer", 22)
    person = get_volunteer(session, actor, who) if who else None
    centre_id = _centre_of(actor, person)
    due_on = read_day("due_on", needed=True) or local_today()
    kind = text_of("kind", 40) or "other"
    about = person.id if person else None
    return add_task(
        session, actor, centre_id, text_of("what"), due_on, kind=kind, volunteer_id=about
    )


def _centre_of(actor: Actor, person: Volunteer | None) -> int:
    """The person's own centre where it is one of theirs; else the first of theirs."""
    if person is not None and person.centre_id in actor.centre_ids:
        return person.centre_id
    return min(actor.centre_ids)


def _page(errors: dict[str, list[str]]) -> str:
    session, actor = db.session(), current_actor()
    found = list_tasks(session, actor.centre_ids)
    return render_template(
        "desk/tasks.html",
        tasks=found,
        about=people_of(session, actor, found),
        kinds=KINDS,
        errors=errors,
        typed=request.form,
    )


def _onwards(endpoint: str) -> ResponseReturnValue:
    wanted = request.form.get("next")
    return redirect(wanted if wanted and is_ours(wanted) else url_for(endpoint))


def list_open(session: Session, volunteer: Volunteer) -> list[Task]:
    """What is to be done about one person."""
    query = select(Task).where(Task.volunteer_id == volunteer.id, Task.done_at.is_(None))
    return list(session.scalars(query.order_by(Task.due_on, Task.id)))
