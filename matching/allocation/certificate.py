"""The proof: prices that nobody who is left out can beat.

For any prices of roles (at least 0) and any least worth of people (at least 0), places times
prices, plus tokens times least worth, plus what pairs are worth beyond the least, is no less than
any allocation's total (linear programming duality; Bertsekas, "Network Optimization", chapter 7).
Every eligible pair is looked at, in whole millionths; a gap of 0 is a proof, not an estimate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.allocation.board import Board
from matching.allocation.market import Market, Micros
from matching.columns import Ints


@dataclass(frozen=True)
class Certificate:
    """``total`` and ``bound`` in millionths; ``beating`` int64 (n or fewer,), ascending.

    These are the pairs that speak against it: of everyone who could do better, the best one.
    """

    total: int
    bound: int
    beating: Ints

    @property
    def gap(self) -> int:
        """No allocation is better by more than this."""
        return self.bound - self.total


def certify(board: Board, market: Market) -> Certificate:
    """Compare what is held with the bound at the board's prices."""
    least = np.maximum(board.token_worth().reshape(-1, board.slots).min(axis=1), 0)
    chosen = board.chosen()
    cost = board.prices[:-1].astype(np.int32)
    beating, beyond = _beyond(market, cost, least.astype(np.int32), chosen)
    needed = np.minimum(market.places, market.people)  # nobody can take a place twice
    bound = int(needed @ board.prices[:-1]) + board.slots * int(least.sum()) + beyond
    return Certificate(int(market.score[chosen].sum(dtype=np.int64)), bound, beating)


def _beyond(market: Market, prices: Micros, least: Micros, chosen: Ints) -> tuple[Ints, int]:
    """Everyone's best pair that is worth more than the least and not chosen; the excess of all."""
    found, beyond = [np.zeros(0, np.int64)], 0
    marks = np.searchsorted(chosen, market.offsets)
    for first, last, span in market.blocks():
        worth = market.score[span] - prices.take(market.role[span])
        worth -= np.repeat(least[first:last], market.counts[first:last])
        above = np.flatnonzero(worth > 0)
        if len(above):
            beyond += int(worth[above].sum(dtype=np.int64))
            worth[chosen[marks[first] : marks[last]] - span.start] = 0
            found.append(
                span.start + _dearest(worth, market.offsets[first : last + 1] - span.start)
            )
    return np.concatenate(found), beyond


def _dearest(worth: Micros, offsets: Ints) -> Ints:
    """The first best pair of everyone who has one above 0."""
    some = np.flatnonzero(np.diff(offsets))
    best = np.maximum.reduceat(worth, offsets[some])
    at = np.flatnonzero((worth > 0) & (worth == np.repeat(best, np.diff(offsets)[some])))
    owner = np.searchsorted(offsets, at, side="right")
    return at[np.flatnonzero(np.diff(owner, prepend=-1))]
