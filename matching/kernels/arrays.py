"""The scan in NumPy.

Each factor's value for every pair of a strip and a crowd, with the neutral value in place of what
is not stated. Values are never below those of ``factors``; they are the same to the last bit for
plain people (see :attr:`matching.crowds.Crowd.plain`) and roles without the flags UNEVEN, LEVELED.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.columns import Array, Bools, Doubles, Floats, Ints, firsts
from matching.columns import totals as totals_of
from matching.crowds import NEUTRAL, Crowd
from matching.factors.interests import BEST
from matching.factors.skills import BEST as BEST_NEED
from matching.factors.skills import PARTLY
from matching.geodesy import distances
from matching.lanes import NO_CAUSES, NO_NEEDS, NO_TIMES
from matching.pairs import Meeting
from matching.relations import SERVES
from matching.scoring import Weights
from matching.strips import Strip
from matching.timetable.overlap import CHANGING


def totals(strip: Strip, crowd: Crowd, weights: Weights, apart: Array | None) -> Array:
    """Weighted sum of all factors but text, float64 (m,) or (m, b).

    ``apart``: kilometres, NaN for none; what :func:`kilometres` gives.
    """
    shape = (len(strip),) if len(crowd) == 1 else (len(strip), len(crowd))
    found = np.zeros(shape)
    for name, factor in FACTORS.items():
        weight = weights.get(name, 0.0)
        if weight:
            found += weight * factor(strip, crowd, apart)
    return found


def kilometres(strip: Strip, crowd: Crowd) -> Doubles | None:
    """Distance between the nearest places, float64 (m,) or (m, b); None without a home."""
    tall = len(crowd) > 1
    found: Doubles | None = None
    for latitude, longitude in zip(crowd.latitude, crowd.longitude, strict=True):
        here = _nearest(strip, latitude, longitude, tall)
        found = here if found is None else np.fmin(found, here)
    return found


def _nearest(strip: Strip, latitude: Array, longitude: Array, tall: bool) -> Doubles:
    first, size = strip.unplaced, len(strip)
    there_latitude, there_longitude = strip.latitude[first:], strip.longitude[first:]
    if len(strip.extra_at):
        there_latitude = np.concatenate((there_latitude, strip.extra_latitude))
        there_longitude = np.concatenate((there_longitude, strip.extra_longitude))
    if tall:
        there_latitude, there_longitude = there_latitude[:, None], there_longitude[:, None]
    apart = distances(latitude, longitude, there_latitude, there_longitude)
    found: Doubles = np.full((size, *apart.shape[1:]), np.nan)
    found[first:] = apart[: size - first]
    np.minimum.at(found, strip.extra_at, apart[size - first :])
    return found


def lacks_must(strip: Strip, crowd: Crowd) -> Bools:
    """Whether a must-have is not served, bool (m,), for one person who named skills."""
    unmet = np.flatnonzero(strip.must & (crowd.held < SERVES).take(strip.need))
    lacking = np.zeros(len(strip), bool)
    lacking[np.searchsorted(strip.need_from, unmet, "right") - 1] = True
    return lacking


def words(strip: Strip, meeting: Meeting, person: int) -> Array:
    """What one person's words find in each role, float32 (m,), 0 where nothing is stated."""
    asked = meeting.people.words.row(person)
    postings = meeting.role_part.postings
    at, line = postings.expand(asked["term"])
    use = postings.values[at]
    weight = use["weight"].astype(np.float64) * asked["weight"][line]
    total = totals_of(use["role"], weight, len(meeting.role_part.alive))
    return np.minimum(total[strip.line], 1).astype(np.float32)


def _near(strip: Strip, crowd: Crowd, apart: Array | None) -> Array:
    if apart is None:
        apart = np.full((len(strip),) + (1,) * (len(crowd) > 1), np.nan)
    value = np.exp2(-apart / crowd.half).astype(np.float32)
    none = np.where(crowd.stays_in, np.float32(1), np.float32(NEUTRAL["distance"]))
    return np.where(np.isnan(value), none, value)


def _times(strip: Strip, crowd: Crowd, apart: Array | None) -> Array:
    minutes = crowd.free.take(strip.slot, axis=0)
    minutes *= _beside(strip.count, minutes)
    share = np.add.reduceat(minutes, strip.slot_from[:-1]) if len(strip) else minutes
    share /= _beside(strip.asked, share)
    share = np.minimum(share, 1).astype(np.float32)
    if crowd.changes.any():
        share = np.where(crowd.changes, np.float32(CHANGING.max()), share)
    return _said(share, strip, NO_TIMES, crowd.timed, NEUTRAL["availability"])


def _skills(strip: Strip, crowd: Crowd, apart: Array | None) -> Array:
    met = _met(crowd.held, strip.need, strip.need_from)
    worth = strip.worth[met.lines].astype(np.float64) * met.of(crowd.held, strip.need)
    share = np.add.reduceat(worth, met.first) / strip.whole[met.role]
    best = np.maximum.reduceat(met.of(crowd.held, strip.need), met.first).astype(np.float64)
    share = BEST_NEED * best + (1 - BEST_NEED) * share
    share *= PARTLY + (1 - PARTLY) * np.minimum(np.maximum.reduceat(worth, met.first), 1)
    return _said(met.spread(share), strip, NO_NEEDS, crowd.skilled, NEUTRAL["skills"])


def _interests(strip: Strip, crowd: Crowd, apart: Array | None) -> Array:
    met = _met(crowd.caring_for, strip.cause, strip.cause_from)
    best, total = np.zeros(len(met.first)), np.zeros(len(met.first))
    for cares in crowd.cares:
        found = np.maximum.reduceat(met.of(cares, strip.cause), met.first)
        np.maximum(best, found, out=best)
        total += found
    share = BEST * best + (1 - BEST) * (total / crowd.interests[met.person])
    return _said(met.spread(share), strip, NO_CAUSES, crowd.caring, NEUTRAL["interests"])


@dataclass(frozen=True)
class _Met:
    """Lines of roles that people meet, grouped by role and person; ``first`` of each group.

    ``role`` and ``person`` of each group; ``shape`` of a table of roles by people.
    """

    shape: tuple[int, ...]
    lines: Ints
    people: Ints | None
    first: Ints
    role: Ints
    person: Ints | int

    def of(self, table: Array, terms: Array) -> Array:
        """How well each line is met."""
        asked = terms[self.lines]
        found: Array = table[asked] if self.people is None else table[asked, self.people]
        return found

    def spread(self, values: Array) -> Floats:
        """A value of each group as a table, 0 for roles that are not met."""
        found = np.zeros(self.shape, np.float32)
        found[self.role if self.people is None else (self.role, self.person)] = values
        return found


def _met(table: Array, terms: Array, starts: Array) -> _Met:
    met, roles = (table > 0).take(terms, axis=0), len(starts) - 1
    if met.ndim == 1:
        lines = np.flatnonzero(met)
        owner = np.searchsorted(starts, lines, "right") - 1
        first = firsts(owner)
        return _Met((roles,), lines, None, first, owner[first], 0)
    lines, people = np.nonzero(met)
    owner = np.searchsorted(starts, lines, "right") - 1
    cell = owner * met.shape[1] + people
    order = np.argsort(cell, kind="stable")
    first = firsts(cell[order])
    lines, people, some = lines[order], people[order], order[first]
    return _Met((roles, met.shape[1]), lines, people, first, owner[some], people[first])


def _beside(column: Array, table: Array) -> Array:
    """A column of roles, or of their lines, as it is multiplied with a table of them."""
    return column if table.ndim == 1 else column[:, None]


def _said(value: Array, strip: Strip, unsaid: int, stated: Array, neutral: float) -> Array:
    """The neutral value for roles with the flag ``unsaid`` and for people who have not stated."""
    value[(strip.flags & unsaid) > 0] = neutral
    return value if stated.all() else np.where(stated, value, np.float32(neutral))


FACTORS = {"availability": _times, "skills": _skills, "distance": _near, "interests": _interests}
