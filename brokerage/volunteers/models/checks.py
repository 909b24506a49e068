"""Checks, references and training: what a person has shown.

There is no column for a certificate's number or contents, and none for offences, anywhere: that
is the law's wish (Police Act 1997 s.124, DBS code of practice) and a test walks the columns.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, created, key, name_text, public_id

LEVELS = {
    "basic": "Basic",
    "standard": "Standard",
    "enhanced": "Enhanced",
    "enhanced_barred": "Enhanced with barred list",
}
DECISIONS = {
    "suitable": "Suitable",
    "suitable_with_conditions": "Suitable, with conditions agreed",
    "not_suitable": "Not suitable for this kind of role",
    "not_decided": "Not decided yet",
}


def _one_of(column: str, words: dict[str, str]) -> str:
    return f"{column} IN {tuple(words)}"


class VolunteerCheck(Base):
    """A DBS certificate that somebody saw. Six months on, only the upper five columns remain."""

    __tablename__ = "volunteer_checks"
    __table_args__ = (
        CheckConstraint(_one_of("level", LEVELS), name="level"),
        CheckConstraint(_one_of("decision", DECISIONS), name="decision"),
    )

    id: Mapped[key]
    public_id: Mapped[public_id]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    level: Mapped[code_text]
    issued_on: Mapped[date]
    seen_by: Mapped[code_text]  # an actor, never a name
    decision: Mapped[code_text]

    decided_on: Mapped[date | None]
    opportunity_public_id: Mapped[str | None] = mapped_column(String(22))  # asked for this role
    update_service: Mapped[bool | None]  # agreed that its status may be looked up


class VolunteerReference(Base):
    """What a referee was asked and said; the answer is the person's and the broker's only."""

    __tablename__ = "volunteer_references"

    id: Mapped[key]
    public_id: Mapped[public_id]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    referee_name: Mapped[name_text]
    referee_email: Mapped[str | None] = mapped_column(String(254))
    referee_phone: Mapped[str | None] = mapped_column(String(40))
    relation: Mapped[str] = mapped_column(String(80), default="")
    asked_by: Mapped[code_text]
    asked_at: Mapped[created]
    reminders: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    recommends: Mapped[str | None] = mapped_column(String(20))
    known_for: Mapped[str] = mapped_column(String(200), default="")
    said: Mapped[str] = mapped_column(String(4000), default="")
    cancelled_at: Mapped[datetime | None]


class VolunteerTraining(Base):
    """An induction or a training that was done, with its end where it has one."""

    __tablename__ = "volunteer_trainings"

    id: Mapped[key]
    public_id: Mapped[public_id]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    kind: Mapped[code_text]  # induction or training
    title: Mapped[name_text]
    done_on: Mapped[date]
    expires_on: Mapped[date | None]
    recorded_by: Mapped[code_text]
    recorded_at: Mapped[created]


class SupportDetail(Base):
    """What somebody asked us to know about support. Each reading is audited; the newest counts."""

    __tablename__ = "volunteer_support"

    id: Mapped[key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    text: Mapped[str] = mapped_column(String(2000))
    recorded_by: Mapped[code_text]
    recorded_at: Mapped[created]
