"""The same people every week, and last week's people once more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Conflict
from brokerage.hours.models import Booking, BookingState, Occurrence, StandingBooking
from brokerage.hours.rota.booking import book
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import HOLDS_A_PLACE
from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.occurring import Planned, occurrences_between
from brokerage.weeks import local_today

WEEKS_AHEAD = 8
WEEK = timedelta(days=7)


def every_week(
    session: Session, introduction: Introduction, weekday: int, start_minute: int, actor: Actor
) -> None:
    """From now on, each session at this time. Asked for twice, it is once."""
    found = find_standing(session, introduction.id, weekday, start_minute)
    if found is None:
        found = StandingBooking(
            introduction_id=introduction.id,
            opportunity_id=introduction.opportunity_id,
            weekday=weekday,
            start_minute=start_minute,
            starts_on=local_today(),
            actor=actor.name,
            through=actor.through,
        )
        session.add(found)
    elif found.ended_on is not None:
        found.starts_on, found.ended_on = local_today(), None
        found.actor, found.through = actor.name, actor.through
    session.flush()


def not_every_week(
    session: Session, introduction: Introduction, weekday: int, start_minute: int
) -> None:
    """No longer by itself; what they are down for already stays."""
    found = find_standing(session, introduction.id, weekday, start_minute)
    if found is not None and found.ended_on is None:
        found.ended_on = local_today()
        session.flush()


def find_standing(
    session: Session, introduction_id: int, weekday: int, start_minute: int
) -> StandingBooking | None:
    """What was asked for one person and one time of the week, also where it has ended."""
    query = select(StandingBooking).where(
        StandingBooking.introduction_id == introduction_id,
        StandingBooking.weekday == weekday,
        StandingBooking.start_minute == start_minute,
    )
    return session.scalar(query)


def list_standing(session: Session, opportunity: Opportunity) -> list[StandingBooking]:
    """The people of a role who come every week."""
    query = (
        select(StandingBooking)
        .join(Introduction, Introduction.id == StandingBooking.introduction_id)
        .where(StandingBooking.opportunity_id == opportunity.id)
        .where(StandingBooking.ended_on.is_(None), Introduction.state.in_(HOLDS_A_PLACE))
        .order_by(StandingBooking.id)
    )
    return list(session.scalars(query))


def keep_up(session: Session, opportunity: Opportunity, actor: Actor, today: date) -> int:
    """Put those who come every week down for the next weeks; how often somebody was.

    Whoever was taken off a session, or said that they cannot come, is not put down again.
    """
    standing = list_standing(session, opportunity)
    if not standing:
        return 0
    planned = occurrences_between(session, opportunity, today, today + WEEKS_AHEAD * WEEK)
    touched = _touched(session, opportunity, today)
    made = 0
    for one in standing:
        for when in planned:
            mine = when.held_on.weekday() == one.weekday and when.start_minute == one.start_minute
            asked = (when.held_on, when.start_minute, one.introduction.volunteer_id)
            if mine and when.held_on >= one.starts_on and asked not in touched:
                made += _put_down(session, one.introduction, when, actor)
    return made


def copy_week(session: Session, opportunity: Opportunity, monday: date, actor: Actor) -> int:
    """Last week's people for the same times of this week; how many were put down."""
    query = (
        select(Occurrence, Booking)
        .join(Booking, Booking.occurrence_id == Occurrence.id)
        .where(Occurrence.opportunity_id == opportunity.id)
        .where(Occurrence.held_on.between(monday - WEEK, monday - timedelta(days=1)))
        .where(Booking.state == BookingState.BOOKED)
        .order_by(Occurrence.held_on, Booking.id)
    )
    planned = {
        one.key: one
        for one in occurrences_between(session, opportunity, monday, monday + timedelta(days=6))
        if one.held_on >= local_today()
    }
    touched = _touched(session, opportunity, monday)
    made = 0
    for occurrence, booking in session.execute(query).all():
        key = (occurrence.held_on + WEEK, occurrence.start_minute)
        if key in planned and (*key, booking.volunteer_id) not in touched:
            made += _put_down(session, booking.introduction, planned[key], actor)
    return made


def list_kept_up(session: Session) -> Iterable[int]:
    """Roles in which somebody comes every week."""
    query = select(StandingBooking.opportunity_id).where(StandingBooking.ended_on.is_(None))
    return session.scalars(query.distinct().order_by(StandingBooking.opportunity_id)).all()


def list_stale(session: Session, today: date) -> list[Booking]:
    """What is still booked for people who no longer have a place in the role."""
    query = (
        select(Booking)
        .join(Occurrence, Occurrence.id == Booking.occurrence_id)
        .join(Introduction, Introduction.id == Booking.introduction_id)
        .where(Booking.state != BookingState.CANCELLED)
        .where(
            or_(
                and_(Occurrence.held_on >= today, Introduction.state.not_in(HOLDS_A_PLACE)),
                and_(Occurrence.held_on < today, Booking.state == BookingState.WAITING),
            )
        )
        .order_by(Occurrence.id, Booking.id)
    )
    return list(session.scalars(query))


def _put_down(session: Session, introduction: Introduction, when: Planned, actor: Actor) -> int:
    try:
        return int(book(session, introduction, when, actor).state == BookingState.BOOKED)
    except Conflict:  # paused, or without a place any more: not for a job to say
        return 0


def _touched(session: Session, opportunity: Opportunity, since: date) -> set[tuple[date, int, int]]:
    query = (
        select(Occurrence.held_on, Occurrence.start_minute, Booking.volunteer_id)
        .join(Booking, Booking.occurrence_id == Occurrence.id)
        .where(Occurrence.opportunity_id == opportunity.id, Occurrence.held_on >= since)
    )
    return {(day, start, person) for day, start, person in session.execute(query)}
