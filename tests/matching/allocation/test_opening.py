from __future__ import annotations

import numpy as np

from matching.allocation import Market
from matching.allocation.opening import near, opening


def market(people: int, roles: int, places: int) -> Market:
    dice = np.random.default_rng(4)
    return Market.of_matrix(dice.random((people, roles)), np.full(roles, places))


def test_a_small_market_begins_with_every_pair_and_no_prices() -> None:
    begin = opening(market(20, 10, 2), 1, 5)
    assert begin.candidates.tolist() == list(range(200))
    assert not begin.prices.any()


def test_a_large_one_begins_with_about_as_many_as_wanted() -> None:
    some = market(900, 120, 4)
    begin = opening(some, 1, 6, small=0)
    assert 4 * 900 < len(begin.candidates) < 8 * 900
    assert (np.diff(begin.candidates) > 0).all()


def test_prices_rise_with_what_is_asked_and_are_nothing_where_there_is_room() -> None:
    scores = np.full((600, 3), 0.1)
    scores[:, 0] = 0.9
    some = Market.of_matrix(scores, np.array([5, 300, 600]))
    prices = opening(some, 1, 1, small=0).prices
    assert prices[0] > 500_000
    assert prices[0] > prices[1] >= prices[2] >= 0


def test_near_pairs_lie_within_the_margin_of_the_best_or_of_nothing() -> None:
    some = Market.of_matrix(np.array([[0.5, 0.45, 0.3], [0.2, np.nan, np.nan]]), np.ones(3, int))
    free = np.zeros(3, np.int32)
    assert near(some, free, 0).tolist() == [0, 3]
    assert near(some, free, 100_000).tolist() == [0, 1, 3]
    assert near(some, np.array([600_000, 0, 0], np.int32), 0).tolist() == [1]
