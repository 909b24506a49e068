"""Hours worked out from a pattern, for a month of which nobody said anything. Always kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session, selectinload

from brokerage.actors import Actor
from brokerage.hours.amounts import month_end
from brokerage.hours.models import BookingState, HourEntry, Kind, Source
from brokerage.hours.models.entries import month_number
from brokerage.hours.models.rota import Booking, Occurrence
from brokerage.hours.recording import entry_of, last_day_of
from brokerage.hours.rota.week import keeps_a_rota
from brokerage.hours.rules import LONGEST_AT_ONCE
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.occurring import occurrences_between

JOB = Actor("job:hours.estimate", "job")
Time = tuple[date, int | None, int]  # day, start, minutes


def estimate_hours(session: Session, month: date) -> int:
    """Add what the pattern of each silent placement comes to in a month; how many entries.

    Run again, it adds nothing: a month that has an estimate is passed over.
    """
    made = 0
    for placement in session.scalars(_silent(month)):
        for day, start, minutes in pattern(session, placement, month):
            session.add(
                entry_of(placement, JOB, Kind.ESTIMATED, Source.PATTERN, day, minutes, start)
            )
            made += 1
    session.flush()
    return made


def pattern(session: Session, placement: Introduction, month: date) -> list[Time]:
    """What one placement would come to in a month, within its first and last day."""
    first = max(month, placement.started_on or month)
    last = min(month_end(month), last_day_of(placement) or month_end(month))
    if first > last:
        return []
    role = placement.opportunity
    if keeps_a_rota(role):
        return list(_booked(session, placement, first, last))
    if role.sessions:
        found = occurrences_between(session, role, first, last)
        return [(p.held_on, p.start_minute, min(p.length_minutes, LONGEST_AT_ONCE)) for p in found]
    return list(_by_amount(role, first, last, month))


def _by_amount(role: Opportunity, first: date, last: date, month: date) -> Iterator[Time]:
    """So many hours a week or a month, on a day of each; "once" is no pattern."""
    amount = min(role.hours_minutes or 0, LONGEST_AT_ONCE)
    if not amount:
        return
    if role.hours_per == "week":
        weekday = role.windows[0].weekday if role.windows else 0
        day = first + timedelta(days=(weekday - first.weekday()) % 7)
        while day <= last:
            yield day, None, amount
            day += timedelta(days=7)
    elif role.hours_per == "month" and (first, last) == (month, month_end(month)):
        yield last, None, amount


def _booked(session: Session, placement: Introduction, first: date, last: date) -> Iterable[Time]:
    query = (
        select(Occurrence.held_on, Occurrence.start_minute, Occurrence.length_minutes)
        .join(Booking, Booking.occurrence_id == Occurrence.id)
        .where(Booking.introduction_id == placement.id, Booking.state == BookingState.BOOKED)
        .where(Occurrence.held_on.between(first, last))
    )
    for day, start, minutes in session.execute(query.order_by(Occurrence.held_on)):
        yield day, start, min(minutes, LONGEST_AT_ONCE)


def _silent(month: date) -> Select[Introduction]:
    """Placements under way in a month without a current entry of any kind in it."""
    after = datetime.combine(month_end(month) + timedelta(days=1), time(), UTC)
    told = exists().where(
        HourEntry.volunteer_id == Introduction.volunteer_id,
        HourEntry.opportunity_id == Introduction.opportunity_id,
        HourEntry.month == month_number(month),
        HourEntry.superseded_at.is_(None),
    )
    began = datetime.combine(month, time(), UTC)
    return (
        select(Introduction)
        .where(Introduction.started_on < after.date(), ~told)
        .where(or_(Introduction.closed_at.is_(None), Introduction.closed_at >= began))
        .options(
            selectinload(Introduction.opportunity).options(
                selectinload(Opportunity.sessions), selectinload(Opportunity.windows)
            )
        )
        .order_by(Introduction.id)
    )
