"""What share of a role's minutes a person can give.

Sessions: overlap minutes on common dates, divided by minutes asked over the 12 weeks. Hours in a
window: what can be fitted into each span, divided by what is asked, averaged over the spans.
A person's minutes a week cap what counts in each week.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from matching.columns import Array, Bools, Doubles, Floats, Ints, totals
from matching.timetable.people import (
    DayBits,
    PersonTimes,
    Words,
    always,
    day_bits,
    free_minutes,
)
from matching.timetable.recurrence import Holidays
from matching.timetable.roles import FLEXIBLE, ONE_OFF, REGULAR, SPAN_WEEKS, UNSTATED, RoleTimes

# When the week is never the same twice every time is possible and none is sure: a fixed regular
# session is a matter to agree, a single date is usually found, flexible hours are made for it.
CHANGING = np.zeros(4)
CHANGING[[REGULAR, ONE_OFF, FLEXIBLE]] = (0.4, 0.8, 1.0)
WHOLE_SPAN = np.uint16((1 << SPAN_WEEKS) - 1)


@dataclass(frozen=True)
class Day:
    """The day all times are counted from, and the school holidays."""

    today: int
    holidays: Holidays


@dataclass(frozen=True)
class Overlap:
    """Rows of the pairs, one line per pair and row (m,): who, when, how many minutes are free."""

    owner: Ints
    rows: Array
    base: Ints
    holiday: Ints
    base_weeks: Words
    holiday_weeks: Words

    def of(self, pair: int) -> Overlap:
        """The lines of one pair."""
        begin, end = self.owner.searchsorted((pair, pair + 1)).tolist()
        return self.only(slice(begin, end))

    def only(self, lines: Bools | slice) -> Overlap:
        """Some of the lines."""
        return Overlap(
            self.owner[lines],
            self.rows[lines],
            self.base[lines],
            self.holiday[lines],
            self.base_weeks[lines],
            self.holiday_weeks[lines],
        )

    def minutes(self, pairs: int) -> Doubles:
        """Minutes per pair over all weeks, float64 (pairs,)."""
        got = self.base * np.bitwise_count(self.base_weeks)
        got += self.holiday * np.bitwise_count(self.holiday_weeks)
        return totals(self.owner, got, pairs)

    def in_week(self, week: int, pairs: int) -> Doubles:
        """Minutes per pair in one week."""
        got = self.base * ((self.base_weeks >> week) & 1)
        got += self.holiday * ((self.holiday_weeks >> week) & 1)
        return totals(self.owner, got, pairs)


def shares(people: PersonTimes, roles: RoleTimes, person: Ints, role: Ints, day: Day) -> Floats:
    """Share 0 to 1 of each pair, float32 (n,); NaN where either side has not stated times."""
    found = np.full(len(role), np.nan, np.float32)
    known = people.stated[person] & (roles.kind[role] != UNSTATED)
    if known.any():
        found[known] = _shares(people, roles, person[known], role[known], day)
    return found


def _shares(people: PersonTimes, roles: RoleTimes, person: Ints, role: Ints, day: Day) -> Floats:
    exact = _exact(people, roles, person, role, day, any_time=False)
    changes = people.changes[person]
    if changes.any():
        who, what = person[changes], role[changes]
        possible = _exact(people, roles, who, what, day, any_time=True)
        possible *= CHANGING[roles.kind[what]]
        exact[changes] = np.maximum(exact[changes], possible)
    return exact.astype(np.float32)


def _exact(
    people: PersonTimes, roles: RoleTimes, person: Ints, role: Ints, day: Day, any_time: bool
) -> Doubles:
    overlap = overlap_of(people, roles, person, role, day, any_time)
    share = overlap.minutes(len(role)) / np.maximum(roles.asked[role], 1)
    flexible = roles.kind[role] == FLEXIBLE
    capped = ~flexible & (roles.busiest[role] > people.cap[person])
    for which, count in ((flexible, _fitted), (capped, _capped)):
        if which.any():
            who, what = person[which], role[which]
            part = _only(overlap, which)
            share[which] = count(part, people.cap[who], roles, what)
    return share


def overlap_of(
    people: PersonTimes, roles: RoleTimes, person: Ints, role: Ints, day: Day, any_time: bool
) -> Overlap:
    """Line up the rows of every pair with the person's free minutes and dates."""
    positions, owner = roles.rows.expand(role)
    rows = roles.rows.values[positions]
    who, place = _distinct(person)
    mine = place[owner]
    if always(people, who, day.today):
        return _every_week(people, owner, rows, who, mine, any_time)
    week = rows["week"].astype(np.int64)
    weeks = (int(week.min(initial=0)), int(week.max(initial=0))) if len(week) else (0, 0)
    bits = day_bits(people, who, weeks, day.today, day.holidays)
    base_weeks, holiday_weeks = _common(bits, mine, week, rows)
    if any_time:
        base = rows["end"].astype(np.int64) - rows["start"]
        return Overlap(owner, rows, base, base, base_weeks, holiday_weeks)
    base, holiday = free_minutes(people, who, mine, rows)
    return Overlap(owner, rows, base, holiday, base_weeks, holiday_weeks)


def _every_week(
    people: PersonTimes, owner: Ints, rows: Array, who: Ints, mine: Ints, any_time: bool
) -> Overlap:
    none = np.zeros(len(rows), np.int64)
    if any_time:
        base = rows["end"].astype(np.int64) - rows["start"]
    else:
        base, _ = free_minutes(people, who, mine, rows)
    return Overlap(owner, rows, base, none, rows["weeks"], none.astype(np.uint16))


def _distinct(person: Ints) -> tuple[Ints, Ints]:
    if len(person) and person[0] == person[-1] and (person == person[0]).all():
        return person[:1], np.zeros(len(person), np.int64)
    who, place = np.unique(person, return_inverse=True)
    return who, place


def _common(bits: DayBits, mine: Ints, week: Ints, rows: Array) -> tuple[Words, Words]:
    at = (mine, week - bits.first_week, rows["weekday"])
    return bits.base[at] & rows["weeks"], bits.holiday[at] & rows["weeks"]


def _only(overlap: Overlap, which: Bools) -> Overlap:
    """The lines of some pairs, numbered afresh."""
    some = overlap.only(which[overlap.owner])
    number = np.cumsum(which) - 1
    return replace(some, owner=number[some.owner])


def _capped(overlap: Overlap, cap: Array, roles: RoleTimes, role: Ints) -> Doubles:
    got = np.zeros(len(role))
    for week in range(16):
        got += np.minimum(overlap.in_week(week, len(role)), cap)
    return got / np.maximum(roles.asked[role], 1)


def _fitted(overlap: Overlap, cap: Array, roles: RoleTimes, role: Ints) -> Doubles:
    share = np.zeros(len(role))
    varying = np.bincount(overlap.owner, overlap.base_weeks != WHOLE_SPAN, len(role)) > 0
    varying |= np.bincount(overlap.owner, minlength=len(role)) == 0
    steady = ~varying
    if steady.any():  # every week the same: one week stands for all twelve
        part = _only(overlap, steady)
        week = np.minimum(np.bincount(part.owner, part.base, int(steady.sum())), cap[steady])
        weeks = np.minimum(roles.span[role[steady]], SPAN_WEEKS)
        share[steady] = np.minimum(week * weeks / roles.asked[role[steady]], 1)
    if varying.any():
        part = _only(overlap, varying)
        share[varying] = _fitted_by_week(part, cap[varying], roles, role[varying])
    return share


def _fitted_by_week(overlap: Overlap, cap: Array, roles: RoleTimes, role: Ints) -> Doubles:
    asked, span, spans = roles.asked[role], roles.span[role], roles.spans[role].astype(np.int64)
    share, so_far = np.zeros(len(role)), np.zeros(len(role))
    for week in range(16):
        so_far += np.minimum(overlap.in_week(week, len(role)), cap)
        ends = (week + 1) % span == 0
        counts = ends & (week < span * spans)
        share += np.where(counts, np.minimum(so_far / asked, 1), 0)
        so_far[ends] = 0
    return share / spans
