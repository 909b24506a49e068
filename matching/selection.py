"""Which lines may compete at all, before any rule is asked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from matching.catalogue import RolePart
from matching.columns import Array, Bools, Ints
from matching.errors import MisalignedInput
from matching.records import PersonColumns
from matching.snapshot import Part, Snapshot

Allowed = Collection[str] | Bools | None


def candidates(people: PersonColumns, person: int, part: RolePart, allowed: Bools | None) -> Ints:
    """Living roles that may lie near the person's places, ascending; all without a limit."""
    slices = part.lane.near(people.places.row(person), float(people.within_km[person]))
    lines = [part.lane.line[begin:end] for begin, end in slices]
    rows = np.concatenate(lines).astype(np.int64) if lines else np.zeros(0, np.int64)
    rows.sort()
    if allowed is not None:
        return rows[part.alive[rows] & allowed[rows]]
    return rows if part.all_alive else rows[part.alive[rows]]


def spread(snapshot: Snapshot[Any, Any], values: Array, missing: Any) -> list[Array]:
    """Values aligned with ``snapshot.ids`` as one array per part, aligned with its lines.

    Raises:
        MisalignedInput: another length than ``snapshot.ids``.
    """
    if len(values) != len(snapshot):
        raise MisalignedInput(f"{len(values)} values for {len(snapshot)} ids of this snapshot")
    found, before = [], 0
    for part in snapshot.parts:
        lines = np.full(len(part.alive), missing, values.dtype)
        lines[part.rows] = values[before : before + len(part.rows)]
        before += len(part.rows)
        found.append(lines)
    return found


def allowed_lines(snapshot: Snapshot[Any, Any], allowed: Allowed) -> list[Bools | None]:
    """A mask per part from a mask over all ids, or from the ids themselves; None allows all."""
    if allowed is None:
        return [None] * len(snapshot.parts)
    if isinstance(allowed, np.ndarray):
        return list(spread(snapshot, allowed.astype(bool), False))
    return [_of_ids(part, allowed) for part in snapshot.parts]


def _of_ids(part: Part, names: Collection[str]) -> Bools:
    mask = np.zeros(len(part.alive), bool)
    mask[[row for row in map(part.find, names) if row is not None]] = True
    return mask
