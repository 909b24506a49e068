"""The outbox: every message, written in the transaction that gave rise to it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, created, key, long_text, moment, name_text, public_id


class Channel(StrEnum):
    """How a message goes out. Letters are printed and posted by people."""

    EMAIL = "email"
    TEXT = "text"
    LETTER = "letter"


class MessageState(StrEnum):
    """Where a message stands. The first two are still on their way."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # refused for good, or given up after three days
    HELD = "held"  # its purpose is no longer consented to
    CANCELLED = "cancelled"
    IN_DOUBT = "in_doubt"  # may have arrived, and was sent a second time: a person looks at it


STANDS = {
    MessageState.QUEUED: "waiting",
    MessageState.SENDING: "on its way",
    MessageState.SENT: "sent",
    MessageState.FAILED: "could not be delivered",
    MessageState.HELD: "held: no longer agreed to",
    MessageState.CANCELLED: "cancelled",
    MessageState.IN_DOUBT: "may have arrived: please check",
}


class OutboxMessage(Base):
    """One message to one address. What it says is its sender's business; its purpose is ours."""

    __tablename__ = "messages"
    __table_args__ = (
        Index(None, "state", "due_at"),
        Index(None, "about_kind", "about_id"),
    )

    id: Mapped[key]
    public_id: Mapped[public_id]
    key: Mapped[str] = mapped_column(String(120), unique=True)  # one message, however often asked
    channel: Mapped[Channel] = mapped_column(String(10))
    address: Mapped[str] = mapped_column(String(400), index=True)
    name: Mapped[name_text]
    reply_to: Mapped[str | None] = mapped_column(String(254))
    purpose: Mapped[code_text]
    transactional: Mapped[bool] = mapped_column(default=True)
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[long_text]
    html: Mapped[str | None] = mapped_column(Text)
    about_kind: Mapped[str | None] = mapped_column(String(40))
    about_id: Mapped[str | None] = mapped_column(String(22))  # a public id
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteers.id"), index=True)
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centres.id"), index=True)

    internet_id: Mapped[str] = mapped_column(String(255), unique=True)  # Message-ID, once for all
    state: Mapped[MessageState] = mapped_column(String(10), default=MessageState.QUEUED)
    queued_at: Mapped[created]
    due_at: Mapped[moment]  # when to try next; while sending, when the claim runs out
    claim: Mapped[str | None] = mapped_column(String(22))
    handed_over: Mapped[bool] = mapped_column(default=False)  # this attempt may have arrived
    attempts: Mapped[int] = mapped_column(default=0)
    doubts: Mapped[int] = mapped_column(default=0)  # times nobody knows whether it arrived
    ended_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(String(200), default="")  # never the recipient's words
