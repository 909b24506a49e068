"""Registrations that somebody has begun and not sent. They point at nobody: they are found by the
address or telephone that was typed, and by the name, since a household may share both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Text, cast, delete, func, or_, select
from sqlalchemy.orm import Session

from brokerage.volunteers.duplicates.likeness import fold
from brokerage.volunteers.models import RegistrationDraft, Volunteer
from brokerage.volunteers.numbers import find_e164

TITLE = "Registrations you began and did not send"


def drafts_of(session: Session, ids: Sequence[int]) -> list[RegistrationDraft]:
    """Those that were begun with an address or telephone of somebody's record, in their name."""
    people = session.scalars(select(Volunteer).where(Volunteer.id.in_(ids))).all()
    return [
        draft
        for draft in _likely(session, people)
        if any(_is_of(draft.answers, person) for person in people)
    ]


def forget_drafts_of(session: Session, ids: Sequence[int]) -> int:
    """Delete them; how many."""
    mine = [draft.id for draft in drafts_of(session, ids)]
    session.execute(delete(RegistrationDraft).where(RegistrationDraft.id.in_(mine)))
    return len(mine)


def _likely(session: Session, people: Iterable[Volunteer]) -> Sequence[RegistrationDraft]:
    """Those in whose answers an address stands, or that name a telephone at all."""
    said = func.lower(cast(RegistrationDraft.answers, Text))
    emails = [person.email.lower() for person in people if person.email]
    named = [said.contains(email, autoescape=True) for email in emails]
    if any(person.phone_e164 for person in people):
        named.append(said.contains('"phone"', autoescape=True))
    query = select(RegistrationDraft).where(or_(*named)) if named else None
    return session.scalars(query.order_by(RegistrationDraft.id)).all() if query is not None else []


def _is_of(answers: dict[str, list[str]], person: Volunteer) -> bool:
    email, phone = _first(answers, "email").lower(), find_e164(_first(answers, "phone"))
    reached = bool(email and email == (person.email or "").lower())
    reached = reached or bool(phone and phone == person.phone_e164)
    name = fold(_first(answers, "first_name"))
    return reached and name in ("", fold(person.first_name))


def _first(answers: dict[str, list[str]], name: str) -> str:
    return next((text.strip() for text in answers.get(name, ()) if text.strip()), "")
