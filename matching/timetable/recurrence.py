"""From a session's rule to its dates (RFC 5545, week starting on Monday).

As in python-dateutil, ``starts_on`` is an occurrence only when the rule itself yields it.
Dates are handled as proleptic Gregorian ordinals, which are cheap to add and compare.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from matching.types import Calendar, Session

LONGEST_COUNT_YEARS = 60  # a counted rule is followed no further than this


def occurrences(session: Session, first: date, last: date, calendar: Calendar) -> list[date]:
    """Dates on which the session begins, from ``first`` to ``last`` inclusive, ascending."""
    days = occurrence_days(session, first.toordinal(), last.toordinal(), Holidays(calendar))
    return [date.fromordinal(day) for day in days]


class Holidays:
    """School holidays as sorted ordinals, for quick asking."""

    def __init__(self, calendar: Calendar) -> None:
        ranges = sorted((span.first, span.last) for span in calendar.school_holidays)
        self.firsts = [first.toordinal() for first, _ in ranges]
        self.lasts = [last.toordinal() for _, last in ranges]
        for index in range(1, len(self.lasts)):  # ranges may overlap: the furthest end so far
            self.lasts[index] = max(self.lasts[index], self.lasts[index - 1])

    def __contains__(self, day: int) -> bool:
        index = bisect_right(self.firsts, day) - 1
        return index >= 0 and day <= self.lasts[index]


def occurrence_days(session: Session, first: int, last: int, holidays: Holidays) -> list[int]:
    """As :func:`occurrences`, in and out as ordinals."""
    if session.until is not None:
        last = min(last, session.until.toordinal())
    # A counted rule has to be followed from its beginning; any other may start at ``first``.
    begin = session.starts_on.toordinal() if session.count is not None else first
    days: Iterable[int] = _rule(session, begin, last)
    if session.count is not None:
        days = islice(days, session.count)
    found = [day for day in days if day >= first]
    if session.excluded:
        gone = {day.toordinal() for day in session.excluded}
        found = [day for day in found if day not in gone]
    if session.term_time_only:
        found = [day for day in found if day not in holidays]
    return found


def last_day(session: Session) -> int | None:
    """Ordinal of the last possible date, None when the rule has no end."""
    if session.frequency == "once":
        return session.starts_on.toordinal()
    if session.count is not None:
        horizon = session.starts_on.toordinal() + LONGEST_COUNT_YEARS * 366
        days = occurrence_days(session, 0, horizon, Holidays(Calendar()))
        return days[-1] if days else session.starts_on.toordinal()
    return session.until.toordinal() if session.until is not None else None


def _rule(session: Session, begin: int, last: int) -> Iterator[int]:
    start = session.starts_on.toordinal()
    begin = max(begin, start)
    if session.frequency == "once":
        return iter([start] if begin <= start <= last else [])
    if session.frequency == "daily":
        return _daily(session, start, begin, last)
    if session.frequency == "weekly":
        return _weekly(session, start, begin, last)
    return _monthly(session, begin, last)


def _daily(session: Session, start: int, begin: int, last: int) -> Iterator[int]:
    skipped = -(-(begin - start) // session.interval)
    for day in range(start + skipped * session.interval, last + 1, session.interval):
        if not session.weekdays or (day - 1) % 7 in session.weekdays:
            yield day


def _weekly(session: Session, start: int, begin: int, last: int) -> Iterator[int]:
    weekdays = sorted(set(session.weekdays)) or [(start - 1) % 7]
    step = 7 * session.interval
    monday = start - (start - 1) % 7
    monday += (begin - monday) // step * step
    for week in range(monday, last + 1, step):
        for weekday in weekdays:
            if begin <= week + weekday <= last:
                yield week + weekday


def _monthly(session: Session, begin: int, last: int) -> Iterator[int]:
    month = session.starts_on.year * 12 + session.starts_on.month - 1
    now = date.fromordinal(begin)
    behind = now.year * 12 + now.month - 1 - month
    month += behind // session.interval * session.interval
    while True:
        year, index = divmod(month, 12)
        if year > date.max.year or date(year, index + 1, 1).toordinal() > last:
            return
        yield from (day for day in _month(session, year, index + 1) if begin <= day <= last)
        month += session.interval


def _month(session: Session, year: int, month: int) -> list[int]:
    length = monthrange(year, month)[1]
    before = date(year, month, 1).toordinal() - 1
    if session.month_days or not session.ordinals:
        wanted = session.month_days or (session.starts_on.day,)
        days = {day if day > 0 else length + 1 + day for day in wanted}
    else:
        days = set(_ordinal_days(session, before, length))
    return sorted(before + day for day in days if 1 <= day <= length)


def _ordinal_days(session: Session, before: int, length: int) -> Iterator[int]:
    for weekday in session.weekdays or (session.starts_on.weekday(),):
        first = 1 + (weekday - before) % 7
        days = list(range(first, length + 1, 7))
        for ordinal in session.ordinals:
            index = ordinal - 1 if ordinal > 0 else ordinal
            if -len(days) <= index < len(days):
                yield days[index]
