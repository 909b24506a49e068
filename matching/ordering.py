"""A total order: score, then a fair turn, then a rotation by date, then what a line is called.

Nothing in it depends on where a line stands, so shuffling, splitting or rebuilding a catalogue
changes no order.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.columns import Array, Doubles, Ints
from matching.scoring import Scored

Hashes = NDArray[np.uint64]
ALL_TIED = 4096  # fewer ties than this are simply sorted


def best(scores: Doubles, exposure: Array | None, turn: Hashes, name: Hashes, limit: int) -> Ints:
    """Places of the ``limit`` best lines, best first, int64."""
    chosen = _contenders(scores, limit)
    if exposure is None and len(chosen) > limit + ALL_TIED:
        chosen = _soonest(scores, turn, chosen, limit)
    keys = [name[chosen], turn[chosen], -scores[chosen]]
    if exposure is not None:
        keys.insert(2, exposure[chosen])
    return chosen[np.lexsort(keys)][:limit]


def _contenders(scores: Doubles, limit: int) -> Ints:
    """Lines that score no less than the last to be shown."""
    if limit <= 0:
        return np.zeros(0, np.int64)
    if limit >= len(scores):
        return np.arange(len(scores))
    least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
    return np.flatnonzero(scores >= least)


def _soonest(scores: Doubles, turn: Hashes, chosen: Ints, limit: int) -> Ints:
    """Of very many equals at the end, those whose turn it is."""
    least = scores[chosen].min()
    sure, tied = chosen[scores[chosen] > least], chosen[scores[chosen] == least]
    room = limit - len(sure)
    last = np.partition(turn[tied], room)[room]
    return np.concatenate((sure, tied[turn[tied] <= last]))


def rotation(hashes: Hashes, today: date) -> Hashes:
    """Another order of the same lines each day, equal everywhere (splitmix64 of key and date)."""
    mixed = hashes + np.uint64(today.toordinal() * 0x9E3779B97F4A7C15 % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def role_order(
    scored: Sequence[Scored], exposure: Sequence[Array | None], today: date, limit: int
) -> list[tuple[int, int]]:
    """(part, line) of the best roles for one person, best first."""
    hashes = [part.pairs.roles.key_hash[part.pairs.role] for part in scored]
    names = [part.pairs.roles.id_hash[part.pairs.role] for part in scored]
    shown = [
        lines[part.pairs.role]
        for part, lines in zip(scored, exposure, strict=True)
        if lines is not None
    ]
    return _order(scored, hashes, names, np.concatenate(shown) if shown else None, today, limit)


def person_order(scored: Sequence[Scored], today: date, limit: int) -> list[tuple[int, int]]:
    """(part, line) of the best people for one role, best first."""
    names = [part.pairs.people.id_hash[part.pairs.person] for part in scored]
    return _order(scored, names, names, None, today, limit)


def _order(
    scored: Sequence[Scored],
    hashes: Sequence[Array],
    names: Sequence[Array],
    exposure: Array | None,
    today: date,
    limit: int,
) -> list[tuple[int, int]]:
    """(part, line) of the best, best first."""
    total = np.concatenate([part.total for part in scored])
    turn = rotation(np.concatenate(hashes), today)
    chosen = best(total, exposure, turn, np.concatenate(names), limit)
    ends = np.cumsum([len(part.total) for part in scored])
    parts = np.searchsorted(ends, chosen, side="right")
    lines = chosen - np.concatenate(([0], ends))[parts]
    return list(zip(parts.tolist(), lines.tolist(), strict=True))
