"""Nobody can be recognised in what is published: tried by examples, by chance and by attack."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from brokerage.evaluation.publishing.disclosure import Cell, Same, exposed, protect, rounded


def table(name: str, counts: list[int]) -> list[Cell]:
    """A row of counts and their total."""
    parts = [f"{name}{number}" for number in range(len(counts))]
    cells = [Cell(part, n, frozenset({part})) for part, n in zip(parts, counts, strict=True)]
    return [*cells, Cell(f"{name} in all", sum(counts), frozenset(parts), last=True)]


def test_a_small_count_takes_the_next_smallest_with_it() -> None:
    told = protect(table("district", [3, 40, 52, 61]))
    assert told.shown == {
        "district0": None,
        "district1": None,
        "district2": 50,
        "district3": 60,
        "district in all": 155,
    }
    assert told.hidden_for_others == {"district1"}


def test_nought_is_hidden_as_a_small_count_is() -> None:
    assert protect(table("age", [0, 30, 30])).shown["age0"] is None


def test_large_counts_are_only_rounded() -> None:
    told = protect(table("age", [12, 13, 97]))
    assert list(told.shown.values()) == [10, 15, 95, 120]
    assert told.hidden_for_others == frozenset()


def test_the_difference_of_two_tables_is_guarded() -> None:
    """A centre that serves one district and three people beside it."""
    centre = Cell("centre", 103, frozenset({"in", "out"}))
    district = Cell("district", 100, frozenset({"in"}))
    told = protect([centre, district])
    assert sorted(count is None for count in told.shown.values()) == [False, True]


def test_the_same_people_divided_twice_give_nothing_away() -> None:
    """By age 3 are hidden with 97; by district 96 and 4: the total is told by neither alone."""
    cells = [*table("age", [3, 97]), *table("district", [96, 4])]
    same = [Same(cells[2].parts, cells[5].parts)]
    told = protect(cells, same)
    assert exposed(cells, told.shown, same) == []
    assert told.shown["age0"] is told.shown["age1"] is None


def test_the_audit_finds_a_table_that_was_only_rounded() -> None:
    cells = table("age", [3, 97])
    naive = {"age0": None, "age1": rounded(97), "age in all": rounded(100)}
    assert exposed(cells, naive) == ["age0", "age in all without age1"]


@settings(max_examples=40)
@given(
    st.lists(
        st.lists(st.one_of(st.integers(0, 15), st.integers(16, 300)), min_size=3, max_size=3),
        min_size=2,
        max_size=4,
    )
)
def test_no_attacker_concludes_a_small_count_in_any_cross_table(counts: list[list[int]]) -> None:
    cells = cross(np.array(counts))
    told = protect(cells)
    assert exposed(cells, told.shown) == []
    by_name = {cell.name: cell for cell in cells}
    for name, shown in told.shown.items():
        if shown is None:
            assert by_name[name].count < 10 or name in told.hidden_for_others
        else:
            assert abs(shown - by_name[name].count) <= 2


def cross(counts: np.ndarray) -> list[Cell]:
    """A table with its totals both ways."""
    rows, columns = (range(n) for n in counts.shape)
    part = {(r, c): f"{r}.{c}" for r, c in itertools.product(rows, columns)}
    inner = [Cell(part[at], int(counts[at]), frozenset({part[at]})) for at in part]
    by_row = [
        Cell(f"row{r}", int(counts[r].sum()), frozenset(part[r, c] for c in columns), last=True)
        for r in rows
    ]
    by_column = [
        Cell(f"col{c}", int(counts[:, c].sum()), frozenset(part[r, c] for r in rows), last=True)
        for c in columns
    ]
    everything = Cell("all", int(counts.sum()), frozenset(part.values()), last=True)
    return [*inner, *by_row, *by_column, everything]
