"""One pair's score compiled by Numba: the same sums as in NumPy."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

from matching.columns import Array
from matching.factors.interests import BEST
from matching.factors.skills import BEST as BEST_NEED
from matching.factors.skills import PARTLY
from matching.geodesy import EQUATOR_KM, RADIAN, SQUARED_ECCENTRICITY
from matching.kernels.shapes import Ask, People, Roles
from matching.lanes import NO_CAUSES, NO_NEEDS, NO_TIMES
from matching.pairs import LIMIT_BAND_KM
from matching.relations import SERVES

OUT = -1e3
Function = TypeVar("Function", bound=Callable[..., object])


OPTIONS: dict[str, Any] = {
    "cache": True,
    "nogil": True,
    "error_model": "numpy",
    "forceinline": True,
    "_nrt": False,  # nothing is allocated: counting references to arrays took six sevenths
}


def compiled(function: Function) -> Function:
    """The function as Numba compiles it, put in place where it is called."""
    return cast(Function, numba.njit(function, **OPTIONS))


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
def apart_of(roles: Roles, latitude: float, longitude: float, role: int) -> float:
    """Kilometres to the nearest place of a role."""
    found = _km(latitude, longitude, roles.latitude[role], roles.longitude[role])
    if role < roles.loose:
        for line in range(roles.extra_from[role], roles.extra_from[role + 1]):
            north, east = roles.extra_latitude[line], roles.extra_longitude[line]
            found = min(found, _km(latitude, longitude, north, east))
    return found


@compiled
def _times(roles: Roles, role: int, before: Array) -> float:
    minutes = 0.0
    for line in range(roles.slot_from[role], roles.slot_from[role + 1]):
        minutes += (before[roles.ends[line]] - before[roles.starts[line]]) * roles.often[line]
    return float(min(minutes / roles.asked[role], 1.0))


@compiled
def _skills(roles: Roles, role: int, held: Array) -> float:
    """OUT where a must-have is not served."""
    met, best, rarest = 0.0, 0.0, 0.0
    for line in range(roles.need_from[role], roles.need_from[role + 1]):
        strength = held[roles.need[line]]
        if roles.must[line] and strength < SERVES:
            return OUT
        one = np.float64(roles.worth[line]) * strength
        met += one
        best = max(best, np.float64(strength))
        rarest = max(rarest, one)
    share = BEST_NEED * best + (1 - BEST_NEED) * (met / roles.whole[role])
    return float(share * (PARTLY + (1 - PARTLY) * min(rarest, 1.0)))


@compiled
def _interests(roles: Roles, role: int, cares: Array, number: int) -> float:
    found, total = 0.0, 0.0
    for turn in range(number):
        met = 0.0
        for line in range(roles.cause_from[role], roles.cause_from[role + 1]):
            met = max(met, np.float64(cares[turn, roles.cause[line]]))
        found = max(found, met)
        total += met
    return BEST * found + (1 - BEST) * (total / number)


@compiled
def _part(weight: float, value: float) -> float:
    """As NumPy multiplies a Python number and a float32."""
    return np.float64(np.float32(weight) * np.float32(value))


@compiled
def worth_of(
    roles: Roles,
    people: People,
    person: int,
    role: int,
    ask: Ask,
    sums: tuple[Array, ...],
    given: tuple[float, float],
) -> float:
    """The weighted sum, or OUT as soon as it cannot reach the least asked for."""
    (held, cares, text, _, before), (bound, least) = sums, given
    weights, neutral, said = ask.weights, ask.neutral, roles.flags[role]
    if people.oldest[person] < roles.lowest[role] or people.youngest[person] > roles.highest[role]:
        return OUT
    time = neutral[0]
    if people.timed[person] and not said & NO_TIMES:
        time = _times(roles, role, before)
        if bound + weights[0] * (time - 1) < least:
            return OUT
    care = neutral[3]
    if people.caring[person] and not said & NO_CAUSES:
        care = _interests(roles, role, cares, people.interests[person])
    use, near, apart = neutral[1], neutral[2], 0.0
    if people.skilled[person] and not said & NO_NEEDS:
        use = _skills(roles, role, held)
    if role >= roles.unplaced:
        apart = apart_of(roles, people.latitude[person], people.longitude[person], role)
        near = 2.0 ** (-apart / people.half[person])
    if use < 0 or apart > people.limit[person] + LIMIT_BAND_KM:
        return OUT
    total = _part(weights[0], time) + _part(weights[1], use)  # in the factors' order
    total += _part(weights[2], near) + _part(weights[3], care)
    return total + _part(weights[4], min(text[role], 1.0))
