"""The log of calls, letters and visits: who was reached, and what was said."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Invalid
from brokerage.introductions.models import Contact, Introduction

KINDS = {
    "call": "Telephone call",
    "visit": "Visit",
    "letter": "Letter",
    "email": "E-mail",
    "text": "Text message",
}
RESULTS = {
    "spoke": "Spoke with them",
    "message_left": "Left a message",
    "no_answer": "No answer",
    "sent": "Sent",
    "received": "Received from them",
}
LONGEST = 4000


def log_contact(
    session: Session,
    actor: Actor,
    centre_id: int,
    kind: str,
    result: str,
    note: str = "",
    *,
    introduction: Introduction | None = None,
    volunteer_id: int | None = None,
    organisation_id: int | None = None,
) -> Contact:
    """Write down a contact about an introduction, a person or an organisation.

    Raises Invalid, naming the field.
    """
    if kind not in KINDS:
        raise Invalid("Choose how you were in touch.", "kind")
    if result not in RESULTS:
        raise Invalid("Choose what came of it.", "result")
    if len(note) > LONGEST:
        raise Invalid(f"Write up to {LONGEST} characters.", "note")
    if introduction is None and volunteer_id is None and organisation_id is None:
        raise Invalid("Say whom you were in touch with.", "introduction")
    contact = Contact(
        centre_id=centre_id,
        kind=kind,
        result=result,
        note=note.strip(),
        introduction_id=introduction.id if introduction else None,
        volunteer_id=volunteer_id,
        organisation_id=organisation_id,
        actor=actor.name,
        through=actor.through,
    )
    session.add(contact)
    session.flush()
    return contact


def list_contacts(
    session: Session,
    *,
    introduction_id: int | None = None,
    volunteer_id: int | None = None,
    organisation_id: int | None = None,
) -> Sequence[Contact]:
    """The log of one record, newest first; a person's has that of their introductions too."""
    mine = [Contact.introduction_id == introduction_id] if introduction_id else []
    if organisation_id:
        mine.append(Contact.organisation_id == organisation_id)
    if volunteer_id:
        theirs = select(Introduction.id).where(Introduction.volunteer_id == volunteer_id)
        mine += [Contact.volunteer_id == volunteer_id, Contact.introduction_id.in_(theirs)]
    return session.scalars(select(Contact).where(or_(*mine)).order_by(Contact.id.desc())).all()
