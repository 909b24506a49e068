"""What a rota shows: sessions in order, who is down, who waits, and how many more are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from brokerage.hours.models import Booking, BookingState, Occurrence
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.occurring import Planned, occurrences_between


@dataclass(frozen=True)
class Slot:
    """One session of a rota."""

    opportunity: Opportunity
    planned: Planned
    occurrence: Occurrence | None = None
    booked: tuple[Booking, ...] = ()
    waiting: tuple[Booking, ...] = ()
    cancelled: tuple[Booking, ...] = field(default=())

    @property
    def reference(self) -> str:
        """How a form names it: 2026-11-24.1110."""
        return f"{self.planned.held_on.isoformat()}.{self.planned.start_minute}"

    @property
    def wanted(self) -> int | None:
        """How many more people; None where they are not counted."""
        if self.planned.places is None:
            return None
        return max(0, self.planned.places - len(self.booked))

    @property
    def is_full(self) -> bool:
        """Whether nobody more is let in."""
        return self.wanted == 0


def slots_between(
    session: Session, opportunity: Opportunity, first: date, last: date
) -> list[Slot]:
    """What is planned, and what people are still down for though the plan has changed."""
    rows = {
        (one.held_on, one.start_minute): one
        for one in session.scalars(_occurrences(opportunity, first, last))
    }
    planned = {one.key: one for one in occurrences_between(session, opportunity, first, last)}
    for key, row in rows.items():
        if key not in planned and any(b.state != BookingState.CANCELLED for b in row.bookings):
            planned[key] = Planned(row.held_on, row.start_minute, row.length_minutes, row.places)
    return [_slot(opportunity, planned[key], rows.get(key)) for key in sorted(planned)]


def find_planned(session: Session, opportunity: Opportunity, reference: str) -> Planned | None:
    """The planned session that a form names; None for none of this role's."""
    day_text, _, minute = reference.partition(".")
    try:
        day = date.fromisoformat(day_text)
    except ValueError:
        return None
    found = occurrences_between(session, opportunity, day, day)
    return next((one for one in found if str(one.start_minute) == minute), None)


def find_occurrence(
    session: Session, opportunity: Opportunity, planned: Planned
) -> Occurrence | None:
    """Its row, where anybody was ever put down for it."""
    query = select(Occurrence).where(
        Occurrence.opportunity_id == opportunity.id,
        Occurrence.held_on == planned.held_on,
        Occurrence.start_minute == planned.start_minute,
    )
    return session.scalar(query)


def bookings_of(
    session: Session, volunteer_id: int, since: date, until: date | None = None
) -> Sequence[Booking]:
    """What somebody is down or in line for, in order."""
    query = (
        select(Booking)
        .join(Occurrence, Occurrence.id == Booking.occurrence_id)
        .where(Booking.volunteer_id == volunteer_id, Booking.state != BookingState.CANCELLED)
        .where(Occurrence.held_on >= since)
        .options(joinedload(Booking.occurrence).joinedload(Occurrence.opportunity))
        .order_by(Occurrence.held_on, Occurrence.start_minute)
    )
    if until is not None:
        query = query.where(Occurrence.held_on <= until)
    return session.scalars(query).all()


def keeps_a_rota(opportunity: Opportunity) -> bool:
    """Whether a role counts who comes to each session."""
    return any(one.places is not None for one in opportunity.sessions)


def sessions_down_for(
    session: Session, volunteer_id: int, first: date
) -> dict[int, list[tuple[datetime, timedelta]]]:
    """For a calendar: when they come, by role, of each role that keeps a rota."""
    roles = session.scalars(
        select(Opportunity)
        .join(Introduction, Introduction.opportunity_id == Opportunity.id)
        .where(Introduction.volunteer_id == volunteer_id, Introduction.closed_at.is_(None))
    ).unique()
    found: dict[int, list[tuple[datetime, timedelta]]] = {
        role.id: [] for role in roles if keeps_a_rota(role)
    }
    for booking in bookings_of(session, volunteer_id, first):
        one = booking.occurrence
        if booking.state == BookingState.BOOKED:
            times = found.setdefault(one.opportunity_id, [])
            begins = Planned(one.held_on, one.start_minute, one.length_minutes).begins_at
            times.append((begins, timedelta(minutes=one.length_minutes)))
    return found


def in_week(monday: date) -> tuple[date, date]:
    """The first and last day of a week."""
    return monday, monday + timedelta(days=6)


def _slot(opportunity: Opportunity, planned: Planned, row: Occurrence | None) -> Slot:
    bookings = row.bookings if row else []

    def those(state: BookingState) -> tuple[Booking, ...]:
        return tuple(one for one in bookings if one.state == state)

    waiting = sorted(those(BookingState.WAITING), key=lambda one: (one.booked_at, one.id))
    down = {one.volunteer_id for one in bookings if one.state != BookingState.CANCELLED}
    gone = tuple(b for b in those(BookingState.CANCELLED) if b.volunteer_id not in down)
    return Slot(opportunity, planned, row, those(BookingState.BOOKED), tuple(waiting), gone)


def _occurrences(opportunity: Opportunity, first: date, last: date) -> Select[Occurrence]:
    return (
        select(Occurrence)
        .where(Occurrence.opportunity_id == opportunity.id)
        .where(Occurrence.held_on.between(first, last))
        .options(
            selectinload(Occurrence.bookings)
            .joinedload(Booking.introduction)
            .joinedload(Introduction.volunteer)
        )
    )
