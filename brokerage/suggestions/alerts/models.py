"""Alerts: a search that somebody saved, or their own record, and how often they want to hear."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, created, key, long_text, public_id
from brokerage.versions import Versioned


class Kind(StrEnum):
    """What an alert looks by."""

    SEARCH = "search"
    RECORD = "record"  # of a registered volunteer


class HowOften(StrEnum):
    """When somebody is told."""

    DAILY = "daily"
    WEEKLY = "weekly"
    FITS = "fits"  # looked at daily; told only of what really fits


class AlertState(StrEnum):
    """Where an alert stands. One that is stopped is deleted."""

    ASKED = "asked"  # an address was typed, and nobody has confirmed that it is theirs
    ACTIVE = "active"
    PAUSED = "paused"


class Alert(Versioned, Base):
    """One alert, of a volunteer or of an address that confirmed it."""

    __tablename__ = "alerts"
    __table_args__ = (Index(None, "state", "next_due_at"),)

    id: Mapped[key]
    public_id: Mapped[public_id]
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteers.id"), index=True)
    address: Mapped[str] = mapped_column(String(254), default="", index=True)  # without a record
    kind: Mapped[Kind] = mapped_column(String(10), default=Kind.SEARCH)
    query: Mapped[long_text]  # of a result page's address
    words: Mapped[str] = mapped_column(String(400), default="")  # the same, as people say it
    how_often: Mapped[HowOften] = mapped_column(String(10))
    weekday: Mapped[int] = mapped_column(default=0)  # of a weekly one; 0 is Monday
    channel: Mapped[str] = mapped_column(String(10), default="email")
    state: Mapped[AlertState] = mapped_column(String(10))

    wording_version: Mapped[code_text]  # of consents.py, purpose "digests"
    actor: Mapped[code_text]
    through: Mapped[code_text]
    made_at: Mapped[created]
    confirmed_at: Mapped[datetime | None]

    seen_to: Mapped[datetime | None]  # roles that opened later are news
    announced: Mapped[list[int]] = mapped_column(JSON, default=list)  # roles, by their rows
    next_due_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]  # the last message with roles
    wanted_at: Mapped[datetime | None]  # when its owner last said that it should go on
    asked_at: Mapped[datetime | None]  # "shall we go on?" was sent
    paused_at: Mapped[datetime | None]
