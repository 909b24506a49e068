"""The best roles of a block of people, in NumPy and SciPy: bounds of all, scores of a few."""

from __future__ import annotations

import numpy as np

from matching.columns import Bools, Doubles, Ints
from matching.crowds import Crowd
from matching.eligibility import judge
from matching.kernels.bounds import bounds, fits
from matching.pairs import Pairs
from matching.scenes import Scene
from matching.scoring import Weights, score_pairs

SLACK = 1e-5  # of 32-bit sums
SPARE = 6  # roles scored beyond those asked for, before the first look at the last of the best


def best(scene: Scene, crowd: Crowd, weights: Weights, limit: int) -> tuple[Ints, Doubles, Bools]:
    """See :mod:`matching.kernels`."""
    size = (len(crowd), limit)
    places, scores = np.full(size, -1), np.full(size, np.nan)
    if not len(scene.strip) or limit <= 0:
        return places, scores, np.ones(len(crowd), bool)
    if not fits(crowd):
        return places, scores, np.zeros(len(crowd), bool)
    table = np.ascontiguousarray(bounds(scene, crowd, weights).T)
    table /= np.float32(sum(weights.values()))
    at = max(table.shape[1] - limit - SPARE, 0)
    least = np.maximum(np.partition(table, at, axis=1)[:, at], 0)
    found = _scored(scene, crowd, weights, *np.nonzero(table >= least[:, None]))
    last = _last(found, len(crowd), limit) - SLACK
    low = np.flatnonzero(last < least)
    if len(low):
        some = table[low]
        more = (some >= last[low, None]) & (some < least[low, None]) & (some >= 0)
        person, place = np.nonzero(more)
        others = _scored(scene, crowd, weights, low[person], place)
        found = _joined(found, others)
    _fill(scene, found, places, scores)
    return places, scores, np.ones(len(crowd), bool)


Lines = tuple[Ints, Ints, Doubles]  # people, places in the strip, scores


def _scored(scene: Scene, crowd: Crowd, weights: Weights, person: Ints, place: Ints) -> Lines:
    """The pairs that pass every rule."""
    pairs = Pairs(scene.meeting, crowd.rows[person], scene.strip.line[place])
    alive, _ = judge(pairs)
    return person[alive], place[alive], score_pairs(pairs.only(alive), weights).total


def _joined(some: Lines, more: Lines) -> Lines:
    person, place, worth = (np.concatenate(both) for both in zip(some, more, strict=True))
    return person, place, worth


def _last(found: Lines, people: int, limit: int) -> Doubles:
    """The score of each person's last of the best, 0 where fewer are known."""
    person, _, worth = found
    order = np.lexsort((-worth, person))
    at = np.searchsorted(person[order], np.arange(people)) + limit - 1
    known = at < np.searchsorted(person[order], np.arange(people), "right")
    last = np.zeros(people)
    last[known] = worth[order][at[known]]
    return last


def _fill(scene: Scene, found: Lines, places: Ints, scores: Doubles) -> None:
    """The first of each person by score, turn and name."""
    person, place, worth = found
    order = np.lexsort((scene.name[place], scene.turn[place], -worth, person))
    person, place, worth = person[order], place[order], worth[order]
    turn = np.arange(len(person)) - np.searchsorted(person, person)
    keep = turn < places.shape[1]
    places[person[keep], turn[keep]] = place[keep]
    scores[person[keep], turn[keep]] = worth[keep]
