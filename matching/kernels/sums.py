"""One role for one person, compiled by Numba: the factors' sums, number by number."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple, TypeVar, cast

import numba
import numpy as np

from matching.columns import Array
from matching.factors.interests import BEST
from matching.factors.skills import PARTLY
from matching.geodesy import EQUATOR_KM, RADIAN, SQUARED_ECCENTRICITY
from matching.lanes import NO_CAUSES, NO_NEEDS, NO_TIMES
from matching.pairs import LIMIT_BAND_KM
from matching.records import FROM_HOME, HYBRID, ON_SITE
from matching.relations import SERVES

LACKING = -1.0
Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """By Numba on first use; kept on disk, so that later processes start at once."""
    made = numba.njit(cache=True, nogil=True, error_model="numpy", forceinline=True)(function)
    return cast(Function, made)


class Roles(NamedTuple):
    """m roles, as in ``strips.Strip`` and ``scenes.Scene``."""

    unplaced: int
    latitude: Array
    longitude: Array
    flags: Array
    asked: Array
    whole: Array
    slot_from: Array
    slot: Array
    often: Array
    need_from: Array
    need: Array
    worth: Array
    must: Array
    cause_from: Array
    cause: Array
    extra_at: Array
    extra_latitude: Array
    extra_longitude: Array
    out: Array
    rough: Array
    remote: Array
    lowest: Array
    highest: Array
    turn: Array
    name: Array


class People(NamedTuple):
    """b people, as in ``crowds.Crowd``, tables with a row for each; and their words' answers."""

    latitude: Array
    longitude: Array
    limit: Array
    half: Array
    goes_out: Array
    stays_in: Array
    youngest: Array
    oldest: Array
    timed: Array
    skilled: Array
    caring: Array
    interests: Array
    free: Array
    held: Array
    cares: Array
    word_at: Array
    word_from: Array
    word_weight: Array


@compiled
def kilometres(
    latitude_a: float, longitude_a: float, latitude_b: float, longitude_b: float
) -> float:
    """The short formula of ``geodesy``."""
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
def is_out(roles: Roles, role: int, people: People, person: int, apart: float) -> bool:
    """Whether a rule keeps the pair apart; must-haves are looked at with the skills."""
    kind, goes_out = roles.remote[role], people.goes_out[person]
    if roles.out[role] or (goes_out and kind == FROM_HOME):
        return True
    if people.stays_in[person] and kind == ON_SITE:
        return True
    if people.oldest[person] < roles.lowest[role] or people.youngest[person] > roles.highest[role]:
        return True
    far = apart > people.limit[person] + LIMIT_BAND_KM
    return bool(far and (kind != HYBRID or goes_out))


@compiled
def times(roles: Roles, role: int, free: Array) -> float:
    """Share of the minutes asked."""
    minutes = 0.0
    for line in range(roles.slot_from[role], roles.slot_from[role + 1]):
        minutes += free[roles.slot[line]] * roles.often[line]
    return float(min(minutes / roles.asked[role], 1.0))


@compiled
def skills(roles: Roles, role: int, held: Array) -> float:
    """Share of the needs met; LACKING where a must-have is not served."""
    met, rarest = 0.0, 0.0
    for line in range(roles.need_from[role], roles.need_from[role + 1]):
        strength = held[roles.need[line]]
        if roles.must[line] and strength < SERVES:
            return LACKING
        one = np.float64(roles.worth[line]) * strength
        met += one
        rarest = max(rarest, one)
    return float(met / roles.whole[role] * (PARTLY + (1 - PARTLY) * min(rarest, 1.0)))


@compiled
def interests(roles: Roles, role: int, cares: Array, number: int) -> float:
    """Best cause met and share of causes met."""
    best, total = 0.0, 0.0
    for turn in range(cares.shape[0]):
        met = 0.0
        for line in range(roles.cause_from[role], roles.cause_from[role + 1]):
            met = max(met, np.float64(cares[turn, roles.cause[line]]))
        best = max(best, met)
        total += met
    return float(BEST * best + (1 - BEST) * (total / number))


@compiled
def part(weight: float, value: float) -> float:
    """As NumPy multiplies a Python number and a float32."""
    return float(np.float64(np.float32(weight) * np.float32(value)))


@compiled
def unsaid(roles: Roles, role: int, stated: bool, flag: int) -> bool:
    """Whether either side has not stated something."""
    return bool(not stated or roles.flags[role] & flag)


@compiled
def score(
    roles: Roles,
    role: int,
    people: People,
    person: int,
    given: tuple[float, float],
    weights: Array,
    neutral: Array,
    least: float,
) -> float:
    """The weighted mean, LACKING without a must-have or when it cannot reach ``least``.

    ``given``: kilometres, and how far the role's words answer. ``weights`` and ``neutral`` in the
    order of ``compiled.NAMES``; the weights' sum comes last.
    """
    near = neutral[2]
    if role >= roles.unplaced:
        near = np.float32(2.0 ** (-given[0] / people.half[person]))
    answer = part(weights[4], min(given[1], 1.0))
    reach = part(weights[2], near) + answer
    if (weights[0] + weights[1] + weights[3] + reach) / weights[5] < least:
        return LACKING
    use = 0.0
    if people.skilled[person]:
        use = skills(roles, role, people.held[person])
        if use < 0:
            return LACKING
    if unsaid(roles, role, people.skilled[person], NO_NEEDS):
        use = neutral[1]
    care = neutral[3]
    if not unsaid(roles, role, people.caring[person], NO_CAUSES):
        care = interests(roles, role, people.cares[person], people.interests[person])
    reach += part(weights[3], care) + part(weights[1], use)
    if (weights[0] + reach) / weights[5] < least:
        return LACKING
    time = neutral[0]
    if not unsaid(roles, role, people.timed[person], NO_TIMES):
        time = times(roles, role, people.free[person])
    total = part(weights[0], time) + part(weights[1], use)  # in the order of the factors
    total = total + part(weights[2], near) + part(weights[3], care) + answer
    return float(np.rint(total / weights[5] * 1e6) / 1e6)
