"""People who offer time: profile and availability. Contact details are optional: many have no
e-mail, and some no telephone."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from brokerage.db import (
    Base,
    code_text,
    created,
    key,
    name_text,
    now,
    public_id,
    uri_text,
)
from brokerage.versions import Versioned
from brokerage.volunteers.models.contacts import VolunteerCarer
from brokerage.volunteers.numbers import find_e164


class VolunteerState(StrEnum):
    """Where a person stands with the centre; the moves between are in states.py."""

    ENQUIRY = "enquiry"
    REGISTERED = "registered"
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"
    ANONYMISED = "anonymised"


class Volunteer(Versioned, Base):
    """A person. An enquiry is a name and one contact; everything else may follow."""

    __tablename__ = "volunteers"
    __table_args__ = (UniqueConstraint("source", "source_id"),)

    id: Mapped[key]
    public_id: Mapped[public_id]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    state: Mapped[VolunteerState] = mapped_column(
        String(20), default=VolunteerState.ENQUIRY, index=True
    )
    first_name: Mapped[name_text]
    last_name: Mapped[name_text] = mapped_column(default="")
    email: Mapped[str | None] = mapped_column(String(254), index=True)  # households share one
    phone: Mapped[str | None] = mapped_column(String(40))  # as it was said, to be shown
    phone_e164: Mapped[str | None] = mapped_column(String(16), index=True)  # to ring and compare
    second_phone: Mapped[str | None] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(500), default="")  # where letters go, by line
    preferred_channel: Mapped[code_text] = mapped_column(default="email")
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)  # ISO 639 codes
    heard_through: Mapped[str | None] = mapped_column(String(40))
    volunteered_before: Mapped[str | None] = mapped_column(String(20))

    postcode: Mapped[str | None] = mapped_column(String(8))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    approximate: Mapped[bool] = mapped_column(default=False)
    district_code: Mapped[str | None] = mapped_column(ForeignKey("districts.code"), index=True)
    within_km: Mapped[float | None]
    travel_mode: Mapped[str | None] = mapped_column(String(10))  # walk, cycle, bus, car
    remote: Mapped[str] = mapped_column(String(10), default="welcome")  # no, welcome, only

    about: Mapped[str] = mapped_column(String(2000), default="")
    access_needs: Mapped[list[str]] = mapped_column(JSON, default=list)  # names of access fields
    age_band: Mapped[str | None] = mapped_column(String(10))  # choices.AGE_BANDS
    born_on: Mapped[date | None]  # only where a role needs it, and then why:
    born_on_needed_for: Mapped[str | None] = mapped_column(String(40))

    availability_stated: Mapped[bool] = mapped_column(default=False)
    any_time: Mapped[bool] = mapped_column(default=False)
    week_changes: Mapped[bool] = mapped_column(default=False)
    minutes_per_week: Mapped[int | None]
    available_from: Mapped[date | None]
    created_at: Mapped[created]
    # when anything that ranking or its consent depends on was last changed: touching.py
    touched_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, index=True)
    # touched_at as it stood when likely duplicates of this record were last looked for
    compared_at: Mapped[datetime | None]
    source: Mapped[str | None] = mapped_column(String(40))  # the system imported from
    source_id: Mapped[str | None] = mapped_column(String(255))
    source_digest: Mapped[str | None] = mapped_column(String(64))  # what it said last
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("volunteers.id"), index=True)

    windows: Mapped[list[VolunteerWindow]] = relationship(
        cascade="all, delete-orphan", order_by="VolunteerWindow.id"
    )
    pauses: Mapped[list[VolunteerPause]] = relationship(
        cascade="all, delete-orphan", order_by="VolunteerPause.id"
    )
    terms: Mapped[list[VolunteerTerm]] = relationship(
        cascade="all, delete-orphan", order_by="VolunteerTerm.id"
    )
    moves: Mapped[list[VolunteerMove]] = relationship(
        cascade="all, delete-orphan", order_by="VolunteerMove.id"
    )
    carers: Mapped[list[VolunteerCarer]] = relationship(
        viewonly=True, order_by="VolunteerCarer.id.desc()"
    )

    @validates("phone")
    def _keep_number(self, _name: str, value: str | None) -> str | None:
        """Whoever sets the telephone, the number to compare by follows."""
        self.phone_e164 = find_e164(value)
        return value


class VolunteerWindow(Base):
    """Free time in the base week, or in school holidays where those differ."""

    __tablename__ = "volunteer_windows"

    id: Mapped[key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    in_holidays: Mapped[bool] = mapped_column(default=False)
    weekday: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]


class VolunteerPause(Base):
    """Away from one date to another, both included."""

    __tablename__ = "volunteer_pauses"

    id: Mapped[key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    first_on: Mapped[date]
    last_on: Mapped[date]


class VolunteerTerm(Base):
    """A skill held, a cause cared about, or an access need (practical, never a diagnosis)."""

    __tablename__ = "volunteer_terms"
    __table_args__ = (UniqueConstraint("volunteer_id", "uri"),)

    id: Mapped[key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    uri: Mapped[uri_text] = mapped_column(ForeignKey("terms.uri"), index=True)
    level: Mapped[float | None]
    verified: Mapped[bool] = mapped_column(default=False)


class VolunteerMove(Base):
    """One change of state, with the same columns as every other history."""

    __tablename__ = "volunteer_moves"

    id: Mapped[key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    from_state: Mapped[str | None] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    moved_at: Mapped[created]
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]
    reason: Mapped[str | None] = mapped_column(String(40))
