"""Everybody's best roles as arrays: the scan for blocks of neighbours, without words or counts.

People who live in one cell and look equally far are scanned together, over one strip of roles.
What the scan cannot settle by itself (a pause, a cap, a role asking for a level, a pair within a
metre of the limit) is ranked one person at a time, so that the result is that of ``Ranker.rank``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Bools, Doubles, Ints
from matching.contenders import best_roles
from matching.crowds import plain
from matching.kernels import Kernel, arrays
from matching.ordering import role_order
from matching.pairing import meetings
from matching.pairs import Meeting
from matching.scoring import Weights

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
            found, scores[mine[easy]], sure = kernel(group[0], rows[easy], weights, limit)
            roles[mine[easy]] = np.where(
                found < 0, NOBODY, catalogue.parts[0].rows.searchsorted(found)
            )
            hard[easy[~sure]] = True
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
