"""Who comes when: dated occurrences of a role's sessions, and who is down for each."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, code_text, created, key, public_id
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.versions import Versioned


class BookingState(StrEnum):
    """Down for it, in line for it, or not coming after all."""

    BOOKED = "booked"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class Occurrence(Base):
    """One dated session of a role. A row is made when somebody is first put down for it.

    Known by role, day and wall-clock time, not by the rule it came from: rules are edited, and who
    was put down stays.
    """

    __tablename__ = "occurrences"
    __table_args__ = (
        UniqueConstraint("opportunity_id", "held_on", "start_minute"),
        # Whatever the concurrency: rota/booking.py asks first, these have the last word.
        CheckConstraint("places_taken >= 0", name="places_taken"),
        CheckConstraint("places IS NULL OR places_taken <= places", name="places"),
    )

    id: Mapped[key]
    public_id: Mapped[public_id]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"))
    held_on: Mapped[date] = mapped_column(index=True)
    start_minute: Mapped[int]
    length_minutes: Mapped[int]
    places: Mapped[int | None]
    places_taken: Mapped[int] = mapped_column(default=0)
    attended_at: Mapped[datetime | None]  # when who came was written down

    opportunity: Mapped[Opportunity] = relationship()
    bookings: Mapped[list[Booking]] = relationship(
        back_populates="occurrence", order_by="Booking.id"
    )


class Booking(Versioned, Base):
    """One person and one occurrence."""

    __tablename__ = "bookings"
    __table_args__ = (
        Index(
            "uq_bookings_open",
            "occurrence_id",
            "volunteer_id",
            unique=True,
            sqlite_where=text("state <> 'cancelled'"),
            postgresql_where=text("state <> 'cancelled'"),
        ),
    )

    id: Mapped[key]
    public_id: Mapped[public_id]
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrences.id"), index=True)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introductions.id"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    state: Mapped[BookingState] = mapped_column(String(20))
    booked_at: Mapped[created]
    cancelled_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(40))  # booking.REASONS
    reminded_at: Mapped[datetime | None]
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]

    occurrence: Mapped[Occurrence] = relationship(back_populates="bookings")
    introduction: Mapped[Introduction] = relationship()


class StandingBooking(Base):
    """The same person every week: put down anew for each such session, until it is ended."""

    __tablename__ = "standing_bookings"
    __table_args__ = (
        UniqueConstraint("introduction_id", "weekday", "start_minute"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    )

    id: Mapped[key]
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introductions.id"))
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    weekday: Mapped[int]
    start_minute: Mapped[int]
    starts_on: Mapped[date]
    ended_on: Mapped[date | None]
    actor: Mapped[code_text]
    through: Mapped[code_text]
    made_at: Mapped[created]

    introduction: Mapped[Introduction] = relationship()
