from __future__ import annotations

from importlib.util import find_spec

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.allocation import Market, solve
from matching.allocation.board import set_up
from matching.allocation.certificate import certify
from matching.allocation.exchange import settle
from matching.allocation.flow import settle_by_flow


def market(seed: int) -> Market:
    dice = np.random.default_rng(seed)
    return Market.of_matrix(dice.random((12, 6)), dice.integers(1, 3, 6))


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 3))
def test_at_any_prices_the_bound_is_no_less_than_the_best(seed: int, slots: int) -> None:
    some, dice = market(seed), np.random.default_rng(seed)
    best = solve(some, choices=slots)
    some_pairs = np.flatnonzero(dice.random(len(some.role)) < 0.5)
    prices = dice.integers(0, 1_000_000, some.roles).astype(np.int32)
    proof = certify(set_up(some, some_pairs, prices, slots), some)
    assert proof.bound >= round(best.total * 1e6)


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_the_best_of_some_pairs_is_found_out_by_those_left_out(seed: int) -> None:
    """The proof closes exactly when the best of the candidates is the best of all."""
    some, dice = market(seed), np.random.default_rng(seed)
    left = np.flatnonzero(dice.random(len(some.role)) < 0.6)
    best = round(solve(some).total * 1e6)
    methods = (settle, settle_by_flow) if find_spec("ortools") else (settle,)
    for method in methods:
        board = set_up(some, left, np.zeros(some.roles, np.int32), 1)
        method(board)
        proof = certify(board, some)
        assert proof.total <= best <= proof.bound
        assert (len(proof.beating) == 0) == (proof.gap == 0)
        assert not np.isin(proof.beating, board.chosen()).any()
        if proof.total < best:
            assert len(proof.beating)
