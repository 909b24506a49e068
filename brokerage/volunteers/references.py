"""References: asked by a signed link or by telephone, answered once, reminded twice at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage import audit, signed_links
from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.volunteers.contacts import Contact, read_contact
from brokerage.volunteers.models import Volunteer, VolunteerReference

LINK = "reference"
RECOMMENDS = {"yes": "Yes", "with_reservations": "Yes, with reservations", "no": "No"}
REMIND_AFTER = timedelta(days=7)
MOST_REMINDERS = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What a referee says."""

    recommends: str
    known_for: str
    said: str = ""


def ask_reference(
    session: Session, volunteer: Volunteer, actor: Actor, referee: Contact
) -> VolunteerReference:
    """Note whom to ask; ``link_for`` gives what is sent. Raises Invalid, naming the field."""
    referee = read_contact(referee, "referee_")
    if not (referee.email or referee.phone):
        raise Invalid("Write an e-mail address or a telephone number.", "referee_email")
    reference = VolunteerReference(
        volunteer_id=volunteer.id,
        referee_name=referee.name,
        referee_email=referee.email,
        referee_phone=referee.phone,
        relation=referee.relation,
        asked_by=actor.name,
        reminders=0,
    )
    session.add(reference)
    session.flush()
    audit.record(session, actor, "ask", "reference", reference.public_id)
    return reference


def link_for(reference: VolunteerReference) -> str:
    """The signed end of the address at which the referee answers."""
    return signed_links.sign(LINK, reference.public_id)


def find_by_link(session: Session, token: str) -> VolunteerReference:
    """The request a link belongs to. Raises NotFound, also where it was cancelled."""
    public_id = signed_links.read(LINK, token)
    query = select(VolunteerReference).where(VolunteerReference.public_id == public_id)
    found = session.scalar(query)
    if found is None or found.cancelled_at is not None:
        raise NotFound("This link does not work any more. Ask for a new one.")
    return found


def answer_reference(
    session: Session, reference: VolunteerReference, answer: Answer, actor: Actor
) -> None:
    """Keep what the referee says, on the page or by telephone. Raises Invalid and Conflict."""
    session.refresh(reference, with_for_update=True)
    if reference.answered_at is not None:
        raise Conflict("Thank you: this reference was given already.")
    if reference.cancelled_at is not None:
        raise Conflict("This reference is no longer needed.")
    _check(answer)
    reference.recommends = answer.recommends
    reference.known_for = " ".join(answer.known_for.split())
    reference.said = answer.said.strip()
    reference.answered_at = now()
    session.flush()
    audit.record(session, actor, "answer", "reference", reference.public_id)


def cancel_reference(session: Session, reference: VolunteerReference, actor: Actor) -> None:
    """No answer is needed any more; the link stops working."""
    if reference.answered_at is None and reference.cancelled_at is None:
        reference.cancelled_at = now()
        session.flush()
        audit.record(session, actor, "cancel", "reference", reference.public_id)


def read_references(
    session: Session, actor: Actor, volunteer: Volunteer
) -> Sequence[VolunteerReference]:
    """Somebody's references, newest first; that the actor read them is written down."""
    query = select(VolunteerReference).where(VolunteerReference.volunteer_id == volunteer.id)
    found = session.scalars(query.order_by(VolunteerReference.id.desc())).all()
    audit.record(session, actor, "read", "references", volunteer.public_id, ("said",))
    return found


def count_good_references(session: Session, volunteer_id: int) -> int:
    """How many speak for somebody; nobody reads what they say."""
    query = select(func.count(VolunteerReference.id)).where(
        VolunteerReference.volunteer_id == volunteer_id,
        VolunteerReference.recommends.in_(("yes", "with_reservations")),
    )
    return session.scalar(query) or 0


def take_due_reminders(session: Session, at: datetime) -> list[VolunteerReference]:
    """Those to remind now, counted as reminded: after a week each time, and twice at most."""
    newest = func.coalesce(VolunteerReference.reminded_at, VolunteerReference.asked_at)
    query = select(VolunteerReference).where(
        VolunteerReference.answered_at.is_(None),
        VolunteerReference.cancelled_at.is_(None),
        VolunteerReference.referee_email.is_not(None),
        VolunteerReference.reminders < MOST_REMINDERS,
        newest <= at - REMIND_AFTER,
    )
    due = list(session.scalars(query.order_by(VolunteerReference.id).with_for_update()))
    for reference in due:
        reference.reminders += 1
        reference.reminded_at = at
    session.flush()
    return due


def _check(answer: Answer) -> None:
    if answer.recommends not in RECOMMENDS:
        raise Invalid("Say whether you recommend them.", "recommends")
    if not answer.known_for.strip():
        raise Invalid("Say how long you have known them, and how.", "known_for")
    for text, limit, field in ((answer.known_for, 200, "known_for"), (answer.said, 4000, "said")):
        if len(text) > limit:
            raise Invalid(f"Write at most {limit:,} characters.", field)
