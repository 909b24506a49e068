"""Safeguarding concerns and what follows from them. Open to the designated people only.

Nothing here cascades from a person's or an organisation's record: a concern outlives both.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, code_text, created, key, long_text, public_id


class Concern(Base):
    """Somebody may be at risk: as it was told, and how it ended."""

    __tablename__ = "concerns"

    id: Mapped[key]
    public_id: Mapped[public_id]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    what: Mapped[long_text]
    opportunity_id: Mapped[int | None] = mapped_column(ForeignKey("opportunities.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    # who told us, as far as they said; a volunteer who was signed in
    reporter: Mapped[str] = mapped_column(String(200), default="")
    reporter_contact: Mapped[str] = mapped_column(String(254), default="")
    reporter_volunteer_id: Mapped[int | None] = mapped_column(
        ForeignKey("volunteers.id"), index=True
    )
    reported_at: Mapped[created]
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_by: Mapped[str | None] = mapped_column(String(40))
    outcome: Mapped[str | None] = mapped_column(String(40))  # kinds.OUTCOMES

    notes: Mapped[list[ConcernNote]] = relationship(
        cascade="all, delete-orphan", order_by="ConcernNote.id"
    )


class ConcernNote(Base):
    """What was done or learned. Added, never changed."""

    __tablename__ = "concern_notes"

    id: Mapped[key]
    concern_id: Mapped[int] = mapped_column(ForeignKey("concerns.id"), index=True)
    text: Mapped[long_text]
    noted_at: Mapped[created]
    actor: Mapped[code_text]


class Hold(Base):
    """A quiet pause: no introduction of this person, or to this organisation, goes on.

    ``who`` is the name at the time, since the record itself may be erased before the concern is.
    """

    __tablename__ = "concern_holds"
    __table_args__ = (
        CheckConstraint(
            "(volunteer_id IS NULL) <> (organisation_id IS NULL)", name="person_or_organisation"
        ),
    )

    id: Mapped[key]
    public_id: Mapped[public_id]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteers.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    who: Mapped[str] = mapped_column(String(401))
    why: Mapped[long_text]
    set_at: Mapped[created]
    set_by: Mapped[code_text]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None] = mapped_column(String(40))
