"""Rights that people use, each answered within a month of the day it was asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dateutil.relativedelta import relativedelta
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.introductions.models import Task
from brokerage.introductions.tasks import add_task
from brokerage.privacy.models import REQUEST_OUTCOMES, REQUESTS, DataRequest
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import local_today
from brokerage.working_days import next_working_day

MONTH = relativedelta(months=1)  # UK GDPR article 12(3)
WEEK_BEFORE = relativedelta(weeks=1)
LONGEST = 2000
NEEDS_WORDS = frozenset({"correct", "object"})
TASKS = {
    "copy": "Give somebody a copy of everything we hold about them",
    "correct": "Put something in a record right",
    "erase": "Erase somebody who asked for it",
    "object": "Stop using something, as asked",
}


def ask(session: Session, volunteer: Volunteer, kind: str, what: str, actor: Actor) -> DataRequest:
    """Take a request down; one of a kind at a time is enough, except for corrections.

    Raises Invalid, naming the field.
    """
    said = what.replace("\0", "").strip()
    if kind not in REQUESTS:
        raise Invalid("Choose what is asked for.", "kind")
    if kind in NEEDS_WORDS and not said:
        raise Invalid("Write what it is about.", "what")
    if len(said) > LONGEST:
        raise Invalid(f"Write at most {LONGEST:,} characters.", "what")
    if kind not in NEEDS_WORDS and (found := _open(session, volunteer, kind)):
        if said and said not in found.what:
            found.what = f"{found.what}\n{said}".strip()
        return found
    request = DataRequest(
        volunteer_id=volunteer.id,
        centre_id=volunteer.centre_id,
        kind=kind,
        what=said,
        due_on=local_today() + MONTH,
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        through=actor.through,
    )
    session.add(request)
    session.flush()
    audit.record(session, actor, "ask", "data_request", request.public_id, (kind,))
    add_task(
        session,
        actor,
        volunteer.centre_id,
        TASKS[kind],
        next_working_day(request.due_on - WEEK_BEFORE * 3),
        volunteer_id=volunteer.id,
        made_for=_occasion(request),
    )
    return request


def end(session: Session, request: DataRequest, actor: Actor, outcome: str, answer: str) -> None:
    """It was answered. Raises Invalid, naming the field, and Conflict the second time."""
    answer = answer.replace("\0", "")
    if outcome not in REQUEST_OUTCOMES:
        raise Invalid("Choose how it ended.", "outcome")
    if outcome in ("part", "refused") and not answer.strip():
        raise Invalid("Write the reason that you gave them.", "answer")
    if len(answer.strip()) > LONGEST:
        raise Invalid(f"Write at most {LONGEST:,} characters.", "answer")
    session.refresh(request, ["ended_at"], with_for_update=True)
    if request.ended_at is not None:
        raise Conflict("This request was answered already.")
    request.ended_at, request.ended_by = now(), actor.name
    request.outcome, request.answer = outcome, answer.strip()
    query = select(Task).where(Task.made_for == _occasion(request), Task.done_at.is_(None))
    for task in session.scalars(query):
        task.done_at, task.done_by = now(), actor.name
    session.flush()
    audit.record(session, actor, "end", "data_request", request.public_id, (outcome,))


def list_requests(
    session: Session, centre_ids: Collection[int], state: str = "open", kind: str = ""
) -> Sequence[DataRequest]:
    """``state``: open, late or closed; the most urgent first."""
    query = select(DataRequest).where(DataRequest.centre_id.in_(centre_ids))
    if kind in REQUESTS:
        query = query.where(DataRequest.kind == kind)
    if state == "closed":
        ended = query.where(DataRequest.ended_at.is_not(None))
        return session.scalars(ended.order_by(DataRequest.id.desc())).all()
    query = query.where(DataRequest.ended_at.is_(None))
    if state == "late":
        query = query.where(DataRequest.due_on < local_today())
    return session.scalars(query.order_by(DataRequest.due_on, DataRequest.id)).all()


def requests_of(session: Session, volunteer_id: int) -> Sequence[DataRequest]:
    """What somebody asked for, newest first."""
    mine = select(DataRequest).where(DataRequest.volunteer_id == volunteer_id)
    return session.scalars(mine.order_by(DataRequest.id.desc())).all()


def get_request(session: Session, actor: Actor, public_id: str) -> DataRequest:
    """One of the actor's centres. Raises NotFound."""
    mine = DataRequest.public_id == public_id, DataRequest.centre_id.in_(actor.centre_ids)
    found = None if "\0" in public_id else session.scalar(select(DataRequest).where(*mine))
    if found is None:
        raise NotFound("We cannot find that request.")
    return found


def end_open(session: Session, volunteer: Volunteer, actor: Actor) -> None:
    """Everything that was asked is answered by erasing the person."""
    for request in requests_of(session, volunteer.id):
        if request.ended_at is None:
            outcome = "done" if request.kind == "erase" else "withdrawn"
            end(session, request, actor, outcome, "")


def _open(session: Session, volunteer: Volunteer, kind: str) -> DataRequest | None:
    query = select(DataRequest).where(
        DataRequest.volunteer_id == volunteer.id,
        DataRequest.kind == kind,
        DataRequest.ended_at.is_(None),
    )
    return session.scalars(query).first()


def _occasion(request: DataRequest) -> str:
    return f"data_request:{request.public_id}"
