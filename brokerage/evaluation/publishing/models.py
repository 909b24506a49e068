"""What was published, kept as it was: rows, not a recipe for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, code_text, created, key, long_text, name_text, public_id


class Publication(Base):
    """An edition of a quarter's tables: made by one person, public when another approves it.

    ``reason``: why there is a further edition. ``withdrawn_because``: why it is public no more.
    """

    __tablename__ = "publications"
    __table_args__ = (UniqueConstraint("period", "edition"),)

    id: Mapped[key]
    public_id: Mapped[public_id]
    period: Mapped[str] = mapped_column(String(7), index=True)  # 2026-Q3
    edition: Mapped[int]
    definitions: Mapped[code_text]
    threshold: Mapped[int]
    exposed: Mapped[int]  # numbers that could be worked out, by the audit; with any, none is kept
    reason: Mapped[long_text]
    made_by: Mapped[code_text]
    made_at: Mapped[created]
    approved_by: Mapped[str | None] = mapped_column(String(40))
    approved_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None] = mapped_column(String(40))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[long_text]

    tables: Mapped[list[PublishedTable]] = relationship(
        cascade="all, delete-orphan", order_by="PublishedTable.position"
    )

    @property
    def state(self) -> str:
        """ "waiting" for another person, "public" or "withdrawn"."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "waiting" if self.approved_at is None else "public"


class PublishedTable(Base):
    """One table with the words that stood over it."""

    __tablename__ = "published_tables"
    __table_args__ = (UniqueConstraint("publication_id", "name"),)

    id: Mapped[key]
    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id"))
    position: Mapped[int]
    name: Mapped[code_text]
    title: Mapped[name_text]
    about: Mapped[long_text]
    measure: Mapped[code_text]
    definition: Mapped[long_text]
    unit: Mapped[code_text]

    lines: Mapped[list[PublishedLine]] = relationship(
        cascade="all, delete-orphan", order_by="PublishedLine.position"
    )


class PublishedLine(Base):
    """One number as it is told; ``amount`` is None where it is hidden.

    ``for_others``: it is hidden because it would tell another one. That is never published.
    """

    __tablename__ = "published_lines"
    __table_args__ = (UniqueConstraint("table_id", "code"),)

    id: Mapped[key]
    table_id: Mapped[int] = mapped_column(ForeignKey("published_tables.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(255))
    label: Mapped[name_text]
    is_total: Mapped[bool]
    amount: Mapped[int | None]
    share: Mapped[int | None]  # of the total, in per cent, from the rounded numbers
    for_others: Mapped[bool] = mapped_column(default=False)
