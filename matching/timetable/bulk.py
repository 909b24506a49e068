"""Times of many roles at once, for roles that come as columns.

Whole arrays for what is simple: sessions within one day that cannot meet each other, hours in one
window a weekday. The rest (past midnight, two sessions of a role on one weekday, no date within 12
weeks) is compiled role by role, by the same functions as objects are.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from matching.columns import Array, Bools, Ints, Ragged
from matching.table import (
    ASKS_UNSAID,
    DAILY,
    NO_HOURS,
    ONCE,
    WEEKLY,
    RoleTable,
    hours_of,
    sessions_of,
)
from matching.timetable.checks import DAY
from matching.timetable.recurrence import Holidays
from matching.timetable.roles import (
    ASSUMED_MINUTES,
    FLEXIBLE,
    FURTHEST_WEEK,
    NO_END,
    ONE_OFF,
    REGULAR,
    ROW,
    SPAN_DAYS,
    SPAN_WEEKS,
    UNSTATED,
    RoleTimes,
    compile_times,
)
from matching.types import Opportunity

WEEKS = 13  # that 84 days can touch
PER_WEEKS = np.array([1, 4, 16])


def table_times(table: RoleTable, today: int, holidays: Holidays) -> RoleTimes:
    """As ``roles.role_times`` for a table of roles; ``today`` is an ordinal.

    Whether the times can be is looked at before (``tables.py``).
    """
    size = len(table)
    ends = np.where(table.ends_on > 0, table.ends_on, NO_END).astype(np.int64)
    firsts = np.maximum(table.starts_on, today).astype(np.int64)
    dated = table.sessions.counts > 0
    hours = ~dated & (table.minutes != NO_HOURS)
    kind = np.where(hours, FLEXIBLE, UNSTATED).astype(np.uint8)
    times = RoleTimes(
        kind,
        np.zeros(size, np.int32),
        np.zeros(size, np.uint8),
        np.zeros(size, np.uint8),
        np.zeros(size, np.int32),
        hours & (table.minutes == ASKS_UNSAID),
        firsts.astype(np.int32),
        np.minimum(ends, NO_END).astype(np.int32),
        Ragged(np.zeros(1, np.int64), np.zeros(0, ROW)),
    )
    lines = [_session_rows(table, times, ends, today), _hours_rows(table, times, hours, today)]
    owners = np.concatenate([owner for owner, _, _ in lines])
    rows = np.concatenate([found for _, found, _ in lines])
    slow = np.zeros(size, bool)
    for _, _, some in lines:
        slow[some] = True
    return _with_slow(table, times, owners, rows, slow, today, holidays)


def _session_rows(
    table: RoleTable, times: RoleTimes, ends: Ints, today: int
) -> tuple[Ints, Array, Ints]:
    """(owners, rows, roles to be compiled one by one); fills the other columns of dated roles."""
    sessions, counts = table.sessions.values, table.sessions.counts
    owner = np.repeat(np.arange(len(table)), counts)
    starts = sessions["starts_on"].astype(np.int64)
    earliest = np.full(len(table), NO_END, np.int64)
    np.minimum.at(earliest, owner, starts)
    dated = counts > 0
    times.first_on[dated] = np.maximum(times.first_on[dated], earliest[dated])
    first = times.first_on.astype(np.int64)[owner]
    last = np.minimum(first + SPAN_DAYS - 1, ends[owner])
    until = np.where(sessions["until"] > 0, sessions["until"], NO_END).astype(np.int64)
    last = np.minimum(last, until)
    at, weekday = _session_days(sessions, starts)
    begins = np.maximum(first, starts)
    bits = _bits(sessions[at], starts[at], weekday, first[at], begins[at], last[at])
    length = sessions["start"].astype(np.int64) + sessions["length"]
    rows = np.zeros(len(at), ROW)
    rows["weekday"], rows["weeks"] = weekday, bits
    rows["start"], rows["end"] = sessions["start"][at], np.minimum(length, DAY)[at]
    rows["week"] = _weeks_from(first[at], today)
    owners = owner[at]
    keep = bits > 0
    found = np.bincount(owners[keep], minlength=len(table)) > 0
    slow = dated & ~found
    slow[owner[length > DAY]] = True
    slow[_crowded(owners, weekday, counts)] = True
    repeating = np.bincount(owner, sessions["frequency"] != ONCE, len(table)) > 0
    times.kind[dated] = np.where(repeating, REGULAR, ONE_OFF)[dated]
    _fill_dated(times, owners[keep], rows[keep])
    _fill_last(times, owner, np.where(sessions["frequency"] == ONCE, starts, until), dated, ends)
    return owners[keep], rows[keep], np.flatnonzero(slow)


def _session_days(sessions: Array, starts: Ints) -> tuple[Ints, Ints]:
    """Each session once for each weekday on which it may fall."""
    own = 1 << ((starts - 1) % 7)
    mask = np.where(sessions["weekdays"] > 0, sessions["weekdays"], own)
    mask = np.where((sessions["frequency"] == DAILY) & (sessions["weekdays"] == 0), 127, mask)
    mask = np.where(sessions["frequency"] == ONCE, own, mask)
    at, weekday = np.nonzero(mask[:, None] >> np.arange(7) & 1)
    return at, weekday


def _bits(
    sessions: Array, starts: Ints, weekday: Ints, first: Ints, begins: Ints, last: Ints
) -> Ints:
    """Bit k is set when a session falls on its weekday k weeks after the span's first Monday."""
    monday = first - (first - 1) % 7
    own_monday = starts - (starts - 1) % 7
    step = sessions["interval"].astype(np.int64)
    weekly, daily = sessions["frequency"] == WEEKLY, sessions["frequency"] == DAILY
    bits = np.zeros(len(sessions), np.int64)
    for week in range(WEEKS):
        day = monday + 7 * week + weekday
        falls = (day >= begins) & (day <= last)
        falls &= ~weekly | ((day - weekday - own_monday) // 7 % step == 0)
        falls &= ~daily | ((day - starts) % step == 0)
        falls &= weekly | daily | (day == starts)
        bits |= falls.astype(np.int64) << week
    return bits


def _weeks_from(first: Ints, today: int) -> Ints:
    monday = first - (first - 1) % 7
    weeks: Ints = np.minimum((monday - (today - (today - 1) % 7)) // 7, FURTHEST_WEEK)
    return weeks


def _crowded(owners: Ints, weekday: Ints, counts: Ints) -> Ints:
    """Roles with two sessions on one weekday, which may overlap."""
    several = counts[owners] > 1
    lines, times = np.unique(owners[several] * 7 + weekday[several], return_counts=True)
    found: Ints = lines[times > 1] // 7
    return found


def _fill_dated(times: RoleTimes, owners: Ints, rows: Array) -> None:
    size = len(times.kind)
    minutes = rows["end"].astype(np.int64) - rows["start"]
    asked = np.bincount(owners, minutes * np.bitwise_count(rows["weeks"]), size)
    dated = np.bincount(owners, minlength=size) > 0
    times.asked[dated] = asked[dated]
    for week in range(WEEKS):
        busy = np.bincount(owners, minutes * (rows["weeks"] >> week & 1), size)
        times.busiest[dated] = np.maximum(times.busiest, busy)[dated]


def _fill_last(times: RoleTimes, owner: Ints, final: Ints, dated: Bools, ends: Ints) -> None:
    last = np.zeros(len(dated), np.int64)
    np.maximum.at(last, owner, final)
    times.last_on[dated] = np.minimum(last, ends)[dated]


def _hours_rows(
    table: RoleTable, times: RoleTimes, hours: Bools, today: int
) -> tuple[Ints, Array, Ints]:
    """As for sessions; the weeks of an hours role are counted from its first day."""
    which = np.flatnonzero(hours)
    first, end = times.first_on[which].astype(np.int64), times.last_on[which].astype(np.int64)
    days = np.clip(end - first + 1, 0, SPAN_DAYS)
    said = table.minutes[which] != ASKS_UNSAID
    per = table.per[which]
    span = np.where(said | (per == 2), PER_WEEKS[per], 1)
    times.asked[which] = np.where(said, table.minutes[which], ASSUMED_MINUTES)
    times.span[which], times.spans[which] = span, np.maximum(1, days // 7 // span)
    positions, line = table.windows.expand(which)
    windows = table.windows.values[positions]
    slow = np.zeros(len(table), bool)
    slow[which[table.windows.counts[which] == 0]] = True
    slow[which[line[windows["end"] > DAY]]] = True
    slow[_crowded(which[line], windows["weekday"].astype(np.int64), table.windows.counts)] = True
    after = (windows["weekday"] - (first[line] - 1)) % 7
    rows = np.zeros(len(line), ROW)
    for name in ("weekday", "start", "end"):
        rows[name] = windows[name]
    weeks = np.clip((days[line] - after + 6) // 7, 0, SPAN_WEEKS)
    rows["weeks"] = (1 << weeks) - 1
    rows["week"] = _weeks_from(first[line] + after, today)
    keep = weeks > 0
    return which[line[keep]], rows[keep], np.flatnonzero(slow)


def _with_slow(
    table: RoleTable,
    times: RoleTimes,
    owners: Ints,
    rows: Array,
    slow: Bools,
    today: int,
    holidays: Holidays,
) -> RoleTimes:
    keep = ~slow[owners]
    parts, names = [rows[keep]], [owners[keep]]
    for role in np.flatnonzero(slow):
        line = compile_times(_bare(table, int(role)), today, holidays)
        for column in ("kind", "asked", "span", "spans", "busiest", "first_on", "last_on"):
            getattr(times, column)[role] = getattr(line, column)
        parts.append(np.array(list(line.rows), ROW))
        names.append(np.full(len(line.rows), role))
    owner, lines = np.concatenate(names), np.concatenate(parts)
    order = np.lexsort((lines["end"], lines["start"], lines["weekday"], owner))
    counts = np.bincount(owner, minlength=len(table))
    offsets = np.concatenate(([0], np.cumsum(counts)))
    return replace(times, rows=Ragged(offsets, lines[order]))


def _bare(table: RoleTable, row: int) -> Opportunity:
    """A role with its times only."""
    starts, ends = int(table.starts_on[row]), int(table.ends_on[row])
    return Opportunity(
        id=table.id.text(row),
        key="",
        sessions=sessions_of(table, row),
        hours=hours_of(table, row),
        starts_on=date.fromordinal(starts) if starts else None,
        ends_on=date.fromordinal(ends) if ends else None,
    )
