"""What people ask of us about their data, and what they complain of: each with a day it is due."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.db import Base, code_text, created, key, long_text, public_id

REQUESTS = {
    "copy": "A copy of everything",
    "correct": "Something to be put right",
    "erase": "To be erased",
    "object": "To stop using something",
}
REQUEST_OUTCOMES = {
    "done": "Done",
    "part": "Done in part, with the reason given",
    "refused": "Refused, with the reason given",
    "withdrawn": "No longer wanted",
}
COMPLAINT_OUTCOMES = {
    "upheld": "We were wrong, and have put it right",
    "part": "We were partly wrong",
    "not_upheld": "We looked into it and did nothing wrong",
    "withdrawn": "No longer wanted",
    "passed_on": "It is for somebody else, whom we told",
}


class DataRequest(Base):
    """A right that somebody uses: UK GDPR articles 15, 16, 17 and 21; answered within a month."""

    __tablename__ = "data_requests"

    id: Mapped[key]
    public_id: Mapped[public_id]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    kind: Mapped[code_text]  # REQUESTS
    what: Mapped[long_text]
    asked_at: Mapped[created]
    due_on: Mapped[date] = mapped_column(index=True)
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(40))
    outcome: Mapped[str | None] = mapped_column(String(40))  # REQUEST_OUTCOMES
    answer: Mapped[long_text]


class Complaint(Base):
    """A complaint, acknowledged within 30 days (Data (Use and Access) Act 2025, section 103)."""

    __tablename__ = "complaints"

    id: Mapped[key]
    public_id: Mapped[public_id]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    kind: Mapped[code_text]  # concerns.kinds.KINDS
    what: Mapped[long_text]
    opportunity_id: Mapped[int | None] = mapped_column(ForeignKey("opportunities.id"))
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteers.id"), index=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    contact: Mapped[str] = mapped_column(String(254), default="")
    received_at: Mapped[created]
    acknowledge_by: Mapped[date] = mapped_column(index=True)
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str | None] = mapped_column(String(40))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(String(40))
    outcome: Mapped[str | None] = mapped_column(String(40))  # COMPLAINT_OUTCOMES
    answer: Mapped[long_text]
