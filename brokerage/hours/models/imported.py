"""Sessions as another system recorded them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, created, key, uri_text


class ImportedSession(Base):
    """One person at one session of a role, as another system recorded it.

    Kept as it was said, by the person and by the organisation; nothing is added up here.
    """

    __tablename__ = "imported_sessions"
    __table_args__ = (UniqueConstraint("source", "source_id"),)

    id: Mapped[key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)  # the credit
    held_on: Mapped[date] = mapped_column(index=True)
    start_minute: Mapped[int | None]
    planned_minutes: Mapped[int | None]
    said_minutes: Mapped[int | None]  # by the person
    checked_minutes: Mapped[int | None]  # by the organisation
    attended: Mapped[bool | None]
    source: Mapped[code_text]
    source_id: Mapped[uri_text]
    imported_at: Mapped[created]
