"""What somebody was typing when their sign-in ran out: kept for a day, until they are back.

Only a random key leads to it, and the key goes with the address at which they sign in again.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from brokerage.db import Base, created, key, now

LASTS = timedelta(days=1)
LONGEST, MOST_FIELDS, MOST_ANSWERS = 20_000, 80, 80
OF_THE_PAGE = frozenset({"csrf_token", "submission", "drawn"})


class KeptForm(Base):
    """One form that was sent by nobody any more: the answers, by field."""

    __tablename__ = "kept_forms"

    id: Mapped[key]
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    path: Mapped[str] = mapped_column(String(400))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    kept_at: Mapped[created]


def keep_form(session: Session, path: str, answers: Mapping[str, Sequence[str]]) -> str:
    """Keep what was typed for an address; the key to it."""
    found = secrets.token_urlsafe(18)
    kept = {name: list(texts) for name, texts in answers.items() if name not in OF_THE_PAGE}
    session.add(KeptForm(key_hash=_hash(found), path=path[:400], answers=_cut(kept)))
    session.flush()
    return found


def find_kept(session: Session, given: str, path: str) -> dict[str, list[str]]:
    """What was typed for an address; nothing for a key that is wrong or too old."""
    query = select(KeptForm).where(KeptForm.key_hash == _hash(given), KeptForm.path == path)
    row = session.scalar(query.where(KeptForm.kept_at > now() - LASTS)) if given else None
    return {name: [str(one) for one in texts] for name, texts in row.answers.items()} if row else {}


def forget_kept(session: Session, at: datetime) -> int:
    """Delete those that are a day old; how many."""
    old = delete(KeptForm).where(KeptForm.kept_at < at - LASTS).returning(KeptForm.id)
    return len(session.execute(old).all())


def _cut(answers: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    names = list(answers)[:MOST_FIELDS]
    return {name: [_storable(text) for text in answers[name][:MOST_ANSWERS]] for name in names}


def _storable(text: str) -> str:
    """Without the character that PostgreSQL refuses, and half a pair of another."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")[:LONGEST]


def _hash(given: str) -> str:
    return sha256(f"kept form {given}".encode("utf-8", "replace")).hexdigest()
