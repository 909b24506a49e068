"""Minimum crews against every way to let roles run or not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.allocation import Market, allocate_crews, solve, solve_crews
from matching.errors import InvalidMarket, UnknownOpportunity
from matching.types import Opportunity, Place, Point, Volunteer

HERE = (Place(Point(51.15, 0.87)),)


def brute(market: Market, scores: np.ndarray, least: np.ndarray, choices: int) -> float:
    """The best of all ways to place everybody, one person after another."""
    best = 0.0
    options = [(), *[(r,) for r in range(market.roles)]]
    if choices == 2:
        options += [(a, b) for a in range(market.roles) for b in range(a)]
    for chosen in product(options, repeat=market.people):
        filled = np.bincount([r for some in chosen for r in some], minlength=market.roles)
        if ((filled <= market.places) & ((filled == 0) | (filled >= least))).all():
            value = sum(scores[p, r] for p, some in enumerate(chosen) for r in some)
            best = max(best, value) if np.isfinite(value) else best
    return best


@settings(max_examples=60)
@given(st.integers(0, 100_000), st.integers(1, 2))
def test_tiny_crews_agree_with_trying_everything(seed: int, choices: int) -> None:
    dice = np.random.default_rng(seed)
    people, roles = int(dice.integers(1, 6 - choices)), int(dice.integers(1, 4))
    scores = dice.random((people, roles)).round(3)
    scores[dice.random(scores.shape) < 0.2] = np.nan
    places = dice.integers(1, 5, roles)
    least = np.minimum(dice.integers(0, 5, roles), places)
    market = Market.of_matrix(scores, places)
    found = solve_crews(market, least, choices=choices)
    role = market.role[found.pairs]
    filled = np.bincount(role, minlength=roles)
    assert (filled <= places).all()
    assert ((filled == 0) | (filled >= least)).all()
    assert (found.runs == (filled > 0)).all()
    assert np.bincount(market.person_of(found.pairs), minlength=people).max() <= choices
    assert found.total == pytest.approx(brute(market, scores, least, choices), abs=1e-6)
    assert found.bound - found.total < 1e-5


def test_no_time_to_search_still_gives_whole_crews_and_an_honest_bound() -> None:
    dice = np.random.default_rng(1)
    market = Market.of_matrix(dice.random((60, 25)), np.full(25, 6))
    least = np.full(25, 5)
    found = solve_crews(market, least, seconds=1e-9)
    filled = np.bincount(market.role[found.pairs], minlength=25)
    assert ((filled == 0) | (filled >= 5)).all()
    longer = solve_crews(market, least, seconds=1)
    assert found.total <= longer.total + 1e-9 <= found.bound + 2e-9
    assert longer.bound <= solve(market).total + 1e-9


def test_beyond_the_limit_only_some_pairs_are_searched_and_the_bound_holds_for_all() -> None:
    dice = np.random.default_rng(2)
    market = Market.of_matrix(dice.random((80, 20)), np.full(20, 5))
    least = np.where(np.arange(20) < 10, 5, 0)
    some = solve_crews(market, least, wanted=4, everything=100)
    whole = solve_crews(market, least)
    assert some.total <= whole.total + 1e-6
    assert some.bound == pytest.approx(solve(market).total)


def roles(*places: int) -> list[Opportunity]:
    return [
        Opportunity(f"r{number}", f"r{number}", places=HERE, places_open=some)
        for number, some in enumerate(places)
    ]


def crew(catalogue_of: Callable, pool_of: Callable, crews: dict[str, int], **given: Any) -> Any:
    people = [Volunteer(f"p{number}", places=HERE, within_km=5) for number in range(3)]
    return allocate_crews(pool_of(people), catalogue_of(roles(4, 2)), crews, **given)


def test_a_role_runs_with_its_crew_or_not_at_all(catalogue_of: Callable, pool_of: Callable) -> None:
    found = crew(catalogue_of, pool_of, {"r0": 4, "r1": 2})
    assert (found.running, found.idle) == (("r1",), ("r0",))
    assert found.placed == 2
    assert found.gap < 1e-5
    found = crew(catalogue_of, pool_of, {"r0": 3}, explained=1)
    assert {one.opportunity_id for one in found.placements} in ({"r0"}, {"r1"}, {"r0", "r1"})
    assert found.placed == 3
    assert found.placements[0].match is not None


def test_impossible_crews_are_refused(catalogue_of: Callable, pool_of: Callable) -> None:
    for wrong in ({"r1": 3}, {"r1": 0}):
        with pytest.raises(InvalidMarket, match="2 places"):
            crew(catalogue_of, pool_of, wrong)
    with pytest.raises(UnknownOpportunity):
        crew(catalogue_of, pool_of, {"nowhere": 1})
    with pytest.raises(InvalidMarket, match="seconds"):
        crew(catalogue_of, pool_of, {"r0": 4}, seconds=0)
