"""At most how well each role of a strip can suit each of some neighbours, as whole tables.

Times, skills and interests are sums over a role's lines, so each is one product of a sparse table
of roles with a table of the people; distance is bounded from below on a plane. Nothing here
decides: what can be among the best by its bound is scored by the factors themselves.
"""

from __future__ import annotations

import math

import numpy as np

from matching.columns import Array, Bools, Floats, firsts
from matching.crowds import NEUTRAL, Crowd
from matching.factors.interests import BEST
from matching.geodesy import EQUATOR_KM, SQUARED_ECCENTRICITY
from matching.records import FROM_HOME, ON_SITE
from matching.relations import SERVES
from matching.scenes import Scene
from matching.scoring import Weights

OUT = np.float32(-1e3)
TALLEST, WIDEST_KM = (
    65.0,
    125.0,
)  # degrees: farther north or south a plane is no picture of the ground
FLAT, NEAR_KM = 0.998, 0.05  # what a plane may be wrong by: a share, and kilometres with a
NEAR_SHARE = 1e-3  # share of the limit


def fits(crowd: Crowd) -> bool:
    """Whether a plane serves everybody: one home each, as in :func:`fit`."""
    if len(crowd.latitude) != 1:
        return False
    return bool(fit(crowd.latitude[0], crowd.longitude[0], crowd.limit).all())


def fit(latitude: Array, longitude: Array, limit: Array) -> Bools:
    """Whose circle a plane serves: not far north or south, nor at the date line, nor wide."""
    found: Bools = (np.abs(latitude) < TALLEST) & (np.abs(longitude) < 170) & (limit <= WIDEST_KM)
    return found


def bounds(scene: Scene, crowd: Crowd, weights: Weights) -> Floats:
    """float32 (m, b), the sum of weighted factors; below 0 for what a rule surely keeps out."""
    part = {name: float(weights.get(name, 0.0)) for name in NEUTRAL}
    sums = scene.sums
    found: Array = sums.times @ crowd.free.reshape(-1, len(crowd)).astype(np.float32)
    found /= scene.strip.asked[:, None].astype(np.float32)
    np.minimum(found, 1, out=found)
    silent = scene.silent
    found[silent] = NEUTRAL["availability"]
    found[:, ~crowd.timed] = NEUTRAL["availability"]
    found[:, crowd.changes] = 1
    found *= np.float32(part["availability"])
    found += sums.traits @ _traits(scene, crowd, part)
    found[:, ~crowd.skilled] += part["skills"] * NEUTRAL["skills"]
    found[:, ~crowd.caring] += part["interests"] * NEUTRAL["interests"]
    found[: scene.strip.unplaced] += part["distance"] * NEUTRAL["distance"]
    found[scene.strip.unplaced :] += _near(scene, crowd, part["distance"])
    if part["text"]:
        place, owner, weight = scene.words(crowd)
        cell = place * len(crowd) + owner
        np.add.at(found.reshape(-1), cell, (weight * part["text"]).astype(np.float32))
    _leave_out(scene, crowd, found)
    return found


def _traits(scene: Scene, crowd: Crowd, part: dict[str, float]) -> Floats:
    """What each column of :class:`Sums` adds for each person; a must that is not served OUT."""
    b = len(crowd)
    held = crowd.held.reshape(-1, b)
    cares = [table.reshape(-1, b) for table in crowd.cares]
    share = (1 - BEST) / crowd.interests
    caring = BEST * crowd.caring_for.reshape(-1, b) + share * np.add.reduce(cares)
    tied = crowd.skilled & ~scene.meeting.people.trainable[crowd.rows]
    stated = [crowd.skilled * NEUTRAL["skills"], crowd.caring * NEUTRAL["interests"]]
    rows = (
        part["skills"] * held,
        np.where((held < SERVES) & tied, OUT, 0),
        part["interests"] * caring,
        part["skills"] * stated[0][None],
        part["interests"] * stated[1][None],
    )
    return np.concatenate(rows).astype(np.float32)


def _near(scene: Scene, crowd: Crowd, weight: float) -> Floats:
    """What nearness adds at most, float32 (m - unplaced, b); OUT where surely too far."""
    strip, first = scene.strip, scene.strip.unplaced
    middle = float(crowd.latitude.mean()), float(crowd.longitude.mean())
    home = _plane(crowd.latitude[0], crowd.longitude[0], middle)
    found = _squared(_plane(strip.latitude[first:], strip.longitude[first:], middle), home)
    if len(strip.extra_at):
        more = _squared(_plane(strip.extra_latitude, strip.extra_longitude, middle), home)
        starts = firsts(strip.extra_at)
        at = strip.extra_at[starts] - first
        found[at] = np.minimum(found[at], np.minimum.reduceat(more, starts))
    np.sqrt(found, out=found)
    slack = NEAR_KM + NEAR_SHARE * crowd.limit
    far = found > ((crowd.limit + slack) / FLAT).astype(np.float32)
    found *= (-math.log(2) * FLAT / crowd.half).astype(np.float32)
    found += (math.log(2) * slack / crowd.half).astype(np.float32)
    np.exp(found, out=found)
    np.minimum(found, 1, out=found)
    found *= np.float32(weight)
    found[far] = OUT
    return found


def _plane(latitude: Array, longitude: Array, middle: tuple[float, float]) -> tuple[Array, Array]:
    """Kilometres east and north of the middle."""
    flat = 1 - SQUARED_ECCENTRICITY * math.sin(math.radians(middle[0])) ** 2
    tall = math.radians(EQUATOR_KM * (1 - SQUARED_ECCENTRICITY) / flat**1.5)
    wide = math.radians(EQUATOR_KM / math.sqrt(flat))
    north = latitude - middle[0]
    across = np.cos(np.radians(middle[0] + north / 2))
    return wide * across * (longitude - middle[1]), tall * north


def _squared(there: tuple[Array, Array], home: tuple[Array, Array]) -> Floats:
    """Squared kilometres, float32 (roles, people)."""
    found, north = (
        theirs.astype(np.float32)[:, None] - mine.astype(np.float32)
        for theirs, mine in zip(there, home, strict=True)
    )
    found *= found
    north *= north
    found += north
    return found


def _leave_out(scene: Scene, crowd: Crowd, found: Floats) -> None:
    """Roles closed to all, and those of the wrong kind or age."""
    found[np.flatnonzero(scene.out)] = OUT
    if crowd.goes_out.any():
        found[np.ix_(np.flatnonzero(scene.remote == FROM_HOME), crowd.goes_out)] = OUT
    if crowd.stays_in.any():
        found[np.ix_(np.flatnonzero(scene.remote == ON_SITE), crowd.stays_in)] = OUT
    people = scene.meeting.people
    oldest, youngest = people.age_to[crowd.rows], people.age_from[crowd.rows]
    if scene.lowest.max(initial=0) > oldest.min() or scene.highest.min() < youngest.max():
        found[(scene.lowest[:, None] > oldest) | (scene.highest[:, None] < youngest)] = OUT
