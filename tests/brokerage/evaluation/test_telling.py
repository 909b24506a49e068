"""Numbers in words, and which are too small to be told outside a centre."""

from __future__ import annotations

import pytest

from brokerage.evaluation.cells import TOTAL, Spread, Sum
from brokerage.evaluation.definitions import get_measure, measures
from brokerage.evaluation.telling import (
    cells,
    change,
    heads,
    held_back,
    held_cells,
    in_short,
    is_small,
)

ENQUIRIES, CONTENT = get_measure("enquiries"), get_measure("volunteers_content")


@pytest.mark.parametrize(
    ("name", "groups", "words"),
    [
        ("enquiries", {TOTAL: Sum(1312)}, "1,312"),
        ("enquiries", {}, "0"),
        ("volunteers_content", {TOTAL: Sum(9, 40)}, "22.5%"),
        ("volunteers_content", {TOTAL: Sum(0, 0, 4)}, "Nobody to count"),
        ("time_to_fill", {TOTAL: Spread(12, 3.46, 9.0)}, "3.5 days"),
        ("time_to_fill", {}, "None to time"),
        ("hours", {TOTAL: Sum(90)}, "1.5 hours"),
        ("hours", {TOTAL: Sum(60)}, "1 hour"),
        ("value", {"low": Sum(60 * 1221), "high": Sum(60 * 1345)}, "£12 to £13"),
        ("value", {}, "No hours"),
        ("funding", {TOTAL: Sum(150_000)}, "£1,500"),
        ("funding", {}, "None entered"),
        ("time_in_state", {"referred": Spread(12, 3.0, 9.0)}, "3.0 days"),
    ],
)
def test_a_number_is_told_with_its_unit(name: str, groups: dict, words: str) -> None:
    assert in_short(get_measure(name), groups) == words


def test_a_row_has_as_many_numbers_as_there_are_headings() -> None:
    for measure in measures().values():
        assert len(cells(measure, {}, TOTAL)) == len(heads(measure)) == len(held_cells(measure))


@pytest.mark.parametrize(
    ("name", "now", "before", "words"),
    [
        ("enquiries", 110, 100, "up 10 (10%)"),
        ("enquiries", 90, 100, "down 10 (10%)"),
        ("enquiries", 5, 0, "up 5"),
        ("enquiries", 5, 5, "no change"),
        ("enquiries", 5, None, ""),
        ("volunteers_content", 46.0, 45.0, "up 1 percentage point"),
        ("time_to_fill", 3.0, 4.5, "1.5 days shorter"),
        ("value", 1200, 1000, "up £200 (20%)"),
    ],
)
def test_a_change_is_told_in_the_unit_of_the_measure(
    name: str, now: float, before: float | None, words: str
) -> None:
    assert change(get_measure(name), now, before) == words


def test_ten_is_told_and_nine_is_not_and_nought_is() -> None:
    small = [is_small(ENQUIRIES, {TOTAL: Sum(number)}, TOTAL) for number in (0, 1, 9, 10)]
    assert small == [False, True, True, False]


def test_a_share_is_too_small_when_either_of_its_sides_is() -> None:
    assert is_small(CONTENT, {TOTAL: Sum(4, 100)}, TOTAL)
    assert is_small(CONTENT, {TOTAL: Sum(96, 100)}, TOTAL)
    assert not is_small(CONTENT, {TOTAL: Sum(40, 100)}, TOTAL)


def test_one_small_number_takes_another_with_it() -> None:
    """Or it would be the total less the others."""
    found = {"a": Sum(4), "b": Sum(30), "c": Sum(12), "d": Sum(0)}
    assert held_back(ENQUIRIES, found) == {"a", "c"}


def test_hours_count_nobody_and_are_told() -> None:
    assert not is_small(get_measure("hours"), {TOTAL: Sum(30)}, TOTAL)
