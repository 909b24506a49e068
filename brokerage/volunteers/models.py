"""People who offer time: profile and availability. Contact details are optional: many have no
e-mail, and some no telephone."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, code_text, created, key, name_text, public_id, uri_text


class VolunteerState(StrEnum):
    """Where a person stands with the centre; the moves between are in states.py."""

    ENQUIRY = "enquiry"
    REGISTERED = "registered"
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"
    ANONYMISED = "anonymised"


class Volunteer(Base):
    """A person. An enquiry is a name and one contact; everything else may follow."""

    __tablename__ = "volunteers"

    id: Mapped[key]
    public_id: Mapped[public_id]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    state: Mapped[VolunteerState] = mapped_column(
        String(20), default=VolunteerState.ENQUIRY, index=True
    )
    first_name: Mapped[name_text]
    last_name: Mapped[name_text] = mapped_column(default="")
    email: Mapped[str | None] = mapped_column(String(254), index=True)  # households share one
    phone: Mapped[str | None] = mapped_column(String(40))
    preferred_channel: Mapped[code_text] = mapped_column(default="email")
    heard_through: Mapped[str | None] = mapped_column(String(40))

    postcode: Mapped[str | None] = mapped_column(String(8))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    approximate: Mapped[bool] = mapped_column(default=False)
    district_code: Mapped[str | None] = mapped_column(ForeignKey("districts.code"), index=True)
    within_km: Mapped[float | None]
    travel_mode: Mapped[str | None] = mapped_column(String(10))  # walk, cycle, bus, car
    remote: Mapped[str] = mapped_column(String(10), default="welcome")  # no, welcome, only

    about: Mapped[str] = mapped_column(String(2000), default="")
    age_band: Mapped[str | None] = mapped_column(String(10))  # schemas.AGE_BANDS

    availability_stated: Mapped[bool] = mapped_column(default=False)
    any_time: Mapped[bool] = mapped_column(default=False)
    week_changes: Mapped[bool] = mapped_column(default=False)
    minutes_per_week: Mapped[int | None]
    available_from: Mapped[date | None]
    created_at: Mapped[created]

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
