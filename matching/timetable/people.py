"""A person's time: which minutes of a weekday are free, and on which dates.

A person has up to two patterns, the base week and the school-holiday week. What a window spills
past midnight belongs to the next weekday of the same pattern; which pattern holds is a matter of
each date. Pauses and days before the start date belong to no pattern.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.columns import Array, Bools, Ints, Ragged
from matching.timetable.checks import DAY, check_availability
from matching.timetable.recurrence import Holidays
from matching.timetable.roles import WHOLE_WEEK, week_stretches
from matching.types import Availability

FREE = np.dtype([("pattern", "u1"), ("weekday", "u1"), ("start", "u2"), ("end", "u2")])
PAUSE = np.dtype([("first", "i4"), ("last", "i4")])
BASE, HOLIDAY = 0, 1
NO_CAP = np.iinfo(np.int32).max
FEW_ROWS = 1500  # a person: below, windows are joined at once; above, and up to FEW_PEOPLE,
FEW_PEOPLE = 64  # a table of every minute is quicker
Words = NDArray[np.uint16]


@dataclass(frozen=True)
class PersonTimes:
    """Columns of n people.

    ``stated``, ``changes`` and ``two_weeks`` (has a holiday week) bool; ``starts_on`` int32
    ordinal (0: at once); ``cap`` int32 minutes a week; ``free`` of FREE, disjoint and sorted;
    ``pauses`` of PAUSE ordinals.
    """

    stated: Bools
    changes: Bools
    two_weeks: Bools
    starts_on: Array
    cap: Array
    free: Ragged
    pauses: Ragged


def person_times(availabilities: Sequence[Availability | None]) -> PersonTimes:
    """Compile what people stated; None is *not stated*.

    Raises:
        InvalidWindow, InvalidDates, InvalidHours: naming what cannot be.
    """
    for availability in availabilities:
        if availability is not None:
            check_availability(availability)
    given = [availability or Availability() for availability in availabilities]
    return PersonTimes(
        np.array([availability is not None for availability in availabilities], bool),
        np.array([one.changes for one in given], bool),
        np.array([_has_two_weeks(one) for one in given], bool),
        np.array([one.starts_on.toordinal() if one.starts_on else 0 for one in given], np.int32),
        np.array([_cap(one) for one in given], np.int32),
        Ragged.of([free_stretches(one) for one in given], FREE),
        Ragged.of([_pauses(one) for one in given], PAUSE),
    )


def _has_two_weeks(availability: Availability) -> bool:
    return availability.holiday_windows is not None and not availability.any_time


def _cap(availability: Availability) -> int:
    cap = availability.minutes_per_week
    return NO_CAP if cap is None else cap


def _pauses(availability: Availability) -> list[tuple[int, int]]:
    return [(pause.first.toordinal(), pause.last.toordinal()) for pause in availability.pauses]


def free_stretches(availability: Availability) -> list[tuple[int, int, int, int]]:
    """(pattern, weekday, start, end), disjoint, within single days."""
    if availability.any_time:
        return [(BASE, *piece) for piece in week_stretches(WHOLE_WEEK)]
    base = [(BASE, *piece) for piece in week_stretches(availability.windows)]
    holiday = week_stretches(availability.holiday_windows or ())
    return base + [(HOLIDAY, *piece) for piece in holiday]


@dataclass(frozen=True)
class DayBits:
    """For each person, week and weekday, the 16 weeks from that week on as bits.

    ``base`` and ``holiday`` uint16 (people, weeks, 7): on which dates each pattern holds.
    ``first_week`` is the week of index 0, counted from the week of today.
    """

    base: Words
    holiday: Words
    first_week: int


def day_bits(
    people: PersonTimes, who: Ints, weeks: tuple[int, int], today: int, holidays: Holidays
) -> DayBits:
    """Bits of the people ``who`` for all weeks from ``weeks[0]`` to ``weeks[1]``."""
    first, last = weeks
    begin = today - (today - 1) % 7 + 7 * first
    days = np.arange(begin, begin + 7 * (last - first + 16))
    active = _active(people, who, days)
    school = np.fromiter((int(day) in holidays for day in days), bool, len(days))
    away = people.two_weeks[who][:, None] & school
    return DayBits(_pack(active & ~away), _pack(active & away), first)


def _active(people: PersonTimes, who: Ints, days: Ints) -> Bools:
    active: Bools = days >= people.starts_on[who][:, None]
    positions, owners = people.pauses.expand(who)
    for position, owner in zip(positions, owners, strict=True):
        pause = people.pauses.values[position]
        active[owner] &= (days < pause["first"]) | (days > pause["last"])
    return active


def _pack(status: Bools) -> Words:
    by_week = status.reshape(len(status), status.shape[1] // 7, 7)
    weeks = by_week.shape[1] - 15
    packed = np.zeros((len(status), weeks, 7), np.uint16)
    for week in range(16):
        packed |= by_week[:, week : week + weeks].astype(np.uint16) << np.uint16(week)
    return packed


def cumulative(people: PersonTimes, who: Ints) -> NDArray[np.int16]:
    """Free minutes before each minute: int16 (people, 2 patterns, 7 weekdays, 1441)."""
    table = np.zeros((len(who), 2, 7, DAY + 1), np.int16)
    positions, owners = people.free.expand(who)
    free = people.free.values[positions]
    np.add.at(table, (owners, free["pattern"], free["weekday"], free["start"] + 1), 1)
    inside = free["end"] < DAY
    ends = (owners, free["pattern"], free["weekday"], free["end"] + 1)
    np.add.at(table, tuple(end[inside] for end in ends), -1)
    np.cumsum(table, axis=3, out=table)
    return np.cumsum(table, axis=3, out=table)


def free_minutes(people: PersonTimes, who: Ints, person: Ints, rows: Array) -> tuple[Ints, Ints]:
    """Free minutes inside each row, in the base week and in the holiday week, int64 (m,) each.

    ``person`` (m,) indexes ``who``; ``rows`` (m,) are role rows. Both ways of counting are exact.
    """
    if len(who) > FEW_PEOPLE or len(rows) < FEW_ROWS * len(who):
        return _joined_minutes(people, who, person, rows)
    table = cumulative(people, who).reshape(len(who), 2, -1)
    base_at = rows["weekday"].astype(np.int64) * (DAY + 1)
    starts, ends = base_at + rows["start"], base_at + rows["end"]
    minutes = (
        table[person, pattern, ends] - table[person, pattern, starts].astype(np.int64)
        for pattern in (BASE, HOLIDAY)
    )
    if not people.two_weeks[who].any():
        return next(minutes), np.zeros(len(rows), np.int64)
    base, holiday = minutes
    return base, holiday


def _joined_minutes(people: PersonTimes, who: Ints, person: Ints, rows: Array) -> tuple[Ints, Ints]:
    positions, owners = people.free.expand(who[person])
    free = people.free.values[positions]
    same = free["weekday"] == rows["weekday"][owners]
    free, owners = free[same], owners[same]
    late = np.maximum(free["start"], rows["start"][owners]).astype(np.int64)
    early = np.minimum(free["end"], rows["end"][owners]).astype(np.int64)
    overlap = np.maximum(early - late, 0)
    if not people.two_weeks[who].any():
        found = np.bincount(owners, overlap, len(rows)).astype(np.int64)
        return found, np.zeros(len(rows), np.int64)
    base, holiday = (
        np.bincount(owners, overlap * (free["pattern"] == pattern), len(rows)).astype(np.int64)
        for pattern in (BASE, HOLIDAY)
    )
    return base, holiday


def always(people: PersonTimes, who: Ints, today: int) -> bool:
    """Whether the base week of all these people holds on every date from today."""
    held_up = people.two_weeks[who] | (people.starts_on[who] > today)
    held_up |= people.pauses.counts[who] > 0
    return not held_up.any()
