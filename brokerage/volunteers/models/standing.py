"""Which centre a person belongs to, who else took them on, and whether two records are one."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, created, key, public_id

JSON_OR_NULL = JSON(none_as_null=True)  # None is nothing, not the word null


class NamelessEnquiry(Base):
    """Somebody asked and left no name: one tap, counted."""

    __tablename__ = "nameless_enquiries"

    id: Mapped[key]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    through: Mapped[code_text]
    asked_at: Mapped[created]
    recorded_by: Mapped[code_text]


class TransferState(StrEnum):
    """Where a transfer stands."""

    ASKED = "asked"
    DONE = "done"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"  # before an answer
    REVERSED = "reversed"  # after it was done


class VolunteerTransfer(Base):
    """A person's move from one centre to another: asked, answered, and reversible."""

    __tablename__ = "volunteer_transfers"

    id: Mapped[key]
    public_id: Mapped[public_id]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    from_centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"))
    to_centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    answering_centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"))  # not who asked
    state: Mapped[TransferState] = mapped_column(String(20), default=TransferState.ASKED)
    reason: Mapped[code_text]
    asked_at: Mapped[created]
    asked_by: Mapped[code_text]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None] = mapped_column(String(40))
    reversed_at: Mapped[datetime | None]
    reversed_by: Mapped[str | None] = mapped_column(String(40))


class VolunteerTaking(Base):
    """Another centre took somebody on who may be shared: from then on it sees the contacts."""

    __tablename__ = "volunteer_takings"
    __table_args__ = (UniqueConstraint("volunteer_id", "centre_id"),)

    id: Mapped[key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    taken_at: Mapped[created]
    taken_by: Mapped[code_text]
    ended_at: Mapped[datetime | None]


class CentreNotice(Base):
    """Something a centre is told about one of its people; it stays until somebody saw it."""

    __tablename__ = "centre_notices"

    id: Mapped[key]
    public_id: Mapped[public_id]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    kind: Mapped[code_text]
    noted_at: Mapped[created]
    noted_by: Mapped[code_text]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[str | None] = mapped_column(String(40))


class NotTheSame(Base):
    """Two records that look alike and are two people: never asked again."""

    __tablename__ = "volunteers_not_the_same"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="ordered"),
    )

    id: Mapped[key]
    first_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    decided_at: Mapped[created]
    decided_by: Mapped[code_text]


class LikelyPair(Base):
    """Two records that look alike, as the job that compares them found (duplicates/pairing.py)."""

    __tablename__ = "volunteer_pairs"
    __table_args__ = (
        UniqueConstraint("older_id", "newer_id"),
        CheckConstraint("older_id < newer_id", name="ordered"),
    )

    id: Mapped[key]
    older_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    newer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    points: Mapped[int] = mapped_column(index=True)
    reasons: Mapped[list[str]] = mapped_column(JSON)


class VolunteerMerge(Base):
    """Two records made one, with all that is needed to undo it for 30 days, and no longer."""

    __tablename__ = "volunteer_merges"

    id: Mapped[key]
    public_id: Mapped[public_id]
    kept_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    merged_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    merged_at: Mapped[created]
    merged_by: Mapped[code_text]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON_OR_NULL)
    moved: Mapped[dict[str, Any] | None] = mapped_column(JSON_OR_NULL)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(String(40))
