"""Each time an organisation was asked whether a role is still needed, and what came of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, code_text, key
from brokerage.opportunities.models import Opportunity


class RoleAsking(Base):
    """One question. While it has no answer, the days say how far silence has taken the role."""

    __tablename__ = "role_askings"
    __table_args__ = (
        # One open question about a role, however often the job runs.
        Index(
            "uq_role_askings_open",
            "opportunity_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[key]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    why: Mapped[code_text]  # rules.WHY
    asked_on: Mapped[date]
    lowered_on: Mapped[date | None]
    paused_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(String(20))  # asking.ANSWERS
    actor: Mapped[str | None] = mapped_column(String(40))
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[str | None] = mapped_column(String(20))

    opportunity: Mapped[Opportunity] = relationship()
