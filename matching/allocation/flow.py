"""The exact method of the extra ``allocation``: OR-tools' min-cost flow.

OR-tools (cost-scaling push-relabel: Goldberg, 1997) finds who goes where but tells no prices, so
they are worked out from its answer: of all prices that prove it, those nearest to the prices known
before, which serve best to judge the pairs that were left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from matching.allocation.board import FAR, NOBODY, Board
from matching.allocation.exchange import Moves
from matching.columns import Array, Ints
from matching.errors import MissingSolver


def load_flow() -> Callable[[], Any]:
    """OR-tools' solver.

    Raises:
        MissingSolver: OR-tools is not installed.
    """
    try:
        from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
    except ImportError as error:
        raise MissingSolver(
            'solver="ortools" needs OR-tools: pip install "brokerage[allocation]"; '
            "or leave the solver out for SciPy's"
        ) from error
    return SimpleMinCostFlow  # type: ignore[no-any-return]


def settle_by_flow(board: Board) -> None:
    """Move tokens and prices to an optimum of the board's candidates."""
    chosen = _flow(board, load_flow()())
    who = board.who[chosen]
    slot = np.arange(len(who)) - np.searchsorted(who, who)
    board.hold[:] = NOBODY
    board.hold[who * board.slots + slot] = chosen
    board.idle = board.room()
    board.prices = _prices(board)


def _flow(board: Board, solver: Any) -> Ints:
    """Which candidates carry flow: person -> role -> end, or person -> end for nowhere."""
    people, roles = len(board.hold) // board.slots, board.nowhere
    person, role = np.arange(people), people + np.arange(roles)
    end, none = people + roles, np.zeros
    add = solver.add_arcs_with_capacity_and_unit_cost
    one = np.ones(len(board.role), np.int64)
    arcs = add(board.who, people + board.role, one, -board.score)
    add(role, np.full(roles, end), board.places, none(roles, np.int64))
    slots = np.full(people, board.slots)
    add(person, np.full(people, end), slots, none(people, np.int64))
    solver.set_nodes_supplies(person, slots)
    solver.set_nodes_supplies(np.array([end]), np.array([-people * board.slots]))
    if solver.solve() != solver.OPTIMAL:
        raise RuntimeError("OR-tools found no optimum of a problem that always has one")
    return np.flatnonzero(solver.flows(arcs))


def _prices(board: Board) -> Ints:
    """The prices nearest to the board's that prove its allocation.

    No move may gain: the price where it leads less the price where it begins is no less than the
    difference of scores. The greatest such prices come first, then the least above the old ones
    (Bellman and Ford's iteration, downwards and upwards).
    """
    before, board.prices = board.prices, np.zeros_like(board.prices)
    moves, tail = Moves.of(board), board.location()
    gain = -moves.costs(board)
    known = gain > -FAR
    begin, head, gain = tail[moves.token][known], moves.head[known], gain[known]
    most = np.where(np.append(board.idle, 1) > 0, 0, FAR)
    np.minimum.at(most, tail, np.where(tail == board.nowhere, 0, board.token_worth()))
    most = _relaxed(most, head, begin, -gain, np.minimum)
    return _relaxed(np.clip(before, 0, most), begin, head, gain, np.maximum)


def _relaxed(prices: Ints, source: Ints, target: Ints, gain: Ints, pick: Any) -> Ints:
    """The fixed point of: a target's price is picked from its own and each source's plus gain."""
    order = np.argsort(target, kind="stable")
    source, target, gain = source[order], target[order], gain[order]
    starts = np.flatnonzero(np.diff(target, prepend=-1))
    if not len(starts):
        return prices
    ends: Array = target[starts]
    for _ in range(len(prices) + 1):
        better = prices.copy()
        better[ends] = pick(prices[ends], pick.reduceat(prices[source] + gain, starts))
        if np.array_equal(better, prices):
            return prices
        prices = better
    raise RuntimeError("prices do not settle: the allocation to be proved is not the best")
