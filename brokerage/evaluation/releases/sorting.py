"""Putting the rows of a table in order with little memory: sorted by blocks on disk, then merged.

Not left to the database, whose order of texts depends on its collation.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import merge
from itertools import islice
from pathlib import Path

from brokerage.evaluation.packaging.checking import key_in
from brokerage.evaluation.packaging.tables import Table, Value

AT_ONCE = 25_000
READ_AT_ONCE = 500

Row = Sequence[Value]
Told = Callable[[], object]


def in_order(
    table: Table, folder: Path, told: Told = lambda: None, at_once: int = AT_ONCE
) -> Table:
    """The same table, its rows by their key; they are read once, now, and kept in the folder.

    ``told`` is called for each row.
    """
    key, blocks = key_in(table), []
    for number, block in enumerate(_pieces(_counted(table.rows(), told), at_once)):
        path = folder / f"{table.name}-{number}"
        _keep(path, sorted(block, key=key))
        blocks.append(path)
    return replace(table, rows=lambda: merge(*map(_read, blocks), key=key))


def _counted(rows: Iterable[Row], told: Told) -> Iterator[Row]:
    for row in rows:
        told()
        yield row


def _pieces(rows: Iterable[Row], most: int) -> Iterator[list[Row]]:
    source = iter(rows)
    while piece := list(islice(source, most)):
        yield piece


def _keep(path: Path, rows: list[Row]) -> None:
    with path.open("wb") as file:
        for piece in _pieces(rows, READ_AT_ONCE):
            pickle.dump(piece, file, pickle.HIGHEST_PROTOCOL)


def _read(path: Path) -> Iterator[Row]:
    """Nobody but this process has written it: its folder was made for it alone."""
    end = path.stat().st_size
    with path.open("rb") as file:
        while file.tell() < end:
            yield from pickle.load(file)  # noqa: S301
