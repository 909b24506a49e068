"""How many records there were to mend, night by night, so that a change can be told."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, key


class QualityCount(Base):
    """What one check found at one centre on one night. Numbers only; weeks later it is let go."""

    __tablename__ = "quality_counts"
    __table_args__ = (UniqueConstraint("counted_on", "centre_id", "check_id"),)

    id: Mapped[key]
    counted_on: Mapped[date]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    check_id: Mapped[code_text]  # checks.CHECKS
    found: Mapped[int]
    among: Mapped[int]
