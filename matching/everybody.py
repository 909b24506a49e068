"""Everybody's best roles with their reasons, on one core or several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Ints
from matching.exposure import Exposure, fair
from matching.pairing import meetings
from matching.scoring import Weights
from matching.searching import Search
from matching.sharing import SHARES, in_shares
from matching.types import Ranking

Tell = Callable[[Search], Ranking]
Told = tuple[str, Ranking]


def everybody(
    tell: Tell,
    weights: Weights,
    pool: Pool,
    catalogue: Catalogue,
    exposure: Exposure | None,
    workers: int,
) -> Iterator[Told]:
    """(volunteer id, what ``tell`` makes of their search), in the pool's order."""
    people = np.arange(len(pool))
    if workers <= 1:
        yield from _some(tell, weights, exposure, pool, catalogue, people)
        return
    shares = np.array_split(people, workers * SHARES)
    work = partial(_listed, tell, weights, exposure)
    for share in in_shares(pool, catalogue, workers, shares, work):
        yield from share


def _listed(
    tell: Tell,
    weights: Weights,
    exposure: Exposure | None,
    pool: Pool,
    catalogue: Catalogue,
    only: Ints,
) -> list[Told]:
    return list(_some(tell, weights, exposure, pool, catalogue, only))


def _some(
    tell: Tell,
    weights: Weights,
    exposure: Exposure | None,
    pool: Pool,
    catalogue: Catalogue,
    only: Ints,
) -> Iterator[Told]:
    shape, before = len(catalogue.parts), 0
    together, masks = meetings(pool, catalogue), [None] * shape
    for first in range(0, len(together), shape):
        group = together[first : first + shape]
        turns = [fair(exposure, meeting.role_part) for meeting in group]
        people = group[0].person_part
        mine = only[(only >= before) & (only < before + len(people.rows))] - before
        before += len(people.rows)
        for row in people.rows[mine].tolist():
            search = Search(group, row, masks, turns, exposure, catalogue.today, weights)
            yield people.columns.id.text(row), tell(search)
