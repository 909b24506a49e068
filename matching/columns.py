"""Records as columns: plain arrays, ragged arrays, and what is done to all of them alike.

A table is a frozen dataclass whose fields are NumPy arrays of shape (n,) or :class:`Ragged` tables
of n rows. Nothing here is pickled: every array is one ``.npy`` file that workers map into memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import Any, Self, TypeVar, cast, get_type_hints

import numpy as np
from numpy.typing import NDArray

from matching.errors import UnreadableSnapshot

Array = NDArray[Any]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Ragged:
    """Row i of n is ``values[offsets[i]:offsets[i + 1]]``; ``offsets`` int64 (n + 1,).

    In what is kept (:func:`narrowed`) ``offsets`` are int32 where that is enough.
    """

    offsets: Array
    values: Array

    @classmethod
    def of(cls, rows: Iterable[Sequence[Any]], dtype: Any) -> Self:
        """Build from one sequence per row."""
        rows = list(rows)
        flat = [value for row in rows for value in row]
        return cls(_offsets(map(len, rows)), np.array(flat, dtype))

    @classmethod
    def of_strings(cls, words: Iterable[str]) -> Self:
        """Keep texts as UTF-8 bytes."""
        encoded = [word.encode() for word in words]
        return cls(_offsets(map(len, encoded)), np.frombuffer(b"".join(encoded), np.uint8))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def row(self, index: int) -> Array:
        """Values of one row."""
        values: Array = self.values[self.offsets[index] : self.offsets[index + 1]]
        return values

    def text(self, index: int) -> str:
        """One row as the text it was built from."""
        return self.row(index).tobytes().decode()

    def texts(self, rows: Array | None = None) -> Iterator[str]:
        """Some rows, or every row, as text."""
        begins = self.offsets[:-1] if rows is None else self.offsets[rows]
        ends = self.offsets[1:] if rows is None else self.offsets[rows + 1]
        data = self.values
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            yield data[begin:end].tobytes().decode()

    @cached_property
    def counts(self) -> Array:
        """Length of each row, int64 (n,)."""
        return np.diff(self.offsets)

    def lengths(self, rows: Any) -> Any:
        """Length of the given rows (of one, a number), without working out all of them."""
        return self.offsets[rows + 1] - self.offsets[rows]

    @cached_property
    def longest(self) -> int:
        """Length of the longest row."""
        return int(np.diff(self.offsets).max(initial=0))

    def expand(self, rows: Array) -> tuple[Ints, Ints]:
        """Positions in ``values`` of the given rows, and for each its row's place in ``rows``."""
        counts = self.lengths(rows)
        owners = np.repeat(np.arange(len(rows)), counts)
        shift = self.offsets[rows] - (np.cumsum(counts) - counts)
        return np.arange(len(owners)) + np.repeat(shift, counts), owners

    def take(self, rows: Array) -> Ragged:
        """The given rows, in that order."""
        positions, _ = self.expand(rows)
        lengths = self.lengths(rows)
        return Ragged(np.concatenate(([0], np.cumsum(lengths))), self.values[positions])


def _offsets(lengths: Iterable[int]) -> Ints:
    return np.array([0, *accumulate(lengths)], np.int64)


def firsts(owners: Ints) -> Ints:
    """Where each run of equal numbers begins."""
    if not len(owners):
        return np.zeros(0, np.int64)
    change = np.flatnonzero(owners[1:] != owners[:-1])
    change += 1
    return np.concatenate((np.zeros(1, np.int64), change))


def totals(owners: Ints, values: Array, size: int) -> Doubles:
    """Sum of the values of each owner 0 to size - 1, float64 (size,), in the order given."""
    return np.bincount(owners, values, size).astype(np.float64, copy=False)


def greatest(owners: Ints, values: Array) -> Array:
    """Greatest value of each owner; owners ascend from 0 and each has at least one value."""
    starts = firsts(owners)
    return np.maximum.reduceat(values, starts) if len(starts) else values


def joined(parts: Sequence[Ragged]) -> Ragged:
    """Tables one below the other."""
    counts = np.concatenate([part.counts for part in parts])
    values = np.concatenate([part.values for part in parts])
    return Ragged(np.concatenate(([0], np.cumsum(counts))), values)


Table = TypeVar("Table")
Column = Any  # an array, a Ragged, or a dataclass of columns


def take(table: Table, rows: Array) -> Table:
    """The given rows of every column."""
    if isinstance(table, Ragged):
        return cast(Table, table.take(rows))
    if is_dataclass(table):
        return _rebuilt(table, lambda name: take(getattr(table, name), rows))
    return cast(Table, cast(Array, table)[rows])


def concatenate(tables: Sequence[Table]) -> Table:
    """Tables of one kind, one below the other."""
    first = tables[0]
    if isinstance(first, Ragged):
        return cast(Table, joined(cast(Sequence[Ragged], tables)))
    if is_dataclass(first):
        return _rebuilt(first, lambda name: concatenate([getattr(one, name) for one in tables]))
    return cast(Table, np.concatenate(cast(Sequence[Array], tables)))


def narrowed(table: Table) -> Table:
    """The same with offsets of four bytes wherever they reach far enough."""
    if isinstance(table, Ragged):
        if len(table.values) > np.iinfo(np.int32).max:
            return cast(Table, table)
        return cast(Table, Ragged(table.offsets.astype(np.int32), table.values))
    if is_dataclass(table):
        return _rebuilt(table, lambda name: narrowed(getattr(table, name)))
    return table


def _rebuilt(table: Table, column: Callable[[str], Column]) -> Table:
    names = [item.name for item in fields(cast(Any, table))]
    return type(table)(**{name: column(name) for name in names})


def save_table(folder: Path, name: str, column: Column) -> None:
    """One ``.npy`` file a column, two for a ragged one; a dataclass's columns under its name."""
    if is_dataclass(column):
        for item in fields(column):
            save_table(folder, f"{name}.{item.name}", getattr(column, item.name))
    else:
        np.save(folder / f"{name}.npy", column, allow_pickle=False)


def load_table(folder: Path, name: str, kind: type[Table]) -> Table:
    """Map back into memory, read only, what :func:`save_table` wrote.

    Raises:
        UnreadableSnapshot: a file is missing or is not an array.
    """
    if not is_dataclass(kind):
        return cast(Table, _map(folder, name))
    kinds = get_type_hints(kind)
    columns = {
        item.name: load_table(folder, f"{name}.{item.name}", kinds[item.name])
        for item in fields(kind)
    }
    return cast(Table, kind(**columns))


def _map(folder: Path, name: str) -> Array:
    try:
        mapped: Array = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise UnreadableSnapshot(f"{folder}: {name}.npy: {error}") from error
    return mapped.view(np.ndarray)  # plain arrays index several times faster than np.memmap


def save_meta(folder: Path, meta: Mapping[str, Any]) -> None:
    """Small facts beside the arrays; written last, so that a folder without it is no snapshot."""
    (folder / "meta.json").write_text(json.dumps(meta, sort_keys=True), encoding="utf-8")


def load_meta(folder: Path, version: int) -> dict[str, Any]:
    """Read the small facts and refuse another version's."""
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableSnapshot(f"{folder}: {error}") from error
    if meta.get("version") != version:
        raise UnreadableSnapshot(f"{folder}: version {meta.get('version')}, expected {version}")
    return meta


def stable_hashes(words: Iterable[str]) -> NDArray[np.uint64]:
    """64 bits of each text, equal in every process and on every machine (unlike ``hash``)."""
    digests = b"".join(blake2b(word.encode(), digest_size=8).digest() for word in words)
    return np.frombuffer(digests, np.dtype("<u8")).astype(np.uint64)
