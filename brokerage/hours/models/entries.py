"""Hours given: what was said, what was confirmed and what was worked out, kept apart."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, code_text, created, key, public_id, uri_text
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.versions import Versioned
from brokerage.volunteers.models import Volunteer


class Kind(StrEnum):
    """Whose word it is: the volunteer's, the organisation's, or a pattern's."""

    RECORDED = "recorded"
    VERIFIED = "verified"
    ESTIMATED = "estimated"


class Source(StrEnum):
    """Where an entry came from."""

    PAGE = "page"
    PAPER = "paper"
    ATTENDANCE = "attendance"
    CONFIRMATION = "confirmation"
    PATTERN = "pattern"
    IMPORT = "import"


class HourEntry(Versioned, Base):
    """One stretch of time of one person in one role, in the words of one side.

    Never changed: a correction is a new row, and the old one says what took its place. What counts
    is decided in rules.py, and by figures.py in the database. Verified, no minutes: did not come.
    """

    __tablename__ = "hour_entries"
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        CheckConstraint("minutes >= 0 AND minutes <= 1440", name="minutes"),
        CheckConstraint(
            "start_minute IS NULL OR (start_minute >= 0 AND start_minute < 1440)", name="start"
        ),
        # Which entry is the best evidence (figures.counts) is answered from this index alone:
        # without the last two columns, adding up 400,000 entries takes three times as long.
        Index(
            "ix_hour_entries_current",
            "volunteer_id",
            "opportunity_id",
            "month",
            "given_on",
            "kind",
            "start_minute",
            sqlite_where=text("superseded_at IS NULL"),
            postgresql_where=text("superseded_at IS NULL"),
        ),
        # Holds all that adding up a period asks for, so that no row of the table is fetched.
        Index(
            "ix_hour_entries_period",
            "given_on",
            "centre_id",
            "kind",
            "minutes",
            "volunteer_id",
            "opportunity_id",
            "month",
            "start_minute",
            sqlite_where=text("superseded_at IS NULL"),
            postgresql_where=text("superseded_at IS NULL"),
        ),
        Index("ix_hour_entries_organisation", "organisation_id", "kind", "given_on"),
    )

    id: Mapped[key]
    public_id: Mapped[public_id]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"))
    introduction_id: Mapped[int | None] = mapped_column(ForeignKey("introductions.id"), index=True)
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)  # the credit
    given_on: Mapped[date]
    month: Mapped[int]  # year * 12 + month - 1: an estimate stands for a whole silent month
    start_minute: Mapped[int | None]  # wall clock; with it, which session of the day
    minutes: Mapped[int]
    kind: Mapped[code_text]
    source: Mapped[code_text]
    source_id: Mapped[uri_text | None]
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]
    created_at: Mapped[created]
    superseded_at: Mapped[datetime | None]
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("hour_entries.id"))

    volunteer: Mapped[Volunteer] = relationship()
    opportunity: Mapped[Opportunity] = relationship()
    introduction: Mapped[Introduction | None] = relationship()


def month_number(day: date) -> int:
    """The month of a day, counted through the years."""
    return day.year * 12 + day.month - 1
