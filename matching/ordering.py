"""A total order: standing, then a fair turn, then a rotation by date, then what a line is called.

A line's standing is its score, less what exposure takes off it.

Nothing in it depends on where a line stands, so shuffling, splitting or rebuilding a catalogue
changes no order.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.columns import Array, Doubles, Ints
from matching.exposure import Exposure
from matching.scoring import DECIMALS, Scored

Hashes = NDArray[np.uint64]
ALL_TIED = 4096  # fewer ties than this are simply sorted


def best(scores: Doubles, needs: Doubles | None, turn: Hashes, name: Hashes, limit: int) -> Ints:
    """Places of the ``limit`` best lines, best first, int64; among equals, most in need first."""
    chosen = _contenders(scores, limit)
    if needs is None and len(chosen) > limit + ALL_TIED:
        chosen = _soonest(scores, turn, chosen, limit)
    keys = [name[chosen], turn[chosen], -scores[chosen]]
    if needs is not None:
        keys.insert(2, -needs[chosen])
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
    scored: Sequence[Scored], exposure: Exposure | None, today: date, limit: int
) -> list[tuple[int, int]]:
    """(part, line) of the best roles for one person, best first."""
    hashes = [part.pairs.roles.key_hash[part.pairs.role] for part in scored]
    names = [part.pairs.roles.id_hash[part.pairs.role] for part in scored]
    total = np.concatenate([part.total for part in scored])
    if exposure is None:
        return _order(scored, total, None, hashes, names, today, limit)
    parts = [(part.pairs.meeting.role_part, part.pairs.role) for part in scored]
    needs = np.concatenate([exposure.lines(part)[lines] for part, lines in parts])
    takes = np.concatenate([exposure.multipliers(part)[lines] for part, lines in parts])
    total = np.round(total * takes, DECIMALS)
    return _order(scored, total, needs, hashes, names, today, limit)


def person_order(scored: Sequence[Scored], today: date, limit: int) -> list[tuple[int, int]]:
    """(part, line) of the best people for one role, best first."""
    names = [part.pairs.people.id_hash[part.pairs.person] for part in scored]
    total = np.concatenate([part.total for part in scored])
    return _order(scored, total, None, names, names, today, limit)


def _order(
    scored: Sequence[Scored],
    total: Doubles,
    needs: Doubles | None,
    hashes: Sequence[Array],
    names: Sequence[Array],
    today: date,
    limit: int,
) -> list[tuple[int, int]]:
    """(part, line) of the best, best first."""
    turn = rotation(np.concatenate(hashes), today)
    chosen = best(total, needs, turn, np.concatenate(names), limit)
    ends = np.cumsum([len(part.total) for part in scored])
    parts = np.searchsorted(ends, chosen, side="right")
    lines = chosen - np.concatenate(([0], ends))[parts]
    return list(zip(parts.tolist(), lines.tolist(), strict=True))
