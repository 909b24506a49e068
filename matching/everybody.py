"""Everybody's best roles with their reasons, on one core or several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Ints
from matching.exposure import Exposure, fair
from matching.pairing import meetings
from matching.scoring import Weights
from matching.searching import Search
from matching.selection import Allowed, allowed_lines
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
    allowed: Mapping[str, Allowed],
) -> Iterator[Told]:
    """(volunteer id, what ``tell`` makes of their search), in the pool's order.

    ``allowed`` by volunteer id; who is not named may have every role.
    """
    people = np.arange(len(pool))
    if workers <= 1:
        yield from _some(tell, weights, exposure, allowed, pool, catalogue, people)
        return
    shares = np.array_split(people, workers * SHARES)
    work = partial(_listed, tell, weights, exposure, allowed)
    for share in in_shares(pool, catalogue, workers, shares, work):
        yield from share


def _listed(
    tell: Tell,
    weights: Weights,
    exposure: Exposure | None,
    allowed: Mapping[str, Allowed],
    pool: Pool,
    catalogue: Catalogue,
    only: Ints,
) -> list[Told]:
    return list(_some(tell, weights, exposure, allowed, pool, catalogue, only))


def _some(
    tell: Tell,
    weights: Weights,
    exposure: Exposure | None,
    allowed: Mapping[str, Allowed],
    pool: Pool,
    catalogue: Catalogue,
    only: Ints,
) -> Iterator[Told]:
    shape, before = len(catalogue.parts), 0
    together, everything = meetings(pool, catalogue), allowed_lines(catalogue, None)
    for first in range(0, len(together), shape):
        group = together[first : first + shape]
        turns = [fair(exposure, meeting.role_part) for meeting in group]
        people = group[0].person_part
        mine = only[(only >= before) & (only < before + len(people.rows))] - before
        before += len(people.rows)
        for row in people.rows[mine].tolist():
            name = people.columns.id.text(row)
            masks = allowed_lines(catalogue, allowed[name]) if name in allowed else everything
            search = Search(group, row, masks, turns, exposure, catalogue.today, weights)
            yield name, tell(search)
