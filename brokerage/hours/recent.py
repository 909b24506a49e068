"""What a volunteer may want to write down: sessions of the last weeks, and last week once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import BrokerageError
from brokerage.hours.models import BookingState, HourEntry, Kind
from brokerage.hours.recording import last_day_of, record_hours
from brokerage.hours.rota.week import bookings_of, keeps_a_rota
from brokerage.introductions.models import Introduction
from brokerage.suggestions.occurring import occurrences_between

LATELY = timedelta(days=14)
MOST = 6


@dataclass(frozen=True)
class Offered:
    """A session that was held, ready to be written down with one tap."""

    placement: Introduction
    day: date
    start_minute: int
    minutes: int


def recent_sessions(
    session: Session, placements: Sequence[Introduction], today: date
) -> list[Offered]:
    """Sessions of the last two weeks of which nothing was written yet, newest first."""
    since = today - LATELY
    said = _said(session, placements, since)
    found = []
    for one in placements:
        first = max(since, one.started_on or since)
        last = min(today, last_day_of(one) or today)
        if first <= last:
            times = _times(session, one, first, last)
            found += [o for o in times if not _told(o, said)]
    found.sort(key=lambda one: (one.day, one.start_minute), reverse=True)
    return found[:MOST]


def as_last_week(
    session: Session, placements: Sequence[Introduction], actor: Actor, today: date
) -> int:
    """What was written for the seven days before this week's, for the same weekdays up to today;
    how many. What is there already stays.
    """
    monday = today - timedelta(days=today.weekday())
    week = timedelta(days=7)
    query = select(HourEntry).where(
        HourEntry.introduction_id.in_([one.id for one in placements]),
        HourEntry.kind == Kind.RECORDED,
        HourEntry.superseded_at.is_(None),
        HourEntry.given_on.between(monday - week, today - week),
    )
    made = 0
    for entry in session.scalars(query.order_by(HourEntry.given_on)).all():
        if entry.introduction is not None and _again(session, entry, actor, entry.given_on + week):
            made += 1
    return made


def _again(session: Session, entry: HourEntry, actor: Actor, day: date) -> bool:
    try:
        with session.begin_nested():
            assert entry.introduction is not None  # noqa: S101 - looked at by the caller
            record_hours(session, entry.introduction, actor, day, entry.minutes, entry.start_minute)
    except BrokerageError:  # there already, or after the end
        return False
    return True


def _times(session: Session, one: Introduction, first: date, last: date) -> list[Offered]:
    role = one.opportunity
    if keeps_a_rota(role):
        return [
            Offered(
                one, b.occurrence.held_on, b.occurrence.start_minute, b.occurrence.length_minutes
            )
            for b in bookings_of(session, one.volunteer_id, first, last)
            if b.introduction_id == one.id and b.state == BookingState.BOOKED
        ]
    planned = occurrences_between(session, role, first, last)
    return [Offered(one, p.held_on, p.start_minute, p.length_minutes) for p in planned]


def _said(
    session: Session, placements: Sequence[Introduction], since: date
) -> set[tuple[int | None, date, int | None]]:
    query = select(HourEntry.introduction_id, HourEntry.given_on, HourEntry.start_minute).where(
        HourEntry.introduction_id.in_([one.id for one in placements]),
        HourEntry.kind != Kind.ESTIMATED,
        HourEntry.superseded_at.is_(None),
        HourEntry.given_on >= since,
    )
    return {(placement, day, start) for placement, day, start in session.execute(query)}


def _told(one: Offered, said: set[tuple[int | None, date, int | None]]) -> bool:
    key = (one.placement.id, one.day)
    return (*key, one.start_minute) in said or (*key, None) in said
