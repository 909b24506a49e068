"""A digest compiled by Numba: everybody's best roles, person by person.

Branch and bound: the most a role can score is a sum of three numbers, one of the role, one of the
person's skills and words (from lists of the roles that use each), one from a table by the squared
distance on a plane. Only where that can still reach the last of the person's best is the pair
looked at (:mod:`matching.kernels.exact`).

Compiled on first use and kept on disk, so that later processes start at once. Numba notices changes
to this file, not to what it calls: touch it after a change of ``exact``.
"""

from __future__ import annotations

import math

import numpy as np

from matching.columns import Array
from matching.factors.interests import BEST
from matching.geodesy import EQUATOR_KM, RADIAN, SQUARED_ECCENTRICITY
from matching.grid import COLUMNS
from matching.kernels.bounds import FLAT, NEAR_KM, NEAR_SHARE
from matching.kernels.exact import OUT, apart_of, compiled, worth_of
from matching.kernels.shapes import Ask, People, Roles
from matching.lanes import NO_CAUSES, NO_NEEDS, NO_TIMES
from matching.pairs import LIMIT_BAND_KM
from matching.records import FROM_HOME

ROUGH = 2e-6


@compiled
def _base(roles: Roles, people: People, person: int, ask: Ask, to: Array) -> None:
    """The most that each role can score before anything but what was stated is known."""
    weights, neutral = ask.weights, ask.neutral
    timed, skilled, caring = people.timed[person], people.skilled[person], people.caring[person]
    for role in range(len(to)):
        said = roles.flags[role]
        worth = weights[0] * (1.0 if timed and not said & NO_TIMES else neutral[0])
        worth += weights[1] * (0.0 if skilled and not said & NO_NEEDS else neutral[1])
        worth += weights[2] * (neutral[2] if role < roles.unplaced else 0.0)
        worth += weights[3] * (0.0 if caring and not said & NO_CAUSES else neutral[3])
        shut = people.goes_out[person] and roles.remote[role] == FROM_HOME
        to[role] = OUT if shut or roles.out[role] else worth


@compiled
def _nearness(limit: float, half: float, weight: float, to: Array) -> float:
    """The most that nearness can add, by steps of the squared distance; steps to a square km."""
    slack = NEAR_KM + NEAR_SHARE * limit
    steps = (len(to) - 1) / ((limit + slack) / FLAT) ** 2
    for at in range(len(to) - 1):
        kilometres = FLAT * math.sqrt(at / steps) - slack
        to[at] = weight * min(2.0 ** (-kilometres / half), 1.0)
    to[-1] = OUT
    return steps


@compiled
def _add(ask: Ask, roles: Roles, people: People, person: int, sums: tuple[Array, ...]) -> None:
    """A person's tables: skills served, interests, words, the most these add, minutes free."""
    held, cares, text, more, before = sums
    caring = ask.weights[3] * (BEST + (1 - BEST) / people.interests[person])
    for line in range(people.line_from[person], people.line_from[person + 1]):
        term, worth, most = people.term[line], people.worth[line], ask.weights[4]
        if term < roles.skills:
            held[term] = max(held[term], worth)
            most = ask.weights[1]
        elif term < roles.skills + roles.causes:
            turn, cause = people.turn[line], term - roles.skills
            cares[turn, cause] = max(cares[turn, cause], worth)
            most = caring
        for at in range(roles.use_from[term], roles.use_from[term + 1]):
            more[roles.use_at[at]] += most * worth * roles.use[at]
        if term >= roles.skills + roles.causes:
            for at in range(roles.use_from[term], roles.use_from[term + 1]):
                text[roles.use_at[at]] += roles.use[at] * worth
    for point in range(len(before)):
        minutes = 0
        for line in range(people.free_from[person], people.free_from[person + 1]):
            since = roles.points[point] - people.free_start[line]
            minutes += max(min(since, people.free_length[line]), 0)
        before[point] = minutes


@compiled
def _clear(roles: Roles, people: People, person: int, sums: tuple[Array, ...]) -> None:
    held, cares, text, more, _ = sums
    held[:] = 0
    cares[:] = 0
    for line in range(people.line_from[person], people.line_from[person + 1]):
        term = people.term[line]
        for at in range(roles.use_from[term], roles.use_from[term + 1]):
            text[roles.use_at[at]] = more[roles.use_at[at]] = 0


@compiled
def _plane(latitude: float, longitude: float, steps: float) -> tuple[float, ...]:
    """The ground round a home as a plane, where squared distances are counted in steps."""
    sine, cosine = math.sin(latitude * RADIAN), math.cos(latitude * RADIAN)
    flat = 1 - SQUARED_ECCENTRICITY * sine * sine
    unit = EQUATOR_KM * RADIAN * math.sqrt(steps / flat)
    tall = unit * (1 - SQUARED_ECCENTRICITY) / flat
    once, twice = -unit * sine * RADIAN / 2, -unit * cosine * RADIAN**2 / 8
    return latitude, longitude, tall, unit * cosine, once, twice


@compiled
def _squared(plane: tuple[float, ...], latitude: float, longitude: float) -> float:
    north = latitude - plane[0]
    east = (longitude - plane[1]) * (plane[3] + north * (plane[4] + north * plane[5]))
    return north * north * plane[2] * plane[2] + east * east


@compiled
def _most(
    roles: Roles, plane: tuple[float, ...], begin: int, end: int, tables: tuple[Array, ...]
) -> None:
    """The most that each role of a stretch of the lane can score."""
    base, more, near, most = tables
    last, placed = len(near) - 1.0, max(begin, roles.unplaced)
    for role in range(begin, min(placed, end)):
        most[role] = base[role] + more[role]
    for role in range(placed, end):
        most[role] = min(_squared(plane, roles.latitude[role], roles.longitude[role]), last)
    for role in range(placed, min(end, roles.loose)):
        for line in range(roles.extra_from[role], roles.extra_from[role + 1]):
            one = _squared(plane, roles.extra_latitude[line], roles.extra_longitude[line])
            most[role] = min(most[role], one)
    for role in range(placed, end):
        most[role] = base[role] + more[role] + near[int(most[role])]


@compiled
def _insert(order: Array, best: tuple[Array, Array], count: int, role: int, worth: float) -> int:
    """Put a role among the ``count`` best so far; how many there are then."""
    places, scores = best
    at = count
    while at > 0 and worth >= scores[at - 1]:
        if worth == scores[at - 1] and order[role] > order[places[at - 1]]:
            break
        at -= 1
    if at < len(places):
        count = min(count + 1, len(places))
        for other in range(count - 1, at, -1):
            places[other], scores[other] = places[other - 1], scores[other - 1]
        places[at], scores[at] = role, worth
    return count


@compiled
def _look(
    roles: Roles,
    people: People,
    person: int,
    ask: Ask,
    sums: tuple[Array, ...],
    most: Array,
    stretch: tuple[int, int],
    best: tuple[Array, Array],
    count: int,
) -> int:
    """Look for better roles in a stretch of the lane; how many are known then."""
    scores, whole = best[1], ask.weights[5]
    full = count == len(scores)
    least = (scores[-1] - ROUGH) * whole if full else 0.0
    for role in range(*stretch):
        if most[role] < least:
            continue
        worth = worth_of(roles, people, person, role, ask, sums, (most[role], least))
        if worth >= least:
            worth = np.rint(worth / whole * 1e6) / 1e6
            count = _insert(roles.order, best, count, role, worth)
            if count == len(scores):
                least = (scores[-1] - ROUGH) * whole
    return count


@compiled
def scan(
    roles: Roles,
    people: People,
    ask: Ask,
    best: tuple[Array, Array],
    unsure: Array,
    scratch: tuple[Array, ...],
) -> None:
    """Fill places and scores (b, limit), and ``unsure`` (b,); see :mod:`matching.kernels`."""
    steps = 0.0
    held, cares, text, more, before, base, near, most = scratch
    sums = held, cares, text, more, before
    for person in range(len(people.limit)):
        latitude, longitude = people.latitude[person], people.longitude[person]
        limit, last = people.limit[person], max(person - 1, 0)
        if person == 0 or people.state[person] != people.state[last]:
            _base(roles, people, person, ask, base)
        if person == 0 or limit != people.limit[last]:
            steps = _nearness(limit, people.half[person], ask.weights[2], near)
        _add(ask, roles, people, person, sums)
        plane, mine = _plane(latitude, longitude, steps), (best[0][person], best[1][person])
        count, rows = 0, people.rows[person, 1] - people.rows[person, 0] + 1
        for turn in range(rows + 1):  # from the home's own row of cells; the loose come last
            begin, end = 0, roles.loose
            if turn < rows:
                cell = (people.rows[person, 0] + (turn + rows // 2) % rows) * COLUMNS
                west, east = cell + people.columns[person, 0], cell + people.columns[person, 1]
                begin = roles.loose + np.searchsorted(roles.cells, west)
                end = roles.loose + np.searchsorted(roles.cells, east + 1)
            _most(roles, plane, begin, end, (base, more, near, most))
            count = _look(roles, people, person, ask, sums, most, (begin, end), mine, count)
        for role in mine[0][:count]:
            unsure[person] |= roles.rough[role]
            if role >= roles.unplaced:
                apart = apart_of(roles, latitude, longitude, role)
                unsure[person] |= abs(apart - limit) < LIMIT_BAND_KM
        _clear(roles, people, person, sums)
