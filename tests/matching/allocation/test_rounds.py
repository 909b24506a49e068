"""The solver against SciPy's dense one, on instances small enough for it."""

from __future__ import annotations

import builtins
import sys
from importlib.util import find_spec
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment, linprog

from matching.allocation import Market, rounds, solve
from matching.allocation.rounds import SOLVERS
from matching.errors import InvalidMarket, MissingSolver

HERE = [name for name in SOLVERS if name == "scipy" or find_spec("ortools")]
EITHER = pytest.mark.parametrize("solver", HERE)
SIZES = st.tuples(st.integers(0, 9), st.integers(1, 6), st.integers(0, 2**32 - 1))


def market(people: int, roles: int, seed: int, *, most: int = 3, steps: int = 0) -> Market:
    """Some pairs not eligible, some scores equal, some below 0, some roles without a place."""
    dice = np.random.default_rng(seed)
    scores = dice.random((people, roles)) * 1.2 - 0.1
    if steps:
        scores = np.round(scores * steps) / steps
    scores[dice.random(scores.shape) < 0.3] = np.nan
    return Market.of_matrix(scores, dice.integers(0, most + 1, roles))


def dense(some: Market) -> float:
    """The best total by ``linear_sum_assignment``: a column a place, worth 0 where not eligible."""
    whole = np.zeros((some.people, some.roles))
    pairs = np.arange(len(some.role))
    whole[some.person_of(pairs), some.role] = np.maximum(some.score / 1e6, 0)
    seats = np.repeat(whole, some.places, axis=1)
    rows, columns = linear_sum_assignment(seats, maximize=True)
    return float(seats[rows, columns].sum())


def linear(some: Market, choices: int) -> float:
    """The best total by linear programming, for several roles a person."""
    pairs = np.arange(len(some.role))
    who = some.person_of(pairs)
    rows = np.zeros((some.people + some.roles, len(pairs)))
    rows[who, pairs] = 1
    rows[some.people + some.role, pairs] = 1
    limits = np.concatenate((np.full(some.people, choices), some.places))
    return -linprog(-some.score / 1e6, A_ub=rows, b_ub=limits, bounds=(0, 1)).fun


def check(some: Market, found: rounds.Solution, choices: int = 1) -> None:
    """Every rule kept, the total as told, and the proof closed."""
    who, role = some.person_of(found.pairs), some.role[found.pairs]
    assert np.bincount(who, minlength=some.people).max(initial=0) <= choices
    assert (np.bincount(role, minlength=some.roles) <= some.places).all()
    assert len(np.unique(found.pairs)) == len(found.pairs)
    assert found.total == pytest.approx(some.score[found.pairs].sum() / 1e6, abs=1e-9)
    assert found.gap == 0


@EITHER
@settings(max_examples=80)
@given(SIZES, st.sampled_from([0, 4]))
def test_the_total_is_that_of_the_dense_assignment(
    solver: str, size: tuple[int, int, int], steps: int
) -> None:
    some = market(*size, steps=steps)
    found = solve(some, solver=solver)
    check(some, found)
    assert found.total == pytest.approx(dense(some), abs=1e-5)


@EITHER
@settings(max_examples=60)
@given(SIZES, st.integers(2, 4), st.sampled_from([0, 4]))
def test_several_roles_a_person_agree_with_linear_programming(
    solver: str, size: tuple[int, int, int], choices: int, steps: int
) -> None:
    some = market(*size, steps=steps)
    found = solve(some, solver=solver, choices=choices)
    check(some, found, choices)
    if len(some.role):
        assert found.total == pytest.approx(linear(some, choices), abs=1e-5)


@EITHER
@settings(max_examples=15)
@given(st.integers(0, 1000), st.integers(1, 3), st.sampled_from([60, 150, 400]))
def test_few_candidates_to_begin_with_still_end_at_the_best(
    solver: str, seed: int, choices: int, people: int
) -> None:
    """Scarce, balanced and plentiful places; the first candidates leave the best ones out."""
    some = market(people, 30, seed, most=10)
    found = solve(some, solver=solver, choices=choices, wanted=1, small=0)
    check(some, found, choices)
    assert found.candidates < len(some.role)
    whole = solve(some, solver=solver, choices=choices)
    assert found.total == pytest.approx(whole.total, abs=1e-9)
    if choices == 1:
        assert found.total == pytest.approx(dense(some), abs=1e-5)


def test_both_solvers_agree_where_everybody_wants_the_same() -> None:
    dice = np.random.default_rng(3)
    scores = np.round(dice.random(40) * 0.5 + dice.random((300, 40)) * 0.01, 6)
    some = Market.of_matrix(scores, np.full(40, 5))
    totals = [solve(some, solver=name, wanted=2, small=0).total for name in HERE]
    assert totals == pytest.approx([dense(some)] * len(HERE), abs=1e-5)


@EITHER
def test_nobody_or_nothing_gives_an_empty_allocation(solver: str) -> None:
    for shape in ((0, 0), (0, 3), (3, 0)):
        some = Market.of_matrix(np.zeros(shape), np.ones(shape[1], int))
        assert len(solve(some, solver=solver).pairs) == 0


@pytest.mark.parametrize(("wrong", "given"), [("solver", "simplex"), ("choices", 0), ("wanted", 0)])
def test_a_wrong_wish_is_refused(wrong: str, given: Any) -> None:
    with pytest.raises(InvalidMarket):
        solve(market(2, 2, 0), **{wrong: given})


def test_a_missing_solver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("ortools"):
            raise ImportError(name)
        return real(name, *rest, **more)

    for name in [one for one in sys.modules if one.startswith("ortools")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingSolver, match=r"brokerage\[allocation\]"):
        solve(market(2, 2, 0), solver="ortools")
    assert solve(market(2, 2, 0)).gap == 0
