"""Bodies that need volunteers, how each came to be one of ours, and who was asked to join it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, code_text, created, key, long_text, name_text, public_id, uri_text
from brokerage.versions import Versioned


class Standing(StrEnum):
    """Where an organisation stands with its centre; the moves between are in states.py."""

    LISTED = "listed"  # came with an import: nobody of theirs has joined, the centre vouches
    JOINING = "joining"  # registered; the contact's e-mail address is not proved yet
    SUBMITTED = "submitted"  # waits for the centre
    NOT_YET = "not_yet"  # the centre said what is missing
    VERIFIED = "verified"
    DECLINED = "declined"
    LEFT = "left"


class Organisation(Versioned, Base):
    """A charity, community group, club, school or public body."""

    __tablename__ = "organisations"
    __table_args__ = (UniqueConstraint("source", "source_id"),)

    id: Mapped[key]
    public_id: Mapped[public_id]
    state: Mapped[Standing] = mapped_column(
        String(20), default=Standing.LISTED, server_default="listed", index=True
    )
    name: Mapped[name_text]
    description: Mapped[long_text]
    kind: Mapped[code_text]  # organisations/schemas.py lists the kinds
    org_id: Mapped[str | None] = mapped_column(String(80))  # such as GB-CHC-1090095
    income_band: Mapped[str | None] = mapped_column(String(20))
    website: Mapped[str | None] = mapped_column(String(500))
    # The first contact, who is written to; staff and the organisation itself see both.
    contact_name: Mapped[str | None] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))
    second_name: Mapped[str | None] = mapped_column(String(200))
    second_email: Mapped[str | None] = mapped_column(String(254))
    second_phone: Mapped[str | None] = mapped_column(String(40))
    postcode: Mapped[str | None] = mapped_column(String(8))
    district_code: Mapped[str | None] = mapped_column(ForeignKey("districts.code"), index=True)
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centres.id"), index=True)
    # weekdays on which somebody answers, 0 is Monday; None: Monday to Friday
    opening_days: Mapped[list[int] | None] = mapped_column(JSON)
    # What it says of itself: statements and dates, never papers. requirements.py reads them.
    insurance: Mapped[str | None] = mapped_column(String(20))  # schemas.INSURANCE
    insurance_ends_on: Mapped[date | None]
    expenses: Mapped[str | None] = mapped_column(String(20))  # schemas.EXPENSES
    safeguarding_lead: Mapped[str | None] = mapped_column(String(200))
    safeguarding_reviewed_on: Mapped[date | None]  # when its policy was last looked at
    data_protection_on: Mapped[date | None]  # when it stated how it keeps people's details
    runs_a_centre: Mapped[bool] = mapped_column(default=False)  # ranking ignores it
    trusted: Mapped[bool] = mapped_column(default=False)  # publishes without being looked at first
    trusted_reason: Mapped[str] = mapped_column(String(400), default="")
    submitted_at: Mapped[datetime | None]
    verified_at: Mapped[datetime | None]
    # good news for the public alone: introductions/answering/promptness.py says when it is earned
    answers_soon: Mapped[bool] = mapped_column(default=False)
    source: Mapped[code_text]
    source_id: Mapped[uri_text]
    created_at: Mapped[created]

    moves: Mapped[list[OrganisationMove]] = relationship(
        cascade="all, delete-orphan", order_by="OrganisationMove.id"
    )


class OrganisationMove(Base):
    """One answer or change of standing: from, to, when, who, why, and what was missing."""

    __tablename__ = "organisation_moves"

    id: Mapped[key]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    from_state: Mapped[str] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    moved_at: Mapped[created]
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]
    reason: Mapped[str | None] = mapped_column(String(40))  # reasons.DECLINED
    note: Mapped[long_text]  # the centre's own words to the organisation
    missing: Mapped[list[str]] = mapped_column(JSON, default=list)  # codes of requirements.py
    help: Mapped[list[str]] = mapped_column(JSON, default=list)  # codes of reasons.HELP


class Invitation(Base):
    """Somebody who was asked to join an organisation, or who asks to; used once."""

    __tablename__ = "organisation_invitations"

    id: Mapped[key]
    public_id: Mapped[public_id]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[name_text]
    email: Mapped[str] = mapped_column(String(254))
    note: Mapped[str] = mapped_column(String(400), default="")
    helper: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[code_text]
    made_at: Mapped[created] = mapped_column(index=True)
    agreed_at: Mapped[datetime | None]  # None: they ask, and nobody has agreed yet
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
