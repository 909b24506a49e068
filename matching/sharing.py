"""Work on several cores: each process maps the saved arrays and takes shares of the people."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from matching.catalogue import Catalogue, Pool
from matching.columns import Ints
from matching.travel import Travel

SHARES = 4  # of work for each process, so that a slow one holds up little
Result = TypeVar("Result")
Work = Callable[[Pool, Catalogue, Ints], Result]


def in_shares(
    pool: Pool, catalogue: Catalogue, workers: int, shares: list[Ints], work: Work[Result]
) -> Iterator[Result]:
    """What ``work`` makes of each share (numbers into ``pool.ids``), in their order.

    Both are saved to a temporary folder, which ``workers`` processes map. ``work`` and what it
    returns are pickled.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pool.save(folder / "pool")
        catalogue.save(folder / "catalogue")
        context = get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context) as processes:
            yield from processes.map(partial(_share, folder, pool.travel, work), shares)


_MAPPED: dict[Path, tuple[Pool, Catalogue]] = {}


def _share(folder: Path, travel: Travel, work: Work[Result], people: Ints) -> Result:
    if folder not in _MAPPED:
        pool = replace(Pool.load(folder / "pool"), travel=travel)
        _MAPPED[folder] = pool, Catalogue.load(folder / "catalogue")
    return work(*_MAPPED[folder], people)
