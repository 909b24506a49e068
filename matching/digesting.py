"""Digests on several cores: each process maps the saved arrays and takes shares of the people."""

from __future__ import annotations

import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Ints
from matching.kernels import chosen_kernel
from matching.scoring import Weights
from matching.tops import Tops, tops

SHARES = 4  # shares of work for each process, so that a slow one holds up little


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

    ``workers`` above 1 saves both to a temporary folder, which that many processes map.
    ``compiled`` None takes Numba's kernel where it is installed.
    """
    everybody = np.arange(len(pool))
    if workers <= 1:
        return tops(pool, catalogue, limit, weights, chosen_kernel(compiled), everybody)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pool.save(folder / "pool")
        catalogue.save(folder / "catalogue")
        shares = np.array_split(everybody, workers * SHARES)
        context = get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context) as processes:
            given = [(folder, share, limit, dict(weights), compiled) for share in shares]
            found = list(processes.map(_share, given))
    return Tops(
        everybody,
        np.concatenate([one.roles for one in found]),
        np.concatenate([one.scores for one in found]),
    )


_MAPPED: dict[Path, tuple[Pool, Catalogue]] = {}


def _share(given: tuple[Path, Ints, int, Weights, bool | None]) -> Tops:
    folder, people, limit, weights, compiled = given
    if folder not in _MAPPED:
        _MAPPED[folder] = Pool.load(folder / "pool"), Catalogue.load(folder / "catalogue")
    return tops(*_MAPPED[folder], limit, weights, chosen_kernel(compiled), people)
