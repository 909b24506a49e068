"""The scan compiled by Numba: the same sums as in NumPy, person by person and role by role.

Compiled on first use and kept on disk (``cache=True``), so that later processes start at once. All
compiled functions stay in this one file: Numba notices changes to a file, not to what it calls.
A role that cannot reach the last of a person's best with full marks in what is left is passed over.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar, cast

import numba
import numpy as np

from matching.columns import Array
from matching.factors.interests import BEST
from matching.factors.skills import BEST as BEST_NEED
from matching.factors.skills import PARTLY
from matching.geodesy import (
    EQUATOR_KM,
    KM_PER_DEGREE,
    RADIAN,
    SQUARED_ECCENTRICITY,
)
from matching.kernels.shapes import People, Roles
from matching.lanes import NO_CAUSES, NO_NEEDS, NO_TIMES
from matching.pairs import LIMIT_BAND_KM
from matching.records import FROM_HOME, ON_SITE
from matching.relations import SERVES

ROUGH, OUT = 2e-6, -1.0
Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The function as Numba compiles it, put in place where it is called."""
    made = numba.njit(function, cache=True, nogil=True, error_model="numpy", forceinline=True)
    return cast(Function, made)


@compiled
def _km(latitude_a: float, longitude_a: float, latitude_b: float, longitude_b: float) -> float:
    north, east = (latitude_b - latitude_a) * RADIAN, (longitude_b - longitude_a) * RADIAN
    sine = math.sin((latitude_a + latitude_b) * (RADIAN / 2))
    sine *= sine
    cosine = 1 - sine
    flat = 1 - SQUARED_ECCENTRICITY * sine
    squared = east * east / 24
    north_squared = north * north
    wide = 1 - squared * sine + north_squared / 24
    tall = ((cosine - 3) * squared + 1) * (1 - SQUARED_ECCENTRICITY) / flat
    found = squared * 24 * cosine * wide * wide + north_squared * tall * tall
    return float(EQUATOR_KM * math.sqrt(found / flat))


@compiled
def _measure(roles: Roles, latitude: float, longitude: float, limit: float, apart: Array) -> None:
    """Kilometres to each role; infinity beyond the box round the circle, where nothing asks."""
    latitudes, longitudes = roles.latitude, roles.longitude
    tall = (limit + LIMIT_BAND_KM) * 1.01 / KM_PER_DEGREE
    wide = tall * 1.02 / math.cos((abs(latitude) + tall) * RADIAN)
    for role in range(roles.unplaced, len(apart)):
        apart[role] = math.inf
        within = abs(latitudes[role] - latitude) <= tall
        if within and abs(longitudes[role] - longitude) <= wide:
            apart[role] = _km(latitude, longitude, latitudes[role], longitudes[role])
    at, north, east = roles.extra_at, roles.extra_latitude, roles.extra_longitude
    for line in range(len(at)):
        near = _km(latitude, longitude, north[line], east[line])
        apart[at[line]] = min(apart[at[line]], near)


@compiled
def _rule(roles: Roles, people: People, person: int, apart: Array, out: Array) -> None:
    """Whether a rule keeps each role from the person; must-haves are looked at with the skills."""
    closed, remote, lowest, highest = roles.out, roles.remote, roles.lowest, roles.highest
    goes_out, stays_in = people.goes_out[person], people.stays_in[person]
    youngest, oldest = people.youngest[person], people.oldest[person]
    limit = people.limit[person] + LIMIT_BAND_KM
    for role in range(len(apart)):
        kind = remote[role]
        out[role] = (
            closed[role]
            or (goes_out and kind == FROM_HOME)
            or (stays_in and kind == ON_SITE)
            or oldest < lowest[role]
            or youngest > highest[role]
            or apart[role] > limit
        )


@compiled
def _near(roles: Roles, half: float, weight: float, none: float, apart: Array, to: Array) -> None:
    """What distance adds to each role's sum."""
    for role in range(len(apart)):
        near = 2.0 ** (-apart[role] / half) if role >= roles.unplaced else none
        to[role] = _part(weight, near)


@compiled
def _times(begin: int, end: int, slot: Array, often: Array, asked: int, free: Array) -> float:
    minutes = 0.0
    for line in range(begin, end):
        minutes += free[slot[line]] * often[line]
    return min(minutes / asked, 1.0)


@compiled
def _skills(
    begin: int, end: int, need: Array, worth: Array, must: Array, whole: float, held: Array
) -> float:
    """OUT where a must-have is not served."""
    met, best, rarest = 0.0, 0.0, 0.0
    for line in range(begin, end):
        strength = held[need[line]]
        if must[line] and strength < SERVES:
            return OUT
        one = np.float64(worth[line]) * strength
        met += one
        best = max(best, np.float64(strength))
        rarest = max(rarest, one)
    share = BEST_NEED * best + (1 - BEST_NEED) * (met / whole)
    return share * (PARTLY + (1 - PARTLY) * min(rarest, 1.0))


@compiled
def _interests(begin: int, end: int, cause: Array, cares: Array, number: int) -> float:
    found, total = 0.0, 0.0
    for turn in range(cares.shape[0]):
        met = 0.0
        for line in range(begin, end):
            met = max(met, np.float64(cares[turn, cause[line]]))
        found = max(found, met)
        total += met
    return BEST * found + (1 - BEST) * (total / number)


@compiled
def _part(weight: float, value: float) -> float:
    """As NumPy multiplies a Python number and a float32."""
    return np.float64(np.float32(weight) * np.float32(value))


@compiled
def _later(one: Array, other: Array, worth: Array, a: int, b: int) -> bool:
    """Whether role ``a`` comes after role ``b``: by score, turn and name."""
    if worth[a] != worth[b]:
        return bool(worth[a] < worth[b])
    if one[a] != one[b]:
        return bool(one[a] > one[b])
    return bool(other[a] > other[b])


@compiled
def _insert(turn: Array, name: Array, worth: Array, places: Array, count: int, role: int) -> int:
    """Put a role among the ``count`` best so far; how many there are then."""
    if count == len(places):
        if _later(turn, name, worth, role, places[count - 1]):
            return count
        count -= 1
    at = count
    while at > 0 and _later(turn, name, worth, places[at - 1], role):
        places[at] = places[at - 1]
        at -= 1
    places[at] = role
    return count + 1


@compiled
def _rank(
    roles: Roles,
    people: People,
    person: int,
    given: tuple[Array, Array, Array, Array],
    weights: Array,
    neutral: Array,
    places: Array,
) -> int:
    """The places of the person's best roles, best first, and how many there are."""
    (nearness, text, out, worth), flags = given, roles.flags
    slot_from, slot, often, asked = roles.slot_from, roles.slot, roles.often, roles.asked
    need_from, need, value, must = roles.need_from, roles.need, roles.worth, roles.must
    whole, cause_from, cause = roles.whole, roles.cause_from, roles.cause
    free, held, cares = people.free[person], people.held[person], people.cares[person]
    timed, skilled, caring = people.timed[person], people.skilled[person], people.caring[person]
    number, turn, name = people.interests[person], roles.turn, roles.name
    count, least = 0, 0.0
    for role in range(len(out)):
        near, answer = nearness[role], _part(weights[4], min(text[role], 1.0))
        if out[role] or weights[0] + weights[1] + weights[3] + near + answer < least:
            continue
        use = neutral[1]
        if skilled and not flags[role] & NO_NEEDS:
            begin, end = need_from[role], need_from[role + 1]
            use = _skills(begin, end, need, value, must, whole[role], held)
            if use < 0:
                continue
        care = neutral[3]
        if caring and not flags[role] & NO_CAUSES:
            care = _interests(cause_from[role], cause_from[role + 1], cause, cares, number)
        use, care = _part(weights[1], use), _part(weights[3], care)
        if weights[0] + use + care + near + answer < least:
            continue
        time = neutral[0]
        if timed and not flags[role] & NO_TIMES:
            time = _times(slot_from[role], slot_from[role + 1], slot, often, asked[role], free)
        total = _part(weights[0], time) + use + near + care + answer  # in the factors' order
        worth[role] = np.rint(total / weights[5] * 1e6) / 1e6
        count = _insert(turn, name, worth, places, count, role)
        least = (worth[places[-1]] - ROUGH) * weights[5] if count == len(places) else 0.0
    return count


@compiled
def scan(
    roles: Roles,
    people: People,
    weights: Array,
    neutral: Array,
    places: Array,
    scores: Array,
    unsure: Array,
) -> None:
    """Fill ``places``, ``scores`` and ``unsure`` (b, limit); see :mod:`matching.kernels`.

    ``weights`` and ``neutral`` in the order of ``native.NAMES``; the weights' sum comes last.
    """
    size = len(roles.latitude)
    apart, out = np.full(size, np.nan), np.zeros(size, np.bool_)
    text, worth, near = np.zeros(size), np.zeros(size), np.zeros(size)
    word_at, word_from, word_weight = people.word_at, people.word_from, people.word_weight
    for person in range(len(people.free)):
        for line in range(word_from[person], word_from[person + 1]):
            text[word_at[line]] += word_weight[line]
        limit = people.limit[person]
        _measure(roles, people.latitude[person], people.longitude[person], limit, apart)
        _rule(roles, people, person, apart, out)
        _near(roles, people.half[person], weights[2], neutral[2], apart, near)
        mine = places[person]
        count = _rank(roles, people, person, (near, text, out, worth), weights, neutral, mine)
        for at in range(count):
            scores[person, at] = worth[mine[at]]
            close = abs(apart[mine[at]] - limit) < LIMIT_BAND_KM
            unsure[person, at] = close or roles.rough[mine[at]]
        for line in range(word_from[person], word_from[person + 1]):
            text[word_at[line]] = 0.0
