"""One volunteer and one role, from first suggestion to end, and what happened on the way."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, code_text, created, key, long_text, public_id
from brokerage.introductions.states import OPEN, State
from brokerage.opportunities.models import Opportunity
from brokerage.versions import Versioned
from brokerage.volunteers.models import Volunteer


class Introduction(Versioned, Base):
    """Every change goes through the verbs in this folder, which keep history, due date, capacity.

    A placement's credit is two columns of this one row, so nothing can count it twice.
    """

    __tablename__ = "introductions"
    __table_args__ = (
        # One open introduction of a person to a role, whoever makes it and however often.
        Index(
            "uq_introductions_open",
            "volunteer_id",
            "opportunity_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        CheckConstraint("closed_at IS NOT NULL OR due_on IS NOT NULL", name="open_has_due"),
        CheckConstraint("closed_at IS NOT NULL OR owner IS NOT NULL", name="open_has_owner"),
        CheckConstraint("closed_at IS NULL OR reason IS NOT NULL", name="closed_has_reason"),
    )

    id: Mapped[key]
    public_id: Mapped[public_id]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    home_centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    placing_centre_id: Mapped[int | None] = mapped_column(ForeignKey("centres.id"), index=True)

    state: Mapped[State] = mapped_column(String(30), index=True)
    before: Mapped[State | None] = mapped_column(String(30))  # where it was parked, or left from
    reason: Mapped[str | None] = mapped_column(String(40))  # why it left the way
    state_since: Mapped[created]
    owner: Mapped[str | None] = mapped_column(String(20), index=True)  # due.Owner
    due_on: Mapped[date | None] = mapped_column(index=True)
    reminded_at: Mapped[datetime | None]  # once, for the present turn
    returned_at: Mapped[datetime | None]  # silence after it: back with the broker
    agreed_on: Mapped[date | None]  # meeting, first day, or until when it is postponed

    waiting_for: Mapped[str | None] = mapped_column(String(10))  # capacity.TURN or PLACE
    waiting_since: Mapped[datetime | None]

    note: Mapped[long_text]  # to the organisation, read by the volunteer beforehand
    shared: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # frozen: sharing.py
    shared_agreed_at: Mapped[datetime | None]
    contact_channel: Mapped[str | None] = mapped_column(String(40))  # agreed for this introduction
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # for staff

    created_at: Mapped[created]
    referred_at: Mapped[datetime | None]
    started_on: Mapped[date | None] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]
    re_referred_from_id: Mapped[int | None] = mapped_column(ForeignKey("introductions.id"))

    volunteer: Mapped[Volunteer] = relationship()
    opportunity: Mapped[Opportunity] = relationship()
    moves: Mapped[list[IntroductionMove]] = relationship(
        cascade="all, delete-orphan", order_by="IntroductionMove.id"
    )
    follow_ups: Mapped[list[FollowUp]] = relationship(
        cascade="all, delete-orphan", order_by="FollowUp.id"
    )

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state in OPEN


class IntroductionMove(Base):
    """One change of state: from, to, when, who, on whose behalf, through what, and why."""

    __tablename__ = "introduction_moves"

    id: Mapped[key]
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introductions.id"), index=True)
    from_state: Mapped[str | None] = mapped_column(String(30))
    to_state: Mapped[str] = mapped_column(String(30))
    moved_at: Mapped[created]
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]
    reason: Mapped[str | None] = mapped_column(String(40))


class FollowUp(Base):
    """How a placement goes, asked 4, 12 and 26 weeks after the start, and half-yearly then."""

    __tablename__ = "follow_ups"
    __table_args__ = (UniqueConstraint("introduction_id", "weeks"),)

    id: Mapped[key]
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introductions.id"), index=True)
    weeks: Mapped[int]
    outcome: Mapped[code_text]  # followups.OUTCOMES
    note: Mapped[long_text]
    done_at: Mapped[created]
    actor: Mapped[code_text]
    through: Mapped[code_text]


class Contact(Base):
    """A call, letter, visit or message about an introduction, a person or an organisation."""

    __tablename__ = "contacts"

    id: Mapped[key]
    public_id: Mapped[public_id]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    introduction_id: Mapped[int | None] = mapped_column(ForeignKey("introductions.id"), index=True)
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteers.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[code_text]  # contacts.KINDS
    result: Mapped[code_text]  # contacts.RESULTS
    note: Mapped[long_text]
    made_at: Mapped[created]
    actor: Mapped[code_text]
    through: Mapped[code_text]


class Task(Base):
    """Something that somebody at a centre has to do by a day."""

    __tablename__ = "tasks"

    id: Mapped[key]
    public_id: Mapped[public_id]
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id"), index=True)
    introduction_id: Mapped[int | None] = mapped_column(ForeignKey("introductions.id"), index=True)
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteers.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[code_text]  # tasks.KINDS
    what: Mapped[str] = mapped_column(String(400))
    due_on: Mapped[date] = mapped_column(index=True)
    made_for: Mapped[str | None] = mapped_column(String(80), unique=True)  # a job makes each once
    added_by: Mapped[code_text]
    created_at: Mapped[created]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None] = mapped_column(String(40))


class BasketItem(Base):
    """A role laid aside for a person by a member of staff; five at most, by the row's number."""

    __tablename__ = "basket_items"
    __table_args__ = (
        UniqueConstraint("actor", "volunteer_id", "number"),
        UniqueConstraint("actor", "volunteer_id", "opportunity_id", name="uq_basket_items_role"),
        CheckConstraint("number BETWEEN 1 AND 5", name="up_to_five"),
    )

    id: Mapped[key]
    actor: Mapped[code_text]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    number: Mapped[int]
    added_at: Mapped[created]

    opportunity: Mapped[Opportunity] = relationship()


class KeptRole(Base):
    """A role that a volunteer keeps to look at again."""

    __tablename__ = "kept_roles"
    __table_args__ = (UniqueConstraint("volunteer_id", "opportunity_id"),)

    id: Mapped[key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), index=True)
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    kept_at: Mapped[created]

    opportunity: Mapped[Opportunity] = relationship()


class CalendarAddress(Base):
    """The secret address under which somebody's calendar reads their sessions."""

    __tablename__ = "calendar_addresses"

    id: Mapped[key]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteers.id"), unique=True)
    token: Mapped[str] = mapped_column(String(50), unique=True)
    made_at: Mapped[created]
