"""Who holds which role at what prices: the state that the exact methods work on.

Everyone has ``slots`` tokens. A token lies on a role, or nowhere. The methods move tokens along
chains (one person makes room for the next) until no chain makes the whole better.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.allocation.market import Market, Micros
from matching.columns import Bools, Ints

NOBODY = -1
FAR = 1 << 50  # costs more than any chain of moves


@dataclass
class Board:
    """``candidates`` int64 (e,): places in the market's pairs, ascending, so grouped by person.

    ``who``, ``role``, ``score`` int64 (e,); ``places`` int64 (m,); ``prices`` int64 (m + 1,), the
    last (nowhere) always 0; ``hold`` int64 (n x slots,): the candidate that each token lies on or
    NOBODY; ``idle`` int64 (m,): places known to stay empty, only where the price is 0.
    All scores and prices in millionths.
    """

    candidates: Ints
    who: Ints
    role: Ints
    score: Ints
    places: Ints
    slots: int
    prices: Ints
    hold: Ints
    idle: Ints

    @property
    def nowhere(self) -> int:
        """The number after the last role's."""
        return len(self.places)

    def worth(self) -> Ints:
        """Score less price of every candidate."""
        return self.score - self.prices[self.role]

    def token_worth(self) -> Ints:
        """What each token's place is worth; nowhere is worth nothing."""
        return np.where(self.hold == NOBODY, 0, self.worth()[self.hold])

    def location(self) -> Ints:
        """The role of each token, or nowhere."""
        return np.where(self.hold == NOBODY, self.nowhere, self.role[self.hold])

    def room(self) -> Ints:
        """Places less tokens of each role; below 0 where there are too many."""
        tokens = np.bincount(self.location(), minlength=self.nowhere + 1)[: self.nowhere]
        return self.places - tokens

    def taken(self) -> Bools:
        """Which candidates are held."""
        used = np.zeros(len(self.role), bool)
        used[self.hold[self.hold != NOBODY]] = True
        return used

    def chosen(self) -> Ints:
        """Places in the market's pairs of all that is held, ascending."""
        return self.candidates[self.taken()]


def set_up(market: Market, candidates: Ints, prices: Micros, slots: int) -> Board:
    """Everybody at the roles that are worth most to them at these prices, places or not."""
    who, role = market.person_of(candidates), market.role[candidates].astype(np.int64)
    score = market.score[candidates].astype(np.int64)
    hold = np.full(market.people * slots, NOBODY)
    cost = np.append(prices.astype(np.int64), 0)
    idle = np.zeros(market.roles, np.int64)
    board = Board(candidates, who, role, score, market.places, slots, cost, hold, idle)
    board.hold = best_held(board)
    board.idle = np.where(cost[:-1] == 0, np.maximum(board.room(), 0), 0)
    return board


def best_held(board: Board) -> Ints:
    """What everyone would hold if there were places for all: the dearest to them, above nothing."""
    worth = board.worth()
    order = np.lexsort((-worth, board.who))
    who = board.who[order]
    rank = np.arange(len(who)) - np.searchsorted(who, who)
    some = (rank < board.slots) & (worth[order] > 0)
    hold = np.full(len(board.hold), NOBODY)
    hold[who[some] * board.slots + rank[some]] = order[some]
    return hold


def extend(board: Board, market: Market, more: Ints) -> None:
    """Add candidates; whoever is better off with them at today's prices takes them."""
    candidates = np.union1d(board.candidates, more)
    held = board.hold != NOBODY
    board.hold[held] = np.searchsorted(candidates, board.candidates[board.hold[held]])
    board.candidates, board.who = candidates, market.person_of(candidates)
    board.role = market.role[candidates].astype(np.int64)
    board.score = market.score[candidates].astype(np.int64)
    now = board.token_worth().reshape(-1, board.slots).sum(axis=1)
    before, board.hold = board.hold, best_held(board)
    stay = np.repeat(board.token_worth().reshape(-1, board.slots).sum(axis=1) <= now, board.slots)
    board.hold[stay] = before[stay]
