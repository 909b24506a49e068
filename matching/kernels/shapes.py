"""What the compiled kernel reads: one named tuple of roles and one of people."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from matching.columns import Array
from matching.crowds import Crowd
from matching.scenes import Scene


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


def roles_of(scene: Scene) -> Roles:
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


def people_of(scene: Scene, crowd: Crowd) -> People:
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
