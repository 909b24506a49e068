"""Registrations that are not finished: kept as typed, found again in this browser or by a code."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from brokerage import signed_links
from brokerage.db import now
from brokerage.errors import NotFound
from brokerage.volunteers.choices import band_of
from brokerage.volunteers.models import RegistrationDraft

LINK, VOLUNTEER = "registration", "volunteer"
LASTS = timedelta(days=30)
FINISHED_LASTS = timedelta(days=1)
LETTERS = "BCDFGHJKLMNPQRSTVWXYZ23456789"  # none that look alike, and no words
CODE_LENGTH = 10
LONGEST_ANSWER, MOST_ANSWERS = 4000, 80
CARRIED = (
    "near",
    "within",
    "travel_mode",
    "remote",
    "skills",
    "interests",
    "text",
    "when",
    "needs",
)


def begin(
    session: Session, asked: Mapping[str, Sequence[str]], role_public_id: str | None = None
) -> RegistrationDraft:
    """A new one, with what somebody said in a search before."""
    answers = {name: list(asked[name]) for name in CARRIED if asked.get(name)}
    if answers.get("within", [""])[0].endswith("min"):
        del answers["within"]  # a record holds a distance
    age = (list(asked.get("age") or ()) or [""])[0]
    if age.isascii() and age.isdigit() and len(age) < 4:
        answers["age_band"] = [band_of(int(age))]
    draft = RegistrationDraft(answers=_cut(answers), role_public_id=role_public_id)
    session.add(draft)
    session.flush()
    return draft


def begin_of(session: Session, kind: str) -> RegistrationDraft:
    """A new, empty one of another kind than a volunteer's own: an organisation's."""
    draft = RegistrationDraft(answers={}, kind=kind)
    session.add(draft)
    session.flush()
    return draft


def keep(session: Session, draft: RegistrationDraft, typed: Mapping[str, Sequence[str]]) -> None:
    """Keep what was typed on a page, right or wrong."""
    draft.answers = {**draft.answers, **_cut(typed)}
    draft.changed_at = now()
    session.flush()


def find_draft(
    session: Session, public_id: str | None, kind: str = VOLUNTEER
) -> RegistrationDraft | None:
    """One by public id, finished or not; None for one that is gone, or of another kind."""
    if not public_id:
        return None
    query = select(RegistrationDraft).where(RegistrationDraft.public_id == public_id)
    return session.scalar(query.where(RegistrationDraft.kind == kind))


def new_code(session: Session, draft: RegistrationDraft) -> str:
    """A code to come back with; one given before works no more. Only its hash is kept."""
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    draft.code_hash = _hash(code)
    session.flush()
    return f"{code[:5]}-{code[5:]}"


def get_by_code(session: Session, code: str) -> RegistrationDraft:
    """Raises NotFound for a code that nobody has, was replaced, or whose registration was sent."""
    query = select(RegistrationDraft).where(
        RegistrationDraft.code_hash == _hash(code), RegistrationDraft.kind == VOLUNTEER
    )
    return _unfinished(session.scalar(query), "That code does not work, or is too old.")


def link_for(draft: RegistrationDraft) -> str:
    """The signed end of the address at which somebody goes on."""
    return signed_links.sign(LINK, draft.public_id)


def get_by_link(session: Session, token: str, kind: str = VOLUNTEER) -> RegistrationDraft:
    """The registration a link belongs to. Raises NotFound."""
    found = find_draft(session, signed_links.read(LINK, token, LASTS), kind)
    return _unfinished(found, "This link does not work any more.")


def finish(session: Session, draft: RegistrationDraft) -> None:
    """It became a record: what was typed is kept nowhere else."""
    draft.answers, draft.code_hash = {}, None
    draft.finished_at = draft.changed_at = now()
    session.flush()


def forget_drafts(session: Session, at: datetime) -> int:
    """Delete those that nobody has touched for 30 days, and finished ones; how many."""
    old = RegistrationDraft.changed_at < at - LASTS
    done = RegistrationDraft.finished_at < at - FINISHED_LASTS
    deleting = delete(RegistrationDraft).where(or_(old, done)).returning(RegistrationDraft.id)
    return len(session.execute(deleting).all())


def _unfinished(draft: RegistrationDraft | None, message: str) -> RegistrationDraft:
    if draft is None or draft.finished_at is not None or draft.changed_at < now() - LASTS:
        raise NotFound(message)
    return draft


def _cut(answers: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Without the character that PostgreSQL refuses, and no more than a form could hold."""
    return {
        name: [text.replace("\0", "")[:LONGEST_ANSWER] for text in list(texts)[:MOST_ANSWERS]]
        for name, texts in answers.items()
    }


def _hash(code: str) -> str:
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return sha256(f"registration {typed}".encode()).hexdigest()
