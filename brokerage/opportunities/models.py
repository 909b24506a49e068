"""Roles offered: what, when, where, what they ask for, and where they stand.

Availability is time, not a category: a role has sessions (recurrence rules in wall-clock time),
or asks for hours within windows of the week, or neither, which means its times are not stated.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.db import Base, code_text, created, key, long_text, name_text, public_id, uri_text
from brokerage.opportunities.places import Precision as Precision
from brokerage.opportunities.places import ShownPlace, shown_place
from brokerage.organisations.models import Organisation
from brokerage.versions import Versioned


class State(StrEnum):
    """Where a role stands; the moves between are in states.py."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGES_ASKED = "changes_asked"
    DECLINED = "declined"
    LIVE = "live"
    PAUSED = "paused"
    FILLED = "filled"
    CLOSED = "closed"
    EXPIRED = "expired"


class Attendance(StrEnum):
    """Where the work is done."""

    IN_PERSON = "in_person"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Kind(StrEnum):
    """What is offered. A trustee joins the board; a group comes together, once or more."""

    ROLE = "role"
    TRUSTEE = "trustee"
    GROUP = "group"


class Opportunity(Versioned, Base):
    """A role. Its rows are read by the search index: every change goes through service.py,
    which gives it the next ``changed_version``."""

    __tablename__ = "opportunities"
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        # Whatever the concurrency: introductions/capacity.py asks first, these have the last word.
        CheckConstraint("places_taken >= 0", name="places_taken"),
        CheckConstraint("places_taken <= places_offered", name="places_offered"),
        CheckConstraint("in_flight >= 0", name="in_flight"),
        CheckConstraint("in_flight <= in_flight_limit", name="in_flight_limit"),
    )

    id: Mapped[key]
    public_id: Mapped[public_id]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centres.id"), index=True)
    state: Mapped[State] = mapped_column(String(20), default=State.DRAFT, index=True)

    kind: Mapped[Kind] = mapped_column(String(20), default=Kind.ROLE, server_default="role")
    title: Mapped[name_text]
    summary: Mapped[str] = mapped_column(String(400), default="")
    description: Mapped[long_text]
    commitment: Mapped[str] = mapped_column(String(400), default="")  # in the poster's own words
    apply_url: Mapped[str | None] = mapped_column(String(500))

    attendance: Mapped[Attendance] = mapped_column(String(20), default=Attendance.IN_PERSON)
    micro: Mapped[bool] = mapped_column(default=False)  # minutes at a time, no commitment
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    hours_minutes: Mapped[int | None]  # with hours_per: time asked for inside the windows
    hours_per: Mapped[str | None] = mapped_column(String(10))  # week, month, once
    flexible: Mapped[bool] = mapped_column(default=False)  # hours at any time, no windows

    places_offered: Mapped[int | None]
    places_taken: Mapped[int] = mapped_column(default=0)
    in_flight_limit: Mapped[int | None]  # introductions that the organisation handles at once
    in_flight: Mapped[int] = mapped_column(default=0)
    interview_needed: Mapped[bool | None]  # a first meeting before anybody is accepted
    minimum_age: Mapped[int | None]
    maximum_age: Mapped[int | None]
    check_level: Mapped[str | None] = mapped_column(String(20))  # schemas.CHECK_LEVELS
    check_reason: Mapped[str | None] = mapped_column(String(400))
    # Whom the work is with decides what the organisation has to show; None: not said.
    with_children: Mapped[bool | None]
    with_adults_at_risk: Mapped[bool | None]
    in_private_homes: Mapped[bool | None]
    expenses_paid: Mapped[bool | None]
    training_given: Mapped[bool | None]
    step_free: Mapped[bool | None]
    on_a_bus_route: Mapped[bool | None]
    accessible_toilet: Mapped[bool | None]
    parking: Mapped[bool | None]
    getting_there: Mapped[str] = mapped_column(String(400), default="", server_default="")
    shareable: Mapped[bool | None]  # two people may do it between them
    good_first_role: Mapped[bool | None]  # no experience needed; somebody shows the way

    # Of a trustee: how often the board meets, for how long one is elected, what comes before.
    meetings_a_year: Mapped[int | None]
    term_years: Mapped[int | None]
    induction_given: Mapped[bool | None]
    eligibility_declared: Mapped[bool | None]  # the charity asks for the declaration itself
    group_least: Mapped[int | None]  # of a group: how many people can come
    group_most: Mapped[int | None]

    published_at: Mapped[datetime | None]
    expires_on: Mapped[date | None]
    source: Mapped[code_text]
    source_id: Mapped[uri_text]
    source_digest: Mapped[str | None] = mapped_column(String(64))  # of the imported row
    shifted_days: Mapped[int] = mapped_column(default=0)  # demonstration: source's dates moved
    created_at: Mapped[created]
    changed_version: Mapped[int] = mapped_column(default=0, index=True)

    sessions: Mapped[list[OpportunitySession]] = relationship(
        back_populates="opportunity",
        cascade="all, delete-orphan",
        order_by="OpportunitySession.id",
    )
    windows: Mapped[list[OpportunityWindow]] = relationship(
        cascade="all, delete-orphan", order_by="OpportunityWindow.id"
    )
    places: Mapped[list[OpportunityPlace]] = relationship(
        cascade="all, delete-orphan", order_by="OpportunityPlace.id"
    )
    terms: Mapped[list[OpportunityTerm]] = relationship(
        cascade="all, delete-orphan", order_by="OpportunityTerm.id"
    )
    moves: Mapped[list[OpportunityMove]] = relationship(
        cascade="all, delete-orphan", order_by="OpportunityMove.id"
    )
    organisation: Mapped[Organisation] = relationship()

    @property
    def shown_places(self) -> list[ShownPlace]:
        """The places as the public may read them."""
        return [shown_place(place) for place in self.places]


class OpportunitySession(Base):
    """A recurrence rule in wall-clock time (see matching.types.Session for its meaning)."""

    __tablename__ = "opportunity_sessions"

    id: Mapped[key]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    starts_on: Mapped[date]
    start_minute: Mapped[int]
    length_minutes: Mapped[int]  # may run past midnight
    frequency: Mapped[str] = mapped_column(String(10), default="once")
    interval: Mapped[int] = mapped_column(default=1)
    weekdays: Mapped[list[int]] = mapped_column(JSON, default=list)
    ordinals: Mapped[list[int]] = mapped_column(JSON, default=list)
    until: Mapped[date | None]
    count: Mapped[int | None]
    excluded: Mapped[list[str]] = mapped_column(JSON, default=list)  # ISO dates
    term_time_only: Mapped[bool] = mapped_column(default=False)
    places: Mapped[int | None]  # people wanted at each occurrence; None: not counted

    opportunity: Mapped[Opportunity] = relationship(back_populates="sessions")


class OpportunityWindow(Base):
    """A stretch of one weekday in which hours may be given; 0 is Monday."""

    __tablename__ = "opportunity_windows"

    id: Mapped[key]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    weekday: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]


class OpportunityPlace(Base):
    """Where the activity happens, not the head office. A private home shows as an area."""

    __tablename__ = "opportunity_places"

    id: Mapped[key]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    name: Mapped[name_text] = mapped_column(default="")
    address: Mapped[str] = mapped_column(String(400), default="")
    postcode: Mapped[str | None] = mapped_column(String(8))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    precision: Mapped[Precision] = mapped_column(String(10), default=Precision.UNKNOWN)
    district_code: Mapped[str | None] = mapped_column(String(9), index=True)
    is_private_home: Mapped[bool] = mapped_column(default=False)


class OpportunityTerm(Base):
    """A cause, skill, requirement or accessibility term; skills say how much they matter."""

    __tablename__ = "opportunity_terms"
    __table_args__ = (UniqueConstraint("opportunity_id", "uri"),)

    id: Mapped[key]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    uri: Mapped[uri_text] = mapped_column(ForeignKey("terms.uri"), index=True)
    importance: Mapped[str | None] = mapped_column(String(10))  # must, needed, useful


class OpportunityMove(Base):
    """One change of state: from, to, when, who, on whose behalf, through what, and why."""

    __tablename__ = "opportunity_moves"

    id: Mapped[key]
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    from_state: Mapped[str | None] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    moved_at: Mapped[created]
    actor: Mapped[code_text]
    on_behalf_of: Mapped[str | None] = mapped_column(String(40))
    through: Mapped[code_text]  # web, desk, phone, letter, import, api, job
    reason: Mapped[str | None] = mapped_column(String(40))


class CatalogueVersion(Base):
    """One row: the number of the last change to any role. Updating it serialises the writers, so
    a reader who saw version n has seen every change up to n."""

    __tablename__ = "catalogue_version"

    id: Mapped[key]
    version: Mapped[int] = mapped_column(default=0)
