"""Volunteers beside the people who live there: shares, an index, and what these must not tell."""

from __future__ import annotations

import pytest

from brokerage.evaluation.census import BASELINES, CENSUS, Baseline, Wide, residents
from brokerage.evaluation.groups import TENTHS
from brokerage.evaluation.representation import compare
from brokerage.volunteers.choices import AGE_BANDS

ASHFORD, DOVER = "E07000105", "E07000108"
PLAIN = Baseline("residents", CENSUS, {})
LABELS = {"a": "A", "b": "B", "c": "C"}
WIDE = Baseline("residents", CENSUS, {"x": Wide("X", ("a", "b")), "y": Wide("Y", ("c",))})


def test_the_index_is_a_share_by_a_share() -> None:
    found = compare(PLAIN, {"a": 750, "b": 250}, {"a": 30, "b": 30, "not_stated": 40}, (), LABELS)
    assert [(one.number, one.share, one.of_residents, one.index) for one in found] == [
        (30, 0.5, 0.75, pytest.approx(2 / 3)),
        (30, 0.5, 0.25, 2.0),
    ]


def test_nobody_in_a_group_is_nought_and_nobody_at_all_is_no_share() -> None:
    residents_here = {"a": 750, "b": 250}
    one, other = compare(PLAIN, residents_here, {"a": 20}, (), LABELS)
    assert (one.index, other.number, other.index) == (pytest.approx(4 / 3), 0, 0.0)
    for found in compare(PLAIN, residents_here, {"not_stated": 9}, (), LABELS):
        assert (found.number, found.share, found.index) == (0, None, None)


def test_one_group_or_no_baseline_is_nothing_to_compare() -> None:
    assert compare(PLAIN, {"a": 750}, {"a": 20}, (), LABELS) == []
    assert compare(PLAIN, {}, {"a": 20}, (), LABELS) == []


def test_a_wide_group_adds_ours_up() -> None:
    found = compare(WIDE, {"x": 60, "y": 40}, {"a": 10, "b": 20, "c": 30, "d": 99}, (), LABELS)
    assert [(one.label, one.number, one.share) for one in found] == [("X", 30, 0.5), ("Y", 30, 0.5)]


def test_a_wide_group_is_not_told_where_a_part_of_it_is_hidden() -> None:
    volunteers = {"a": 3, "b": 40, "c": 12}
    hidden, told = compare(WIDE, {"x": 60, "y": 40}, volunteers, {"a"}, LABELS)
    assert (hidden.number, hidden.share, hidden.index) == (None, None, None)
    assert told.number == 12


def test_no_share_tells_how_many_of_the_hidden_ones_answered() -> None:
    """30 of 33 would say that 3 are in A: the total and "not stated" are hidden with it."""
    volunteers = {"a": 3, "b": 30, "not_stated": 12}
    found = compare(PLAIN, {"a": 1, "b": 9}, volunteers, {"a", "not_stated"}, LABELS)
    assert [(one.number, one.share, one.index) for one in found] == [
        (None, None, None),
        (30, None, None),
    ]


def test_the_residents_of_several_districts_are_added_up() -> None:
    for measure in BASELINES:
        one, other = residents(measure, [ASHFORD]), residents(measure, [DOVER])
        assert one
        assert residents(measure, [ASHFORD, DOVER]) == one + other
    assert residents("reach_age", ["E99999999"]) == {}
    assert residents("hours", [ASHFORD]) == {}


def test_the_baselines_are_those_of_the_published_tables() -> None:
    """Census 2021 of Ashford: 132,752 residents, 22,649 of them disabled; 79 neighbourhoods."""
    assert residents("reach_district", [ASHFORD])[ASHFORD] == 132_752
    assert residents("reach_disability", [ASHFORD])["disabled"] == 22_649
    tenths = residents("reach_deprivation", [ASHFORD])
    assert set(tenths) <= {*TENTHS, "10"}
    ages = residents("reach_age", [ASHFORD])
    assert ages == {"16-64": 41_375 + 39_405, "65-74": 7_307 + 6_585}


def test_wide_ages_hold_whole_bands_of_ours() -> None:
    ours = [one for wide in BASELINES["reach_age"].wide.values() for one in wide.ours]
    assert set(AGE_BANDS) - set(ours) == {"under-16", "75+"}
    assert len(ours) == len(set(ours))
