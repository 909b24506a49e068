"""What a catalogue of roles and a pool of people share: parts, ids, changes, files.

A snapshot is a large base and at most one small overlay. ``replace`` marks superseded lines of
either as dead and compiles the newcomers only, so it costs as much as the change; since ranking
orders lines by nothing but their own content, the result equals a rebuild.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, Protocol, Self, TypeVar

import numpy as np

from matching.columns import (
    Array,
    Bools,
    Ints,
    Ragged,
    concatenate,
    load_meta,
    save_meta,
    save_table,
    stable_hashes,
    take,
)
from matching.errors import DuplicateId
from matching.statistics import Statistics
from matching.terms import Terms
from matching.types import Taxonomy

VERSION = 3


class Named(Protocol):
    """Records with ids."""

    @property
    def id(self) -> str: ...


@dataclass(frozen=True)
class Part:
    """Some lines of a snapshot; ``alive`` bool (n,) is False where a line was superseded."""

    columns: Any  # RoleColumns or PersonColumns, both with ``id`` and ``id_hash``
    alive: Bools

    @cached_property
    def rows(self) -> Ints:
        """Lines that are alive."""
        return np.flatnonzero(self.alive)

    @cached_property
    def _by_hash(self) -> Ints:
        return np.argsort(self.columns.id_hash, kind="stable")

    def find(self, name: str) -> int | None:
        """The living line with this id."""
        wanted = stable_hashes([name])[0]
        order, hashes = self._by_hash, self.columns.id_hash
        at = int(np.searchsorted(hashes, wanted, sorter=order))
        while at < len(order) and hashes[order[at]] == wanted:
            row = int(order[at])
            if self.alive[row] and self.columns.id.text(row) == name:
                return row
            at += 1
        return None


SomePart = TypeVar("SomePart", bound=Part)
Record = TypeVar("Record", bound=Named)


@dataclass(frozen=True)
class Snapshot(Generic[SomePart, Record]):
    """Base and overlay with the vocabulary and statistics they were compiled with."""

    parts: tuple[SomePart, ...]
    terms: Terms
    statistics: Statistics

    def __len__(self) -> int:
        return sum(len(part.rows) for part in self.parts)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of all living lines; masks given to the ranker line up with these."""
        return tuple(part.columns.id.text(int(row)) for part in self.parts for row in part.rows)

    def index_of(self, name: str) -> int | None:
        """Place of an id in :attr:`ids`, None when it is not here."""
        before = 0
        for part in self.parts:
            row = part.find(name)
            if row is not None:
                return before + int(np.searchsorted(part.rows, row))
            before += len(part.rows)
        return None

    def locate(self, name: str) -> tuple[SomePart, int] | None:
        """Part and line of an id."""
        for part in self.parts:
            row = part.find(name)
            if row is not None:
                return part, row
        return None

    def replace(self, upserts: Sequence[Record] = (), removals: Iterable[str] = ()) -> Self:
        """A new snapshot with some records new or changed and some gone; this one stays as it is.

        Raises:
            DuplicateId: an id twice among the upserts.
            InvalidInput: a record that cannot be used; nothing is changed then.
        """
        check_unique(upserts)
        terms = self.terms.copy()
        gone = {record.id for record in upserts} | set(removals)
        parts = [without(part, gone) for part in self.parts]
        fresh = self.compile(upserts, terms)
        overlay = [take(part.columns, part.rows) for part in parts[1:]]
        merged = concatenate([*overlay, fresh])
        return replace(self, parts=(parts[0], self.part(merged)), terms=terms)

    def compile(self, records: Sequence[Record], terms: Terms) -> Any:
        """Records to columns."""
        raise NotImplementedError

    def part(self, columns: Any) -> SomePart:
        """Columns that are all alive."""
        raise NotImplementedError

    def save(self, folder: Path) -> None:
        """Write everything as ``.npy`` files and a small ``meta.json``, which comes last."""
        folder.mkdir(parents=True, exist_ok=True)
        self.statistics.save(folder / "statistics")
        for number, part in enumerate(self.parts):
            save_table(folder, f"part{number}", part)
        save_meta(folder, {"version": VERSION, "parts": len(self.parts), **self.meta()})

    def meta(self) -> dict[str, Any]:
        """Small facts to keep beside the arrays."""
        taxonomy = self.terms.taxonomy
        return {
            "terms": self.terms.uris,
            "broader": dict(taxonomy.broader),
            "labels": dict(taxonomy.labels),
            "synonyms": {uri: list(others) for uri, others in taxonomy.synonyms.items()},
        }


def check_unique(records: Sequence[Named]) -> None:
    """Raise DuplicateId when an id comes twice."""
    seen: set[str] = set()
    for record in records:
        if record.id in seen:
            raise DuplicateId(f"{record.id!r} comes twice; send each record once")
        seen.add(record.id)


def check_different(ids: Ragged, hashes: Array) -> None:
    """Raise DuplicateId when an id comes twice; equal hashes are looked at more closely."""
    order = np.argsort(hashes, kind="stable")
    same = np.flatnonzero(hashes[order][1:] == hashes[order][:-1])
    for at in same.tolist():
        names = ids.text(int(order[at])), ids.text(int(order[at + 1]))
        if names[0] == names[1]:
            raise DuplicateId(f"{names[0]!r} comes twice; send each record once")


def without(part: SomePart, gone: Iterable[str]) -> SomePart:
    """The same part with these ids dead."""
    rows = [row for row in map(part.find, gone) if row is not None]
    if not rows:
        return part
    alive = part.alive.copy()
    alive[rows] = False
    return replace(part, alive=alive)


def load_shared(folder: Path) -> tuple[dict[str, Any], Terms, Statistics]:
    """Meta, vocabulary and statistics of a saved snapshot."""
    meta = load_meta(folder, VERSION)
    taxonomy = Taxonomy(meta["broader"], meta["labels"], meta["synonyms"])
    terms = Terms.of(meta["terms"], taxonomy)
    return meta, terms, Statistics.load(folder / "statistics")
