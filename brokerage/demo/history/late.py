"""After a quarter was closed: a pile of paper sheets is found and keyed in, and somebody's hours
are put right. Both are listed in the month and quarter that are open now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.centres.service import find_lead
from brokerage.demo.chance import public_id, stream
from brokerage.demo.histories import broker_at
from brokerage.evaluation.closing import compare
from brokerage.evaluation.counting import find_counted
from brokerage.evaluation.periods import MONTHS_IN, Period
from brokerage.hours.models import HourEntry, Kind, Source
from brokerage.hours.models.entries import month_number
from brokerage.hours.recording import entry_of

SHEETS = 6
MINUTES = 120
TOO_MUCH = 30  # minutes that somebody had written by mistake
NOTICED = timedelta(days=2)
DAY = timedelta(days=1)


def add_late_hours(session: Session, today: date, seed: int) -> int:
    """Add them to the last month that is closed, at the lead centre; how many entries."""
    centre, month = find_lead(session), _last_closed(today)
    if centre is None:
        return 0
    said = _said(session, centre.id, month)
    rng, broker = stream(seed, "late"), Actor(broker_at(centre.id), "desk", "volunteer")
    noticed_at = datetime.combine(today - NOTICED, time(11, 30), UTC)
    wrong = [entries[-1] for entries in said[:1]]
    made = [_sheet(entries, month, broker) for entries in said[1 : 1 + SHEETS]]
    found = [one for one in made if one is not None]
    found += (right := [_right(one, broker) for one in wrong])
    for one in found:
        one.public_id, one.created_at = public_id(rng), noticed_at
    session.add_all(found)
    session.flush()
    for old, new in zip(wrong, right, strict=True):
        old.superseded_at, old.superseded_by_id = noticed_at, new.id
        old.version += 1
    session.flush()
    return len(found)


def list_late(session: Session, today: date) -> int:
    """Compare what they belong to with what was closed, as the night's job would; how many numbers
    are listed."""
    month, listed = _last_closed(today), 0
    for kind in MONTHS_IN:
        closed = find_counted(session, Period.around(month.first_on, kind))
        now_open = find_counted(session, Period.around(today, kind))
        if closed and closed.closed_at and now_open:
            listed += compare(session, closed, now_open)
    return listed


def _last_closed(today: date) -> Period:
    """The last month of the quarter before the last one (figures.py closes all before that)."""
    quarter = Period.around(today, "quarter").before().before()
    return list(quarter.each_month())[-1]


def _said(session: Session, centre_id: int, month: Period) -> list[Sequence[HourEntry]]:
    """What people told of the month themselves and nobody else did, by person."""
    here = HourEntry.centre_id == centre_id, HourEntry.month == month_number(month.first_on)
    confirmed = select(HourEntry.volunteer_id).where(*here, HourEntry.kind != Kind.RECORDED)
    query = select(HourEntry).where(*here, HourEntry.volunteer_id.not_in(confirmed))
    found: defaultdict[int, list[HourEntry]] = defaultdict(list)
    for entry in session.scalars(query.order_by(HourEntry.given_on, HourEntry.id)):
        found[entry.volunteer_id].append(entry)
    return list(found.values())


def _sheet(entries: Sequence[HourEntry], month: Period, broker: Actor) -> HourEntry | None:
    """One more session of somebody who writes their hours down, on a day that is still free."""
    placement, taken = entries[0].introduction, {entry.given_on for entry in entries}
    day = _free_day(taken, entries[0].given_on, month.until)
    if placement is None or day is None:
        return None
    return entry_of(placement, broker, Kind.RECORDED, Source.PAPER, day, MINUTES, None)


def _free_day(taken: set[date], first: date, until: date) -> date | None:
    """Between the first day told of and the last, with nothing told of the days beside it."""
    days = (first + timedelta(days=n) for n in range((until - first).days))
    last = max(taken)
    near = (day for day in days if day < last)
    return next((day for day in near if taken.isdisjoint((day - DAY, day, day + DAY))), None)


def _right(wrong: HourEntry, broker: Actor) -> HourEntry:
    """The same with fewer minutes; the old value stays behind it."""
    assert wrong.introduction  # noqa: S101 - every invented entry has a placement
    minutes = max(TOO_MUCH, wrong.minutes - TOO_MUCH)
    facts = (Kind.RECORDED, Source(wrong.source), wrong.given_on, minutes, wrong.start_minute)
    return entry_of(wrong.introduction, broker, *facts)
