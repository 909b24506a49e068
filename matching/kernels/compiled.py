"""The best roles of a block of people, compiled by Numba: the same sums, role by role.

A role that cannot reach the last of a person's best with full marks in what is left is passed over.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from matching.columns import Array, Bools, Doubles, Ints
from matching.crowds import NEUTRAL, Crowd
from matching.geodesy import KM_PER_DEGREE, NEAR_KM, POLAR_DEGREES, RADIAN
from matching.kernels import blocks
from matching.kernels.sums import People, Roles, compiled, is_out, kilometres, score
from matching.pairs import LIMIT_BAND_KM
from matching.records import HYBRID
from matching.scenes import Scene
from matching.scoring import Weights

NAMES = ("availability", "skills", "distance", "interests", "text")
ROUGH = 2e-6


class Kept(NamedTuple):
    """The best so far of each person, best first: arrays (b, limit), ``keys`` (b, limit, 2)."""

    places: Array
    scores: Array
    keys: Array
    unsure: Array


def best(scene: Scene, crowd: Crowd, weights: Weights, limit: int) -> tuple[Ints, Doubles, Bools]:
    """See :mod:`matching.kernels`; far limits, poles and the date line are left to NumPy."""
    if not len(scene.strip) or _far_or_polar(crowd):
        return blocks.best(scene, crowd, weights, limit)
    size = (len(crowd), limit)
    kept = Kept(
        np.full(size, -1),
        np.full(size, np.nan),
        np.zeros((*size, 2), np.uint64),
        np.zeros(size, bool),
    )
    each = [weights.get(name, 0.0) for name in NAMES]
    neutral = np.array([NEUTRAL[name] for name in NAMES], np.float32)
    _scan(
        _roles(scene),
        _people(scene, crowd),
        np.array([*each, sum(weights.values())]),
        neutral,
        kept,
    )
    sure: Bools = np.logical_not(kept.unsure.any(axis=1))
    return kept.places, kept.scores, sure


def _far_or_polar(crowd: Crowd) -> bool:
    """The short formula of distance alone is compiled."""
    polar = (np.abs(crowd.latitude) > POLAR_DEGREES - 5).any()
    edge = (np.abs(crowd.longitude) > 170).any()
    return bool(polar or edge or len(crowd.latitude) != 1 or (crowd.limit > NEAR_KM / 2).any())


def _roles(scene: Scene) -> Roles:
    strip = scene.strip
    given: dict[str, Any] = {"unplaced": strip.unplaced}
    for name in set(Roles._fields) - {"unplaced", "often"}:
        given[name] = _own(getattr(scene if hasattr(scene, name) else strip, name))
    given["often"] = _own(strip.count)
    given["extra_at"] = strip.extra_at.astype(np.int64)
    given["slot"] = strip.slot.astype(np.int64)
    return Roles(**given)


def _own(column: Array) -> Array:
    """Contiguous and writeable, so that one compiled version serves mapped and other arrays."""
    whole = column.flags.writeable and column.flags.c_contiguous
    return column if whole else column.copy()


def _people(scene: Scene, crowd: Crowd) -> People:
    b, people = len(crowd), scene.meeting.people
    place, owner, weight = scene.words(crowd)
    cares = np.stack(
        [table.reshape(-1, b) for table in crowd.cares] or [np.zeros((1, b), np.float32)]
    )
    return People(
        latitude=crowd.latitude[0],
        longitude=crowd.longitude[0],
        limit=crowd.limit,
        half=crowd.half,
        goes_out=crowd.goes_out,
        stays_in=crowd.stays_in,
        youngest=people.age_from[crowd.rows],
        oldest=people.age_to[crowd.rows],
        timed=crowd.timed,
        skilled=crowd.skilled,
        caring=crowd.caring,
        interests=crowd.interests,
        free=np.ascontiguousarray(crowd.free.reshape(-1, b).T),
        held=np.ascontiguousarray(crowd.held.reshape(-1, b).T),
        cares=np.ascontiguousarray(cares.transpose(2, 0, 1)),
        word_at=place,
        word_from=np.searchsorted(owner, np.arange(b + 1)),
        word_weight=weight,
    )


@compiled
def _measured(roles: Roles, people: People, person: int, apart: Array) -> None:
    """Kilometres to each role; infinity beyond the box round the circle, where nothing asks."""
    latitude, longitude = people.latitude[person], people.longitude[person]
    tall = (people.limit[person] + LIMIT_BAND_KM) * 1.01 / KM_PER_DEGREE
    wide = tall * 1.02 / math.cos((abs(latitude) + tall) * RADIAN)
    for role in range(roles.unplaced, len(apart)):
        apart[role] = math.inf
        north, east = roles.latitude[role] - latitude, roles.longitude[role] - longitude
        if (abs(north) <= tall and abs(east) <= wide) or roles.remote[role] == HYBRID:
            apart[role] = kilometres(
                latitude, longitude, roles.latitude[role], roles.longitude[role]
            )
    for line in range(len(roles.extra_at)):
        at = roles.extra_at[line]
        near = kilometres(
            latitude, longitude, roles.extra_latitude[line], roles.extra_longitude[line]
        )
        apart[at] = min(apart[at], near)


@compiled
def _before(worth: float, turn: int, name: int, kept: Kept, person: int, at: int) -> bool:
    if worth != kept.scores[person, at]:
        return bool(worth > kept.scores[person, at])
    if turn != kept.keys[person, at, 0]:
        return bool(turn < kept.keys[person, at, 0])
    return bool(name < kept.keys[person, at, 1])


@compiled
def _insert(
    roles: Roles, role: int, worth: float, unsure: bool, kept: Kept, person: int, count: int
) -> int:
    """Put a role in its place among the ``count`` best so far; how many there are then."""
    limit = kept.places.shape[1]
    turn, name = roles.turn[role], roles.name[role]
    if count == limit and not _before(worth, turn, name, kept, person, limit - 1):
        return count
    at = min(count, limit - 1)
    while at > 0 and _before(worth, turn, name, kept, person, at - 1):
        kept.scores[person, at] = kept.scores[person, at - 1]
        kept.places[person, at] = kept.places[person, at - 1]
        kept.keys[person, at, 0] = kept.keys[person, at - 1, 0]
        kept.keys[person, at, 1] = kept.keys[person, at - 1, 1]
        kept.unsure[person, at] = kept.unsure[person, at - 1]
        at -= 1
    kept.scores[person, at], kept.places[person, at] = worth, role
    kept.keys[person, at, 0], kept.keys[person, at, 1] = turn, name
    kept.unsure[person, at] = unsure
    return int(min(count + 1, limit))


@compiled
def _scan(roles: Roles, people: People, weights: Array, neutral: Array, kept: Kept) -> None:
    size, limit = len(roles.latitude), kept.places.shape[1]
    apart, text = np.full(size, np.nan), np.zeros(size)
    for person in range(len(people.free)):
        for line in range(people.word_from[person], people.word_from[person + 1]):
            text[people.word_at[line]] += people.word_weight[line]
        _measured(roles, people, person, apart)
        count = 0
        for role in range(size):
            if is_out(roles, role, people, person, apart[role]):
                continue
            least = kept.scores[person, limit - 1] - ROUGH if count == limit else 0.0
            given = (apart[role], text[role])
            worth = score(roles, role, people, person, given, weights, neutral, least)
            if worth >= 0:
                close = abs(apart[role] - people.limit[person]) < LIMIT_BAND_KM
                unsure = close or roles.rough[role]
                count = _insert(roles, role, worth, unsure, kept, person, count)
        for line in range(people.word_from[person], people.word_from[person + 1]):
            text[people.word_at[line]] = 0.0
