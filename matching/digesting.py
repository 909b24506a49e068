"""Digests as arrays, on one core or several."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Ints
from matching.grid import cells_of
from matching.kernels import COMPILED, chosen_kernel
from matching.scoring import Weights
from matching.sharing import SHARES, in_shares
from matching.tops import Tops, tops


def digest_arrays(
    pool: Pool,
    catalogue: Catalogue,
    limit: int,
    weights: Weights,
    *,
    workers: int = 1,
    compiled: bool | None = None,
) -> Tops:
    """Everybody's ``limit`` best roles; see :class:`matching.tops.Tops`.

    ``workers`` above 1 share the people out by where they live: processes with NumPy's kernel (see
    :mod:`matching.sharing`), threads with Numba's, which lets others run meanwhile.
    ``compiled`` None takes Numba's kernel where it is installed.
    """
    everybody = np.arange(len(pool))
    work = partial(_tops, limit, dict(weights), compiled)
    if workers <= 1:
        return work(pool, catalogue, everybody)
    threads = COMPILED if compiled is None else compiled
    order = np.argsort(_cells(pool), kind="stable")
    shares = np.array_split(order, workers if threads else workers * SHARES)
    if threads:
        with ThreadPoolExecutor(workers) as others:
            found = list(others.map(partial(work, pool, catalogue), shares))
    else:
        found = list(in_shares(pool, catalogue, workers, shares, work))
    back = np.argsort(np.concatenate(shares))
    roles = np.concatenate([one.roles for one in found])
    return Tops(everybody, roles[back], np.concatenate([one.scores for one in found])[back])


def _tops(
    limit: int,
    weights: Weights,
    compiled: bool | None,
    pool: Pool,
    catalogue: Catalogue,
    people: Ints,
) -> Tops:
    return tops(pool, catalogue, limit, weights, chosen_kernel(compiled), people)


def _cells(pool: Pool) -> Ints:
    """Where everybody lives, so that neighbours fall into one share; -1 for nowhere."""
    found = []
    for part in pool.parts:
        places, rows = part.columns.places, part.rows
        cells = np.full(len(rows), -1)
        has = np.flatnonzero(places.lengths(rows))
        homes = places.values[places.offsets[rows[has]]]
        cells[has] = cells_of(homes["latitude"], homes["longitude"])
        found.append(cells)
    return np.concatenate(found)
