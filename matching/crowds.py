"""Some people as tables that a scan of many roles reads: free time, skills, interests, places.

With one person the tables have no second axis, which keeps a single search quick.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.columns import Array, Bools, Doubles, Floats, Ints, Ragged
from matching.factors import FACTORS
from matching.factors.distance import HALF_KM
from matching.pairs import Meeting
from matching.records import NOT_AT_HOME, ONLY_AT_HOME
from matching.relations import Related
from matching.singles import MOST_TURNS, Tables, tables_of_one
from matching.timetable.people import HOLIDAY, NO_CAP

NEUTRAL = {factor.name: factor.neutral for factor in FACTORS}


@dataclass(frozen=True)
class Crowd:
    """b people. Tables are float32 (rows, b), or (rows,) for one person.

    ``free``: minutes free in each stretch of the lane, in the better of two weeks, and a last row
    for roles without times; ``held``: how well the person's skills serve each term; ``cares``: the
    same of each interest, and ``caring_for`` of the best of all. ``latitude``
    and ``longitude`` (homes, b), NaN for none. ``plain``: no pauses, caps, changing weeks and so
    on; goes out.
    ``timed``, ``skilled``, ``caring``: stated.
    """

    rows: Ints
    latitude: Doubles
    longitude: Doubles
    limit: Doubles
    half: Doubles
    goes_out: Bools
    stays_in: Bools
    free: Array
    timed: Bools
    changes: Bools
    held: Array
    skilled: Bools
    cares: tuple[Floats, ...]
    caring_for: Array
    caring: Bools
    interests: Ints
    plain: Bools

    def __len__(self) -> int:
        return len(self.rows)


def crowd_of(meeting: Meeting, rows: Ints) -> Crowd:
    """Tables of the people in these rows of the meeting."""
    people = meeting.people
    limit = people.within_km[rows]
    tables = tables_of_one(meeting, int(rows[0])) if len(rows) == 1 else _tables(meeting, rows)
    interests = people.interests.counts[rows]
    if len(tables.cares) == 1:
        interests = np.minimum(interests, 1)  # all in one table
    return Crowd(
        rows=rows,
        latitude=tables.latitude,
        longitude=tables.longitude,
        limit=limit,
        half=np.where(np.isfinite(limit), np.maximum(limit / 2, 0.1), HALF_KM),
        goes_out=people.remote[rows] == NOT_AT_HOME,
        stays_in=people.remote[rows] == ONLY_AT_HOME,
        free=tables.free,
        timed=people.times.stated[rows],
        changes=people.times.changes[rows],
        held=tables.held,
        skilled=people.skills.counts[rows] > 0,
        cares=tables.cares,
        caring_for=np.maximum.reduce(tables.cares),
        caring=interests > 0,
        interests=np.maximum(interests, 1),
        plain=plain(meeting, rows),
    )


def _tables(meeting: Meeting, rows: Ints) -> Tables:
    if meeting.people.places.longest == 1:
        homes = [column[rows][None, :] for column in meeting.person_part.homes]
    else:
        homes = list(_homes(meeting.people.places, rows))
    return Tables(*homes, _free(meeting, rows), _held(meeting, rows), _cares(meeting, rows))


def _homes(places: Ragged, rows: Ints) -> tuple[Doubles, Doubles]:
    counts = places.counts[rows]
    most = int(counts.max(initial=0))
    latitude = np.full((most, len(rows)), np.nan)
    longitude = latitude.copy()
    for turn in range(most):
        has = np.flatnonzero(counts > turn)
        found = places.values[places.offsets[rows[has]] + turn]
        latitude[turn, has], longitude[turn, has] = found["latitude"], found["longitude"]
    return latitude, longitude


def _free(meeting: Meeting, rows: Ints) -> Doubles:
    """Minutes free in each stretch; by the better of the base and the school-holiday week."""
    lane, times = meeting.role_part.lane, meeting.people.times
    points, start_at, end_at = meeting.role_part.week_points
    positions, owners = times.free.expand(rows)
    free = times.free.values[positions]
    begin = free["weekday"] * np.int64(1440) + free["start"]
    length = free["end"] - free["start"].astype(np.int64)
    holiday = free["pattern"] == HOLIDAY
    table = np.zeros((len(lane.starts) + 1, len(rows)))
    for which in (~holiday, holiday) if holiday.any() else (slice(None),):
        some = owners[which]
        before = points[:, None] - begin[which]
        np.maximum(before, 0, out=before)
        np.minimum(before, length[which], out=before)
        sums = _summed(before, some, len(rows))
        np.maximum(table[:-1], sums[end_at] - sums[start_at], out=table[:-1])
    return table


def plain(meeting: Meeting, rows: Ints) -> Bools:
    """Whether the scan's values are the factors' own."""
    people, times = meeting.people, meeting.people.times
    held_up = times.two_weeks[rows] | times.changes[rows] | (times.cap[rows] < NO_CAP)
    held_up |= (times.starts_on[rows] > meeting.day.today) | (times.pauses.counts[rows] > 0)
    held_up |= people.interests.counts[rows] > MOST_TURNS
    held_up |= people.remote[rows] == ONLY_AT_HOME  # of no place, only what is done from home is 1
    return ~held_up


def _summed(lines: Array, owners: Ints, size: int) -> Doubles:
    """Columns of one owner added up, float64 (rows, size); owners ascend."""
    if size == 1:
        whole: Doubles = lines.sum(axis=1, keepdims=True, dtype=np.float64)
        return whole
    found = np.zeros((len(lines), size))
    if len(owners):
        firsts = np.flatnonzero(np.diff(owners, prepend=-1))
        found[:, owners[firsts]] = np.add.reduceat(lines, firsts, axis=1)
    return found


def _held(meeting: Meeting, rows: Ints) -> Floats:
    return _served(meeting.skills, meeting.people.skills, rows)


def _cares(meeting: Meeting, rows: Ints) -> tuple[Floats, ...]:
    """A table for each interest; one of all where somebody has more than MOST_TURNS."""
    interests = meeting.people.interests
    most = int(interests.counts[rows].max(initial=0))
    if most > MOST_TURNS:
        return (_served(meeting.causes, interests, rows),)
    turns = range(max(most, 1))
    return tuple(_served(meeting.causes, interests, rows, turn) for turn in turns)


def _served(related: Related, held: Ragged, rows: Ints, turn: int | None = None) -> Floats:
    """How well each person serves each term of the catalogue, float32 (terms, b)."""
    if turn is None:
        positions, owners = held.expand(rows)
    else:
        owners = np.flatnonzero(held.lengths(rows) > turn)
        positions = held.offsets[rows[owners]] + turn
    terms = held.values["term"] if held.values.dtype.names else held.values
    serves = np.flatnonzero(related.links.counts[terms[positions]])
    mine, owners = terms[positions[serves]], owners[serves]
    at, line = related.links.expand(mine)
    links = related.links.values[at]
    table = np.zeros((related.width, len(rows)), np.float32)
    np.maximum.at(table, (links["term"], owners[line]), links["strength"])
    return table
