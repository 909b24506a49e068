"""A named evaluation with its own key, and the releases made for it, kept as they were made.

None of these tables points at a person: what they hold of people is pseudonyms, and these mean
nothing without the evaluation's key.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, code_text, created, key, long_text, name_text, public_id


class Evaluation(Base):
    """Who evaluates, what for and until when. Its end takes the key and every file."""

    __tablename__ = "evaluations"

    id: Mapped[key]
    public_id: Mapped[public_id]
    name: Mapped[name_text]
    folded: Mapped[str] = mapped_column(String(200), unique=True)  # the name, to find it by
    evaluator: Mapped[name_text]
    purpose: Mapped[long_text]
    agreement: Mapped[name_text]  # which paper binds the evaluator
    begins_on: Mapped[date]
    ends_on: Mapped[date]  # the last day
    months_only: Mapped[bool]
    key: Mapped[bytes | None] = mapped_column(LargeBinary)  # locked; None once it has ended
    erasures: Mapped[int] = mapped_column(default=0)  # how many were noted so far
    set_up_by: Mapped[code_text]
    set_up_at: Mapped[created]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(40))

    releases: Mapped[list[Release]] = relationship(
        back_populates="evaluation", order_by="Release.id.desc()"
    )


class ReleaseState(StrEnum):
    """Where a release stands."""

    MAKING = "making"
    WAITING = "waiting"  # for a second person
    APPROVED = "approved"
    DECLINED = "declined"
    FAILED = "failed"
    REPLACED = "replaced"  # by one without somebody who was erased
    DELETED = "deleted"  # the evaluation has ended


HAS_FILES = (ReleaseState.WAITING, ReleaseState.APPROVED)


class Release(Base):
    """The records of one period as they stood when it was made; late data need a new number."""

    __tablename__ = "releases"
    __table_args__ = (UniqueConstraint("evaluation_id", "period", "number"),)

    id: Mapped[key]
    public_id: Mapped[public_id]
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluations.id"))
    period: Mapped[str] = mapped_column(String(7))
    number: Mapped[int]
    definitions: Mapped[code_text]  # definitions.definitions_version
    state: Mapped[ReleaseState] = mapped_column(String(20), index=True)
    asked_by: Mapped[code_text]
    asked_by_lead: Mapped[bool]
    asked_at: Mapped[created]
    made_at: Mapped[datetime | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # manifest.Facts
    sha256: Mapped[str | None] = mapped_column(String(64))  # of its list of checksums
    problem: Mapped[str] = mapped_column(String(400), default="")
    decided_by: Mapped[str | None] = mapped_column(String(40))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(1000), default="")  # why it was declined
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("releases.id"))
    erasures_seen: Mapped[int] = mapped_column(default=0)  # Evaluation.erasures, as far as it goes

    evaluation: Mapped[Evaluation] = relationship(back_populates="releases")
    files: Mapped[list[ReleaseFile]] = relationship(
        cascade="all, delete-orphan", order_by="ReleaseFile.id"
    )


class ReleaseFile(Base):
    """One file of a release: its bytes are in chunks, and never written anew."""

    __tablename__ = "release_files"
    __table_args__ = (UniqueConstraint("release_id", "name"),)

    id: Mapped[key]
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    name: Mapped[code_text]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))


class ReleaseChunk(Base):
    """A piece of a file, compressed."""

    __tablename__ = "release_chunks"
    __table_args__ = (UniqueConstraint("file_id", "number"),)

    id: Mapped[key]
    file_id: Mapped[int] = mapped_column(ForeignKey("release_files.id"))
    number: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ReleaseErasure(Base):
    """Somebody who was erased and has to go from an evaluation's releases; kept until they have."""

    __tablename__ = "release_erasures"
    __table_args__ = (UniqueConstraint("evaluation_id", "number"),)

    id: Mapped[key]
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluations.id"))
    number: Mapped[int]
    pseudonym: Mapped[code_text]
