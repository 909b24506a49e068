"""Which lines may compete at all, before any rule is asked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from matching.catalogue import RolePart
from matching.columns import Array, Bools, Ints
from matching.errors import MisalignedInput
from matching.grid import near
from matching.records import PersonColumns
from matching.snapshot import Part, Snapshot
from matching.types import Point

Allowed = Collection[str] | Bools | None


def candidates(people: PersonColumns, person: int, part: RolePart, allowed: Bools | None) -> Ints:
    """Living roles in the cells round the person's places, ascending; all without a limit."""
    homes, limit = people.places.row(person), float(people.within_km[person])
    if not len(homes) or not np.isfinite(limit):
        return part.rows if allowed is None else np.flatnonzero(part.alive & allowed)
    chosen = np.zeros(len(part.alive), bool)
    for home in homes:
        point = Point(float(home["latitude"]), float(home["longitude"]))
        chosen[near(part.grid, point, limit)] = True
    chosen[part.anywhere] = True
    chosen &= part.alive
    return np.flatnonzero(chosen if allowed is None else chosen & allowed)


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
