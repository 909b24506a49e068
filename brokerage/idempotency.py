"""A form sent twice makes one record.

Each form carries a key drawn at random with the page. The key is unique in the database: of two
posts at once, the second waits for the first and is given what it made.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Protocol

from sqlalchemy import String, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from brokerage.actors import Actor
from brokerage.db import Base, code_text, created, key


class Made(Protocol):
    """Anything with a public id."""

    public_id: Mapped[str] | str


class Submission(Base):
    """One form that was sent, and what came of it."""

    __tablename__ = "submissions"

    id: Mapped[key]
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # of actor and key
    kind: Mapped[code_text]
    result_public_id: Mapped[str | None] = mapped_column(String(22))
    made_at: Mapped[created]


def new_submission_key() -> str:
    """For a form that is about to be shown."""
    return secrets.token_urlsafe(18)


def once(
    session: Session, submission_key: str, actor: Actor, make: Callable[[], Any], kind: str = ""
) -> str:
    """The public id of what ``make`` makes, the first time; after that, of what it made then.

    Keys of different people are apart, so nobody can learn another's result with a stolen key.
    """
    digest = sha256(f"{actor.name}\0{submission_key}".encode()).hexdigest()
    if _claimed(session, digest, kind):
        made: Made = make()
        session.flush()
        found = str(made.public_id)
        mine = update(Submission).where(Submission.digest == digest)
        session.execute(mine.values(result_public_id=found))
        return found
    return str(
        session.scalar(select(Submission.result_public_id).where(Submission.digest == digest))
    )


def _claimed(session: Session, digest: str, kind: str) -> bool:
    """Whether the key is ours now. On PostgreSQL this waits for whoever holds it uncommitted."""
    insert = (
        postgresql.insert(Submission)
        if session.get_bind().dialect.name == "postgresql"
        else sqlite.insert(Submission)
    )
    claim = insert.values(digest=digest, kind=kind).on_conflict_do_nothing()
    return session.scalar(claim.returning(Submission.id)) is not None
