"""Others who stand beside a person: a carer who is rung for them, a guardian who agrees."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, created, key, name_text, public_id


class VolunteerCarer(Base):
    """Who to reach where somebody asks to be reached through a carer. The newest counts."""

    __tablename__ = "volunteer_carers"

    id: Mapped[key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    name: Mapped[name_text]
    relation: Mapped[str] = mapped_column(String(80), default="")
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(500), default="")
    recorded_at: Mapped[created]


class GuardianAnswer(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class GuardianConsent(Base):
    """A guardian's yes or no, for volunteering at all or for one role. Nothing is overwritten."""

    __tablename__ = "guardian_consents"

    id: Mapped[key]
    public_id: Mapped[public_id]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    opportunity_public_id: Mapped[str | None] = mapped_column(String(22))  # None: any role
    guardian_name: Mapped[name_text]
    relation: Mapped[str] = mapped_column(String(80), default="")
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))
    wording_version: Mapped[code_text]
    answer: Mapped[GuardianAnswer] = mapped_column(String(20), default=GuardianAnswer.ASKED)
    how: Mapped[str | None] = mapped_column(String(10))  # link or paper
    asked_at: Mapped[created]
    asked_by: Mapped[code_text]
    answered_at: Mapped[datetime | None]
    recorded_by: Mapped[str | None] = mapped_column(String(40))  # who saw the paper
