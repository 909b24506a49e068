"""The scan in NumPy.

Each factor's value for every pair of a strip and a crowd, with the neutral value in place of what
is not stated. Values are never below those of ``factors``; they are the same to the last bit for
plain people (see :attr:`matching.crowds.Crowd.plain`) and roles without the flags UNEVEN, LEVELED.
"""

from __future__ import annotations

import numpy as np

from matching.columns import Array, Bools, Doubles, Ints
from matching.crowds import NEUTRAL, Crowd
from matching.factors.interests import BEST
from matching.factors.skills import BEST as BEST_NEED
from matching.factors.skills import PARTLY
from matching.geodesy import distances
from matching.lanes import NO_CAUSES, NO_NEEDS, NO_TIMES
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
    musts = np.flatnonzero(strip.must)
    unmet = musts[crowd.held[strip.need[musts]] < SERVES]
    lacking = np.zeros(len(strip), bool)
    lacking[np.searchsorted(strip.need_from, unmet, "right") - 1] = True
    return lacking


def _near(strip: Strip, crowd: Crowd, apart: Array | None) -> Array:
    if apart is None:
        apart = np.full((len(strip),) + (1,) * (len(crowd) > 1), np.nan)
    value = np.exp2(-apart / crowd.half).astype(np.float32)
    none = np.where(crowd.stays_in, np.float32(1), np.float32(NEUTRAL["distance"]))
    return np.where(np.isnan(value), none, value)


def _times(strip: Strip, crowd: Crowd, apart: Array | None) -> Array:
    minutes = crowd.free[strip.slot]
    minutes *= strip.count if minutes.ndim == 1 else strip.count[:, None]
    given = np.add.reduceat(minutes, strip.slot_from[:-1]) if len(strip) else minutes
    share = given / (strip.asked if given.ndim == 1 else strip.asked[:, None])
    share = np.minimum(share, 1).astype(np.float32)
    if crowd.changes.any():
        share = np.where(crowd.changes, np.float32(CHANGING.max()), share)
    return _said(share, strip, NO_TIMES, crowd.timed, NEUTRAL["availability"])


def _skills(strip: Strip, crowd: Crowd, apart: Array | None) -> Array:
    lines, cells, met, size = _met(crowd.held, strip.need, strip.need_from)
    worth = strip.worth[lines].astype(np.float64) * met
    share: Array = np.bincount(cells, worth, size)
    best, rarest = np.zeros(size), np.zeros(size)
    np.maximum.at(best, cells, met)
    np.maximum.at(rarest, cells, worth)
    share = share.reshape(len(strip), -1) / strip.whole[:, None]
    share = BEST_NEED * best.reshape(share.shape) + (1 - BEST_NEED) * share
    share *= PARTLY + (1 - PARTLY) * np.minimum(rarest, 1).reshape(share.shape)
    return _said(_shaped(share, crowd), strip, NO_NEEDS, crowd.skilled, NEUTRAL["skills"])


def _interests(strip: Strip, crowd: Crowd, apart: Array | None) -> Array:
    lines, cells, _, size = _met(crowd.caring_for, strip.cause, strip.cause_from)
    best, total = np.zeros(size), np.zeros(size)
    terms = strip.cause[lines]
    for cares in crowd.cares:
        met = np.zeros(size)
        found = cares[terms] if cares.ndim == 1 else cares[terms, cells % len(crowd)]
        np.maximum.at(met, cells, found)
        np.maximum(best, met, out=best)
        total += met
    share = total.reshape(len(strip), -1) / crowd.interests
    share = BEST * best.reshape(share.shape) + (1 - BEST) * share
    return _said(_shaped(share, crowd), strip, NO_CAUSES, crowd.caring, NEUTRAL["interests"])


def _met(table: Array, terms: Array, starts: Array) -> tuple[Ints, Ints, Array, int]:
    """Lines of roles that a person meets: which, the cell of role and person, how well; cells."""
    met = table[terms]
    if met.ndim == 1:
        lines = np.flatnonzero(met)
        owners = np.searchsorted(starts, lines, "right") - 1
        return lines, owners, met[lines], len(starts) - 1
    lines, people = np.nonzero(met)
    owners = np.searchsorted(starts, lines, "right") - 1
    size = (len(starts) - 1) * met.shape[1]
    return lines, owners * met.shape[1] + people, met[lines, people], size


def _shaped(value: Array, crowd: Crowd) -> Array:
    return (value[:, 0] if len(crowd) == 1 else value).astype(np.float32)


def _said(value: Array, strip: Strip, unsaid: int, stated: Array, neutral: float) -> Array:
    """The neutral value for roles with the flag ``unsaid`` and for people who have not stated."""
    value[(strip.flags & unsaid) > 0] = neutral
    return value if stated.all() else np.where(stated, value, np.float32(neutral))


FACTORS = {"availability": _times, "skills": _skills, "distance": _near, "interests": _interests}
