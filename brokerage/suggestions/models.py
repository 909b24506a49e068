"""How often roles were shown: the half of a fair turn that nobody else records."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base


class RoleShowing(Base):
    """What one role had of one day's result pages. Nothing is kept of who looked."""

    __tablename__ = "role_showings"

    opportunity_id: Mapped[int] = mapped_column(
        ForeignKey("opportunities.id", ondelete="CASCADE"), primary_key=True
    )
    shown_on: Mapped[date] = mapped_column(primary_key=True, index=True)
    shown: Mapped[int]
    attention: Mapped[float]  # each showing as 1, 1/2, 1/3 ... by its place on the page
