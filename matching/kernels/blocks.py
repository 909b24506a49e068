"""The best roles of many people, in NumPy and SciPy: bounds of all, scores of a few.

People who live in one cell and look equally far are scanned together, over one strip of roles.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from matching.columns import Bools, Doubles, Ints
from matching.crowds import Crowd, crowd_of
from matching.eligibility import judge
from matching.grid import cells_of
from matching.kernels.bounds import bounds, fits
from matching.pairs import Meeting, Pairs
from matching.records import PersonColumns
from matching.scenes import Scene, scene_of
from matching.scoring import Weights, score_pairs

BLOCK = 128  # people scanned together
SLACK = 1e-5  # of 32-bit sums
SPARE = 6  # roles scored beyond those asked for, before the first look at the last of the best


def best(meeting: Meeting, rows: Ints, weights: Weights, limit: int) -> tuple[Ints, Doubles, Bools]:
    """See :mod:`matching.kernels`."""
    size = (len(rows), limit)
    lines, scores, sure = np.full(size, -1), np.full(size, np.nan), np.zeros(len(rows), bool)
    for near in _neighbours(meeting.people, rows):
        scene = _scene(meeting, rows[near])
        for some in np.split(near, range(BLOCK, len(near), BLOCK)):
            places, scores[some], sure[some] = _block(scene, rows[some], weights, limit)
            lines[some] = np.where(places >= 0, scene.strip.line[places], -1)
    return lines, scores, sure


def _neighbours(people: PersonColumns, rows: Ints) -> Iterator[Ints]:
    """Places among ``rows`` of people of one cell with one limit."""
    homes = people.places.values[people.places.offsets[rows]]
    cells = cells_of(homes["latitude"], homes["longitude"])
    limit = people.within_km[rows]
    order = np.lexsort((limit, cells))
    change = (np.diff(cells[order]) != 0) | (np.diff(limit[order]) != 0)
    if len(rows):
        yield from np.split(order, np.flatnonzero(change) + 1)


def _scene(meeting: Meeting, rows: Ints) -> Scene:
    people = meeting.people
    homes = people.places.values[people.places.offsets[rows]]
    limit = float(people.within_km[rows[0]])
    return scene_of(meeting, meeting.role_part.lane.round_box(homes, limit))


def _block(scene: Scene, rows: Ints, weights: Weights, limit: int) -> tuple[Ints, Doubles, Bools]:
    """Places in the scene's strip, scores and whether both are final, for neighbours."""
    crowd = crowd_of(scene.meeting, rows)
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
