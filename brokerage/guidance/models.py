"""Guidance as the lead has changed it, training events with their bookings, and the support log."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.centres.models import Centre
from brokerage.db import Base, code_text, created, key, long_text, name_text, public_id
from brokerage.organisations.models import Organisation
from brokerage.versions import Versioned


class GuidanceArticle(Versioned, Base):
    """The county's own text of a shipped article. ``own`` false: it was put back, the shipped
    text is read, and only the history stays."""

    __tablename__ = "guidance_articles"

    id: Mapped[key]
    public_id: Mapped[public_id]  # what the audit trail calls it
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    own: Mapped[bool] = mapped_column(default=True)
    title: Mapped[name_text]
    summary: Mapped[str] = mapped_column(String(400))
    body: Mapped[long_text]
    sources: Mapped[list[str]] = mapped_column(JSON, default=list)  # "Title https://..."
    reviewed_on: Mapped[date]


class GuidanceEdition(Base):
    """The text of an article after each change. Added, never changed."""

    __tablename__ = "guidance_editions"
    __table_args__ = (UniqueConstraint("article_id", "version"),)

    id: Mapped[key]
    article_id: Mapped[int] = mapped_column(ForeignKey("guidance_articles.id"))
    version: Mapped[int]
    own: Mapped[bool]
    title: Mapped[name_text]
    summary: Mapped[str] = mapped_column(String(400))
    body: Mapped[long_text]
    actor: Mapped[code_text]
    made_at: Mapped[created]


class TrainingEvent(Versioned, Base):
    """A course, briefing or meeting that people book a place on."""

    __tablename__ = "training_events"
    __table_args__ = (
        # Whatever the concurrency: booking.py asks under a lock first, this has the last word.
        CheckConstraint("places_taken >= 0", name="places_taken"),
        CheckConstraint("places_taken <= places", name="places"),
        CheckConstraint("minutes > 0", name="minutes"),
    )

    id: Mapped[key]
    public_id: Mapped[public_id]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    title: Mapped[name_text]
    about: Mapped[long_text]
    for_whom: Mapped[code_text]  # words.FOR_WHOM
    topic: Mapped[code_text]  # words.TOPICS
    function: Mapped[code_text] = mapped_column(default="good_practice")  # words.FUNCTIONS
    starts_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(String(400), default="")
    online_link: Mapped[str] = mapped_column(String(500), default="")  # only for who is booked
    places: Mapped[int]
    places_taken: Mapped[int] = mapped_column(default=0)
    cancelled_at: Mapped[datetime | None]
    created_at: Mapped[created]

    centre: Mapped[Centre] = relationship()
    bookings: Mapped[list[TrainingBooking]] = relationship(
        back_populates="event", order_by="TrainingBooking.id"
    )

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


class BookingState(StrEnum):
    """Where a booking stands."""

    BOOKED = "booked"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class TrainingBooking(Base):
    """One person's place, or their turn on the waiting list. They need no account."""

    __tablename__ = "training_bookings"
    __table_args__ = (
        CheckConstraint("attended IS NULL OR state = 'booked'", name="attended"),
        Index(None, "event_id", "state"),
    )

    id: Mapped[key]
    public_id: Mapped[public_id]
    event_id: Mapped[int] = mapped_column(ForeignKey("training_events.id"))
    state: Mapped[BookingState] = mapped_column(String(10))
    name: Mapped[name_text]
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteers.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    group_name: Mapped[str] = mapped_column(String(200), default="")  # one that is not registered
    attended: Mapped[bool | None]
    booked_at: Mapped[created]
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]

    event: Mapped[TrainingEvent] = relationship(back_populates="bookings")
    organisation: Mapped[Organisation | None] = relationship()


class SupportEntry(Versioned, Base):
    """Advice, guidance or training that a centre gave to an organisation or a group."""

    __tablename__ = "support_entries"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("(organisation_id IS NULL) <> (group_name = '')", name="who"),
    )

    id: Mapped[key]
    public_id: Mapped[public_id]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    group_name: Mapped[str] = mapped_column(String(200), default="")
    given_on: Mapped[date] = mapped_column(index=True)
    minutes: Mapped[int]
    kind: Mapped[code_text]  # words.KINDS
    function: Mapped[code_text]  # words.FUNCTIONS
    topic: Mapped[code_text]  # words.TOPICS
    note: Mapped[long_text]
    actor: Mapped[code_text]
    logged_at: Mapped[created]

    organisation: Mapped[Organisation | None] = relationship()
