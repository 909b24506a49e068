"""Roles as sparse tables, so that sums over a role's lines are products with tables of people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csr_array

from matching.factors.skills import BEST
from matching.lanes import NO_CAUSES, NO_NEEDS
from matching.strips import Strip


@dataclass(frozen=True)
class Sums:
    """Sparse tables of a scene's roles: ``times`` (m, stretches + 1) how often; ``traits``
    (m, columns) of needs, of musts, of causes, and of stating neither needs nor causes."""

    times: Any
    traits: Any


def sums_of(strip: Strip, stretches: int, terms: int, causes: int) -> Sums:
    """Tables of the roles of a strip, for so many stretches, terms and causes."""
    size = len(strip)
    times = csr_array(
        (strip.count.astype(np.float32), strip.slot.astype(np.int32), strip.slot_from),
        (size, stretches + 1),
    )
    asking = np.repeat(np.arange(size), np.diff(strip.need_from))
    musts = np.flatnonzero(strip.must)
    serving = np.repeat(np.arange(size), np.diff(strip.cause_from))
    silent = [np.flatnonzero(strip.flags & unsaid) for unsaid in (NO_NEEDS, NO_CAUSES)]
    width = 2 * terms + causes
    columns = (strip.need, terms + strip.need[musts], 2 * terms + strip.cause)
    told = [np.full(len(some), width + turn) for turn, some in enumerate(silent)]
    share = BEST + (1 - BEST) * strip.worth / strip.whole[asking]  # never below the best need met
    ones = np.ones(len(musts) + len(serving) + sum(map(len, silent)))
    rows = np.concatenate((asking, asking[musts], serving, *silent))
    data = np.concatenate((share, ones)).astype(np.float32)
    traits = coo_array((data, (rows, np.concatenate((*columns, *told)))), (size, width + 2))
    return Sums(times, traits.tocsr())
