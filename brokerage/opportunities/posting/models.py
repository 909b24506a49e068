"""What somebody typed about a role that is not, or not yet, part of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, code_text, created, key
from brokerage.opportunities.models import Opportunity


class RoleDraft(Base):
    """Answers by field as they were typed, right or wrong; drawn over what the role says.

    A page that was understood is part of the role, and its answers go from here, but for those in
    ``drafts.REMEMBERED``, which no column holds.
    """

    __tablename__ = "role_drafts"

    id: Mapped[key]
    opportunity_id: Mapped[int] = mapped_column(
        ForeignKey("opportunities.id", ondelete="CASCADE"), unique=True
    )
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    reached: Mapped[code_text] = mapped_column(default="what")  # the page to go on with
    changed_at: Mapped[created]
    made_at: Mapped[created]

    opportunity: Mapped[Opportunity] = relationship()
