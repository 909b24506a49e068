"""What the centre said of a role, what was ticked, and every change since it was published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, code_text, created, key, long_text, public_id
from brokerage.opportunities.models import Opportunity


class RoleComment(Base):
    """A change that the centre asks for, at one field. Settled when the centre looks again."""

    __tablename__ = "role_comments"

    id: Mapped[key]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    field: Mapped[code_text]  # deciding.FIELDS
    text: Mapped[long_text]
    by: Mapped[code_text]
    at: Mapped[created]
    settled_at: Mapped[datetime | None]


class RoleLook(Base):
    """Somebody at the centre looked at a role: what they ticked, and what they decided."""

    __tablename__ = "role_looks"

    id: Mapped[key]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    outcome: Mapped[code_text]  # approved, changes_asked, declined, looked_at
    ticked: Mapped[list[str]] = mapped_column(JSON, default=list)
    list_dated: Mapped[str] = mapped_column(String(10))  # the day of the list that was used
    note: Mapped[long_text]
    by: Mapped[code_text]
    at: Mapped[created]


class RoleChange(Base):
    """One field of a published role that was changed: old, new, who and when."""

    __tablename__ = "role_changes"

    id: Mapped[key]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    field: Mapped[code_text]
    old: Mapped[long_text]
    new: Mapped[long_text]
    changed_at: Mapped[created] = mapped_column(index=True)
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]


class ProposedChange(Base):
    """A change of a live role that the centre looks at first; the old text stays meanwhile."""

    __tablename__ = "role_proposals"

    id: Mapped[key]
    public_id: Mapped[public_id]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    wanted: Mapped[dict[str, Any]] = mapped_column(JSON)  # field -> new value
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]
    made_at: Mapped[created]
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
    outcome: Mapped[str | None] = mapped_column(
        String(20)
    )  # accepted, refused, replaced, withdrawn
    note: Mapped[long_text]
    settled_by: Mapped[str | None] = mapped_column(String(40))

    opportunity: Mapped[Opportunity] = relationship()
