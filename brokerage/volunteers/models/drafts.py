"""A registration that somebody has begun and not yet sent: their own, or an organisation's."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, created, key, public_id


class RegistrationDraft(Base):
    """What was typed, as it was typed, so that nothing is lost. Emptied once it is sent."""

    __tablename__ = "registration_drafts"

    id: Mapped[key]
    public_id: Mapped[public_id]
    kind: Mapped[code_text] = mapped_column(default="volunteer")  # or organisation
    answers: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    code_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # to come back with
    role_public_id: Mapped[str | None] = mapped_column(String(22))  # what they came for
    created_at: Mapped[created]
    changed_at: Mapped[created] = mapped_column(index=True)
    finished_at: Mapped[datetime | None]
