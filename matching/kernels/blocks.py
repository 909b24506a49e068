"""The best roles of a block of people, in NumPy: whole tables of roles by people."""

from __future__ import annotations

import numpy as np

from matching.columns import Array, Bools, Doubles, Ints
from matching.crowds import Crowd
from matching.kernels import arrays
from matching.pairs import LIMIT_BAND_KM
from matching.records import FROM_HOME, ON_SITE
from matching.relations import SERVES
from matching.scenes import Scene
from matching.scoring import DECIMALS, Weights


def best(scene: Scene, crowd: Crowd, weights: Weights, limit: int) -> tuple[Ints, Doubles, Bools]:
    """See :mod:`matching.kernels`."""
    shape = (len(scene.strip), len(crowd))
    apart = arrays.kilometres(scene.strip, crowd)
    total = arrays.totals(scene.strip, crowd, weights, apart).reshape(shape)
    if weights.get("text"):
        total += weights["text"] * _words(scene, crowd)
    total /= sum(weights.values())
    table = np.full(shape, np.nan) if apart is None else apart.reshape(shape)
    total[_out(scene, crowd, table)] = -1
    unsure = np.abs(table - crowd.limit) < LIMIT_BAND_KM
    unsure |= scene.rough[:, None]
    rounded = np.round(total, DECIMALS).astype(np.float64)
    return _chosen(scene, rounded.T, unsure, limit)


def _words(scene: Scene, crowd: Crowd) -> Array:
    place, owner, weight = scene.words(crowd)
    size = len(scene.strip) * len(crowd)
    found = np.bincount(place * len(crowd) + owner, weight, size)
    return np.minimum(found, 1).astype(np.float32).reshape(-1, len(crowd))


def _out(scene: Scene, crowd: Crowd, apart: Doubles) -> Bools:
    """Pairs that fail a rule, bool (m, b); those within a metre of the limit stay in."""
    people = scene.meeting.people
    out: Bools = apart > crowd.limit + LIMIT_BAND_KM
    out |= scene.out[:, None]
    if crowd.goes_out.any():
        out |= (scene.remote == FROM_HOME)[:, None] & crowd.goes_out
    if crowd.stays_in.any():
        out |= (scene.remote == ON_SITE)[:, None] & crowd.stays_in
    oldest, youngest = people.age_to[crowd.rows], people.age_from[crowd.rows]
    if scene.lowest.max(initial=0) > oldest.min():
        out |= scene.lowest[:, None] > oldest
    if scene.highest.min(initial=999) < youngest.max():
        out |= scene.highest[:, None] < youngest
    _without_must(scene, crowd, out)
    return out


def _without_must(scene: Scene, crowd: Crowd, out: Bools) -> None:
    strip = scene.strip
    musts = np.flatnonzero(strip.must)
    owner = np.searchsorted(strip.need_from, musts, "right") - 1
    held = crowd.held.reshape(-1, len(crowd))
    line, person = np.nonzero((held[strip.need[musts]] < SERVES) & crowd.skilled)
    out[owner[line], person] = True


def _chosen(scene: Scene, total: Doubles, unsure: Bools, limit: int) -> tuple[Ints, Doubles, Bools]:
    """The first of each person by score, turn and name; ``total`` (b, m), -1 for out."""
    people, size = total.shape
    places, scores = np.full((people, limit), -1), np.full((people, limit), np.nan)
    at = max(size - limit, 0)
    total = np.ascontiguousarray(total)
    last = np.partition(total, at, axis=1)[:, at] if size else np.zeros(people)
    person, place = np.nonzero(total >= np.maximum(last, 0)[:, None])
    worth = total[person, place]
    order = np.lexsort((scene.name[place], scene.turn[place], -worth, person))
    person, place, worth = person[order], place[order], worth[order]
    firsts = np.searchsorted(person, np.arange(people))
    turn = np.arange(len(person)) - firsts[person]
    keep = turn < limit
    person, place, turn = person[keep], place[keep], turn[keep]
    places[person, turn], scores[person, turn] = place, worth[keep]
    sure = np.ones(people, bool)
    sure[person[unsure[place, person]]] = False
    return places, scores, sure
