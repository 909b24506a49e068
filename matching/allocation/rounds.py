"""From candidates to a proof: solve, look at every pair, add those that could do better, again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.allocation.board import Board, extend, set_up
from matching.allocation.certificate import Certificate, certify
from matching.allocation.exchange import settle
from matching.allocation.flow import load_flow, settle_by_flow
from matching.allocation.market import UNIT, Market
from matching.allocation.opening import SMALL, opening
from matching.columns import Doubles, Ints
from matching.errors import InvalidMarket

MANY = 100  # pairs added at once, from which a new flow is quicker than moving people about
SOLVERS = ("scipy", "ortools")
WANTED = 5


@dataclass(frozen=True)
class Solution:
    """The best allocation, with its proof.

    ``pairs`` int64: places in the market's pairs that are chosen, ascending. ``total`` and
    ``bound`` in scores: no allocation has a greater total than ``bound``, and :func:`solve` ends
    only when both are equal. ``prices`` float64 (m,): what the last place of a role is worth to
    the whole. ``rounds`` and ``candidates`` tell how much work it was.
    """

    pairs: Ints
    total: float
    bound: float
    prices: Doubles
    rounds: int
    candidates: int

    @property
    def gap(self) -> float:
        """How much better another allocation could be, at most."""
        return self.bound - self.total


def solve(
    market: Market,
    *,
    solver: str | None = None,
    choices: int = 1,
    wanted: int = WANTED,
    small: int = SMALL,
) -> Solution:
    """The allocation with the greatest total, over every pair of the market.

    ``solver``: "scipy" (the default) or "ortools". ``choices``: roles a person may have.
    ``wanted``: candidates a person to begin with; up to ``small`` pairs all are candidates. Both
    change the time it takes, not the total.

    Raises:
        InvalidMarket: unknown solver, or ``choices`` or ``wanted`` below 1.
        MissingSolver: OR-tools is asked for and not installed.
    """
    _check(solver, choices, wanted)
    if not len(market.role):
        return Solution(np.zeros(0, np.int64), 0.0, 0.0, np.zeros(market.roles), 0, 0)
    slots = int(min(choices, market.counts.max()))
    begin = opening(market, slots, wanted, small)
    board = set_up(market, begin.candidates, begin.prices, slots)
    added, rounds = len(begin.candidates), 0
    while True:
        rounds += 1
        _settle(board, solver, added)
        proof = certify(board, market)
        if not len(proof.beating):
            return _told(board, proof, rounds)
        more = _keenest(board, market, proof.beating)
        added = len(more)
        extend(board, market, more)


def _check(solver: str | None, choices: int, wanted: int) -> None:
    if solver not in (None, *SOLVERS):
        raise InvalidMarket(f"no solver {solver!r}: choose one of {', '.join(SOLVERS)}")
    if choices < 1 or wanted < 1:
        raise InvalidMarket("choices and candidates a person must be 1 or more")
    if solver == "ortools":
        load_flow()


def _settle(board: Board, solver: str | None, added: int) -> None:
    if solver == "ortools" and added > MANY:
        settle_by_flow(board)
    else:
        settle(board)


def _keenest(board: Board, market: Market, pairs: Ints) -> Ints:
    """For each role as many of the pairs as it has places, those that gain most.

    Where a role is priced too low nearly everybody could do better there; only a few can have it.
    """
    who, role = market.person_of(pairs), market.role[pairs]
    least = np.maximum(board.token_worth().reshape(-1, board.slots).min(axis=1), 0)
    gain = market.score[pairs] - board.prices[role] - least[who]
    order = np.lexsort((-gain, role))
    role = role[order]
    rank = np.arange(len(role)) - np.searchsorted(role, role)
    return pairs[order[rank < market.places[role]]]


def _told(board: Board, proof: Certificate, rounds: int) -> Solution:
    prices = board.prices[:-1] / UNIT
    scores = proof.total / UNIT, proof.bound / UNIT
    return Solution(board.chosen(), *scores, prices, rounds, len(board.candidates))
