"""Complaints: received, acknowledged within 30 days, answered. Each is a task on the centre's day.

The 30 days are the law's for data protection (Data Protection Act 2018, section 164A: "the period
of 30 days beginning when the complaint is received"); every complaint here gets the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.concerns.kinds import HARM, KINDS
from brokerage.db import now
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.introductions.models import Task
from brokerage.introductions.tasks import add_task
from brokerage.opportunities.models import Opportunity
from brokerage.privacy.models import COMPLAINT_OUTCOMES, Complaint
from brokerage.weeks import local_today
from brokerage.working_days import add_working_days

DAYS = 30
AIM = 5  # working days in which we mean to acknowledge
LONGEST = 4000
COMPLAINT_KINDS = {kind: words for kind, words in KINDS.items() if kind != HARM}


def receive(
    session: Session,
    centre_id: int,
    actor: Actor,
    kind: str,
    what: str,
    *,
    opportunity: Opportunity | None = None,
    name: str = "",
    contact: str = "",
    received_on: date | None = None,
) -> Complaint:
    """Take a complaint down, with the day by which it must be acknowledged.

    Raises Invalid, naming the field.
    """
    today = local_today()
    received_on = received_on or today
    _check(kind, what, received_on, today)
    complaint = Complaint(
        centre_id=centre_id,
        kind=kind,
        what=what.strip(),
        opportunity_id=opportunity.id if opportunity else None,
        volunteer_id=actor.volunteer_id,
        name=name.strip()[:200],
        contact=contact.strip()[:254],
        acknowledge_by=received_on + timedelta(DAYS - 1),
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        through=actor.through,
    )
    session.add(complaint)
    session.flush()
    audit.record(session, actor, "receive", "complaint", complaint.public_id)
    aim = min(add_working_days(received_on, AIM), complaint.acknowledge_by)
    add_task(
        session, actor, centre_id, "Acknowledge a complaint", aim, made_for=_occasion(complaint)
    )
    return complaint


def acknowledge(session: Session, complaint: Complaint, actor: Actor) -> None:
    """The person knows that we have it. Raises Conflict the second time."""
    session.refresh(complaint, ["acknowledged_at", "closed_at"], with_for_update=True)
    if complaint.acknowledged_at is not None:
        raise Conflict("This complaint was acknowledged already.")
    complaint.acknowledged_at, complaint.acknowledged_by = now(), actor.name
    _done_task(session, complaint, actor)
    session.flush()
    audit.record(session, actor, "acknowledge", "complaint", complaint.public_id)


def close(session: Session, complaint: Complaint, actor: Actor, outcome: str, answer: str) -> None:
    """The person has our answer; that acknowledges it too. Raises Invalid, naming the field."""
    if outcome not in COMPLAINT_OUTCOMES:
        raise Invalid("Choose how it ended.", "outcome")
    if not answer.strip():
        raise Invalid("Write what you told them.", "answer")
    if len(answer.strip()) > LONGEST:
        raise Invalid(f"Write at most {LONGEST:,} characters.", "answer")
    session.refresh(complaint, ["acknowledged_at", "closed_at"], with_for_update=True)
    if complaint.closed_at is not None:
        raise Conflict("This complaint is closed already.")
    if complaint.acknowledged_at is None:
        complaint.acknowledged_at, complaint.acknowledged_by = now(), actor.name
    complaint.closed_at, complaint.closed_by = now(), actor.name
    complaint.outcome, complaint.answer = outcome, answer.strip()
    _done_task(session, complaint, actor)
    session.flush()
    audit.record(session, actor, "close", "complaint", complaint.public_id)


def list_complaints(
    session: Session, centre_ids: Collection[int], state: str = "open"
) -> Sequence[Complaint]:
    """``state``: open, late (not acknowledged in time) or closed."""
    query = select(Complaint).where(Complaint.centre_id.in_(centre_ids))
    if state == "closed":
        ended = query.where(Complaint.closed_at.is_not(None))
        return session.scalars(ended.order_by(Complaint.id.desc())).all()
    query = query.where(Complaint.closed_at.is_(None))
    if state == "late":
        late = Complaint.acknowledge_by < local_today()
        query = query.where(late, Complaint.acknowledged_at.is_(None))
    return session.scalars(query.order_by(Complaint.acknowledge_by, Complaint.id)).all()


def get_complaint(session: Session, actor: Actor, public_id: str) -> Complaint:
    """One of the actor's centres. Raises NotFound."""
    mine = Complaint.public_id == public_id, Complaint.centre_id.in_(actor.centre_ids)
    found = None if "\0" in public_id else session.scalar(select(Complaint).where(*mine))
    if found is None:
        raise NotFound("We cannot find that complaint.")
    return found


def _check(kind: str, what: str, received_on: date, today: date) -> None:
    if kind not in COMPLAINT_KINDS:
        raise Invalid("Choose what it is about.", "kind")
    if not what.strip():
        raise Invalid("Write what happened.", "what")
    if len(what.strip()) > LONGEST:
        raise Invalid(f"Write at most {LONGEST:,} characters.", "what")
    if received_on > today:
        raise Invalid("The day cannot be in the future.", "received_on")


def _done_task(session: Session, complaint: Complaint, actor: Actor) -> None:
    query = select(Task).where(Task.made_for == _occasion(complaint), Task.done_at.is_(None))
    for task in session.scalars(query):
        task.done_at, task.done_by = now(), actor.name


def _occasion(complaint: Complaint) -> str:
    return f"complaint:{complaint.public_id}"
