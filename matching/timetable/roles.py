"""A role's times as rows: weekday, start, end, and the weeks in which it happens.

The span looked at is 84 days (12 weeks) from the later of today and the role's first date. When a
role has no date in that span (a yearly event), the span begins at its next date instead.
Weeks run from Monday, so that a person's hours a week are counted as people count them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from matching.columns import Array, Ragged
from matching.timetable.checks import DAY, check_hours, check_session
from matching.timetable.recurrence import Holidays, last_day, occurrence_days
from matching.types import Hours, Opportunity, Session, Window

SPAN_DAYS = 84
SPAN_WEEKS = 12
LOOK_AHEAD_DAYS = 800  # for a role whose next date lies beyond its first 12 weeks
FURTHEST_WEEK = 520  # beyond ten years nobody's pauses or school holidays are known
ASSUMED_MINUTES = 120  # a week, when a role asks for time but not how much
NO_END = np.iinfo(np.int32).max

UNSTATED, REGULAR, ONE_OFF, FLEXIBLE = range(4)
SPANS = {"week": 1, "month": 4, "once": 16}  # weeks over which the hours asked may be spread

# ``weeks``: bit k is set when the row happens k weeks after ``week``; ``week`` counts from the
# week of the catalogue's today. A stretch past midnight becomes two rows.
ROW = np.dtype([("weekday", "u1"), ("start", "u2"), ("end", "u2"), ("weeks", "u2"), ("week", "u2")])
Row = tuple[int, int, int, int, int]
Stretch = tuple[int, int, int]  # day ordinal, start, end; within one day


@dataclass(frozen=True)
class RoleTimes:
    """Columns of n roles.

    ``kind`` uint8; ``asked`` int32 minutes (sessions: over the 12 weeks; hours: per span);
    ``span`` uint8 weeks per span and ``spans`` uint8 their number (hours only); ``busiest`` int32
    minutes in the fullest week; ``assumed`` bool, the minutes of an hours role are not stated;
    ``first_on`` and ``last_on`` int32 ordinals; ``rows`` of ROW.
    """

    kind: Array
    asked: Array
    span: Array
    spans: Array
    busiest: Array
    assumed: Array
    first_on: Array
    last_on: Array
    rows: Ragged


@dataclass(frozen=True, slots=True)
class CompiledTimes:
    """One role's line of :class:`RoleTimes`."""

    kind: int
    asked: int = 0
    span: int = 0
    spans: int = 0
    busiest: int = 0
    assumed: bool = False
    first_on: int = 0
    last_on: int = NO_END
    rows: tuple[Row, ...] = ()


def role_times(roles: Sequence[Opportunity], today: int, holidays: Holidays) -> RoleTimes:
    """Compile the times of many roles; ``today`` is an ordinal.

    Raises:
        InvalidSession, InvalidHours, InvalidWindow: naming the rule that cannot be.
    """
    lines = [compile_times(role, today, holidays) for role in roles]
    return RoleTimes(
        np.array([line.kind for line in lines], np.uint8),
        np.array([line.asked for line in lines], np.int32),
        np.array([line.span for line in lines], np.uint8),
        np.array([line.spans for line in lines], np.uint8),
        np.array([line.busiest for line in lines], np.int32),
        np.array([line.assumed for line in lines], bool),
        np.array([line.first_on for line in lines], np.int32),
        np.array([line.last_on for line in lines], np.int32),
        Ragged.of([line.rows for line in lines], ROW),
    )


def compile_times(role: Opportunity, today: int, holidays: Holidays) -> CompiledTimes:
    """One role; sessions are taken before hours where a role has both."""
    if role.sessions:
        return _sessions(role, today, holidays)
    if role.hours is not None:
        check_hours(role.hours)
        return _hours(role, role.hours, today)
    end = role.ends_on.toordinal() if role.ends_on else NO_END
    begin = role.starts_on.toordinal() if role.starts_on else today
    return CompiledTimes(UNSTATED, first_on=max(begin, today), last_on=end)


def span_of(role: Opportunity, today: int) -> tuple[int, int]:
    """First day of the 12 weeks, and the last day that the role itself allows."""
    begins = [role.starts_on] if role.starts_on else []
    if role.sessions:
        begins.append(min(session.starts_on for session in role.sessions))
    first = max([today, *(day.toordinal() for day in begins)])
    return first, role.ends_on.toordinal() if role.ends_on else NO_END


def dated_stretches(
    role: Opportunity, today: int, holidays: Holidays
) -> tuple[int, list[tuple[int, Session]]]:
    """The span's first day, and every occurrence (day, session) that begins within the span."""
    first, end = span_of(role, today)
    found = _within(role.sessions, first, min(first + SPAN_DAYS - 1, end), holidays)
    if not found:
        later = _within(role.sessions, first, min(first + LOOK_AHEAD_DAYS, end), holidays)
        if later:
            first = later[0][0]
            found = [(day, session) for day, session in later if day < first + SPAN_DAYS]
    return first, found


def _within(
    sessions: Iterable[Session], first: int, last: int, holidays: Holidays
) -> list[tuple[int, Session]]:
    found = [
        (day, session)
        for session in sessions
        for day in occurrence_days(session, first, last, holidays)
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].start))
    return found


def _sessions(role: Opportunity, today: int, holidays: Holidays) -> CompiledTimes:
    for session in role.sessions:
        check_session(session)
    first, found = dated_stretches(role, today, holidays)
    once = all(session.frequency == "once" for session in role.sessions)
    kind = ONE_OFF if once else REGULAR
    monday = first - (first - 1) % 7
    rows, busiest = _rows(_minutes_once(found, role.sessions), monday, _week(monday, today))
    asked = sum((end - start) * weeks.bit_count() for _, start, end, weeks, _ in rows)
    last = _last_on(role, today) if found else min(today - 1, _last_on(role, today))
    return CompiledTimes(kind, asked, busiest=busiest, first_on=first, last_on=last, rows=rows)


def _last_on(role: Opportunity, today: int) -> int:
    ends = [last_day(session) for session in role.sessions]
    last = NO_END if None in ends else max(end for end in ends if end is not None)
    return min(last, role.ends_on.toordinal()) if role.ends_on else last


def _minutes_once(found: list[tuple[int, Session]], sessions: tuple[Session, ...]) -> list[Stretch]:
    pieces = [
        piece
        for day, session in found
        for piece in split_at_midnight(day, session.start, session.start + session.length)
    ]
    if len(sessions) == 1 and sessions[0].length <= DAY:
        return pieces  # one rule of a day at most cannot meet itself
    return merged(pieces)


def split_at_midnight(day: int, start: int, end: int) -> list[Stretch]:
    """A stretch that may run past midnight, as one piece a day."""
    if end <= DAY:
        return [(day, start, end)]
    return [
        (day + after, max(start - after * DAY, 0), min(end - after * DAY, DAY))
        for after in range(-(-end // DAY))
    ]


def merged(pieces: Iterable[Stretch]) -> list[Stretch]:
    """Every minute once: pieces of one day that touch or overlap become one."""
    found: list[Stretch] = []
    for day, start, end in sorted(pieces):
        if found and found[-1][0] == day and start <= found[-1][2]:
            found[-1] = (day, found[-1][1], max(end, found[-1][2]))
        else:
            found.append((day, start, end))
    return found


def _rows(stretches: list[Stretch], monday: int, week: int) -> tuple[tuple[Row, ...], int]:
    weeks: dict[Stretch, int] = {}
    busy = [0] * 16
    for day, start, end in stretches:
        index, weekday = divmod(day - monday, 7)
        weeks[weekday, start, end] = weeks.get((weekday, start, end), 0) | 1 << index
        busy[index] += end - start
    rows = ((weekday, start, end, bits, week) for (weekday, start, end), bits in weeks.items())
    return tuple(sorted(rows)), max(busy)


def _week(monday: int, today: int) -> int:
    return min((monday - (today - (today - 1) % 7)) // 7, FURTHEST_WEEK)


def _hours(role: Opportunity, hours: Hours, today: int) -> CompiledTimes:
    """Weeks of an hours role are counted from its first day, so that each of them is whole."""
    first, end = span_of(role, today)
    days = min(SPAN_DAYS, end - first + 1)
    span = SPANS[hours.per] if hours.minutes is not None or hours.per == "once" else 1
    rows = tuple(
        _hours_row(weekday, start, stop, first, days, today)
        for weekday, start, stop in week_stretches(hours.windows or WHOLE_WEEK)
    )
    return CompiledTimes(
        kind=FLEXIBLE,
        asked=hours.minutes or ASSUMED_MINUTES,
        assumed=not hours.minutes,
        span=span,
        spans=max(1, max(days, 0) // 7 // span),
        first_on=first,
        last_on=end,
        rows=tuple(row for row in rows if row[3]),
    )


WHOLE_WEEK = tuple(Window(day, 0, DAY) for day in range(7))


def week_stretches(windows: Iterable[Window]) -> list[Stretch]:
    """Windows as disjoint pieces of single weekdays; Sunday night runs into Monday."""
    pieces = (
        (weekday % 7, start, end)
        for window in windows
        for weekday, start, end in split_at_midnight(window.weekday, window.start, window.end)
    )
    return merged(pieces)


def _hours_row(weekday: int, start: int, end: int, first: int, days: int, today: int) -> Row:
    after = (weekday - (first - 1)) % 7
    bits = sum(1 << week for week in range(SPAN_WEEKS) if after + 7 * week < days)
    return weekday, start, end, bits, _week(first + after - weekday, today)
