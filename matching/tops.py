"""Everybody's best roles as arrays: the scan for blocks of neighbours, without words or counts.

People who live in one cell and look equally far are scanned together, over one strip of roles.
What the scan cannot settle by itself (a pause, a cap, a role asking for a level, a pair within a
metre of the limit) is ranked one person at a time, so that the result is that of ``Ranker.rank``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Bools, Doubles, Ints
from matching.contenders import best_roles
from matching.crowds import crowd_of, plain
from matching.grid import cells_of
from matching.kernels import Kernel, arrays
from matching.ordering import role_order
from matching.pairing import meetings
from matching.pairs import Meeting
from matching.records import PersonColumns
from matching.scenes import Scene, scene_of
from matching.scoring import Weights

BLOCK = 128  # people scanned together
NOBODY = -1


@dataclass(frozen=True)
class Tops:
    """``people`` (p,) numbers into ``pool.ids``; ``roles`` int64 (p, limit), numbers into
    ``catalogue.ids``, best first, -1 where fewer are eligible; ``scores`` float64 (p, limit)."""

    people: Ints
    roles: Ints
    scores: Doubles


def tops(
    pool: Pool, catalogue: Catalogue, limit: int, weights: Weights, kernel: Kernel, only: Ints
) -> Tops:
    """Best roles of the people ``only`` (numbers into ``pool.ids``)."""
    roles = np.full((len(only), limit), NOBODY)
    scores = np.full((len(only), limit), np.nan)
    before = np.cumsum([0, *(len(part.rows) for part in pool.parts)])
    groups = meetings(pool, catalogue)
    shape = len(catalogue.parts)
    for turn in range(len(pool.parts)):
        group = groups[turn * shape : (turn + 1) * shape]
        mine = np.flatnonzero((only >= before[turn]) & (only < before[turn + 1]))
        rows = group[0].person_part.rows[only[mine] - before[turn]]
        whole = shape == 1 and _known(weights)
        hard = ~_easy(group[0], rows) if whole else np.ones(len(rows), bool)
        if whole:
            easy = np.flatnonzero(~hard)
            for near in _neighbours(group[0].people, rows, easy):
                scene = _scene(group[0], rows[near])
                for some in np.split(near, range(BLOCK, len(near), BLOCK)):
                    found, worth, sure = _scanned(scene, rows[some], limit, weights, kernel)
                    roles[mine[some]], scores[mine[some]] = found, worth
                    hard[some[~sure]] = True
        for at in np.flatnonzero(hard).tolist():
            _one_by_one(group, int(rows[at]), catalogue, weights, roles[mine[at]], scores[mine[at]])
    return Tops(only, roles, scores)


def _known(weights: Weights) -> bool:
    """Whether the scan has every factor that counts; a new one is scored by its own file."""
    return {name for name, weight in weights.items() if weight} <= {*arrays.FACTORS, "text"}


def _easy(meeting: Meeting, rows: Ints) -> Bools:
    people = meeting.people
    easy = (people.places.counts[rows] == 1) & np.isfinite(people.within_km[rows])
    easy &= np.isinf(people.within_minutes[rows]) & ~people.trainable[rows]
    easy &= plain(meeting, rows) & (people.needs.counts[rows] == 0)
    return np.asarray(easy, bool)


def _neighbours(people: PersonColumns, rows: Ints, easy: Ints) -> Iterator[Ints]:
    """Places among ``rows`` of people of one cell with one limit."""
    homes = people.places.values[people.places.offsets[rows[easy]]]
    cells = cells_of(homes["latitude"], homes["longitude"])
    limit = people.within_km[rows[easy]]
    order = np.lexsort((limit, cells))
    change = (np.diff(cells[order]) != 0) | (np.diff(limit[order]) != 0)
    if len(easy):
        yield from np.split(easy[order], np.flatnonzero(change) + 1)


def _scene(meeting: Meeting, rows: Ints) -> Scene:
    people = meeting.people
    homes = people.places.values[people.places.offsets[rows]]
    limit = float(people.within_km[rows[0]])
    return scene_of(meeting, meeting.role_part.lane.round_box(homes, limit))


def _scanned(
    scene: Scene, rows: Ints, limit: int, weights: Weights, kernel: Kernel
) -> tuple[Ints, Doubles, Bools]:
    part = scene.meeting.role_part
    chosen, worth, sure = kernel(scene, crowd_of(scene.meeting, rows), weights, limit)
    lines = np.where(chosen >= 0, scene.strip.line[chosen], NOBODY)
    if not part.all_alive:
        lines = np.where(chosen >= 0, np.searchsorted(part.rows, lines), NOBODY)
    return lines, worth, sure


def _one_by_one(
    group: list[Meeting],
    person: int,
    catalogue: Catalogue,
    weights: Weights,
    roles: Ints,
    scores: Doubles,
) -> None:
    limit = len(roles)
    scored = [best_roles(one, person, None, weights, limit).scored for one in group]
    before = np.cumsum([0, *(len(part.rows) for part in catalogue.parts)])
    roles[:], scores[:] = NOBODY, np.nan
    for turn, (part, line) in enumerate(role_order(scored, None, catalogue.today, limit)):
        row = scored[part].pairs.role[line]
        roles[turn] = before[part] + np.searchsorted(catalogue.parts[part].rows, row)
        scores[turn] = scored[part].total[line]
