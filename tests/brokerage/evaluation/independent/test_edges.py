"""Every edge that the definitions imply, written by hand: the service says what the words say.

Each case states its numbers; besides, both ways of counting agree on every cell of every period.
"""

from __future__ import annotations

import pytest

from brokerage.evaluation.definitions import measures
from brokerage.evaluation.periods import Period
from tests.brokerage.evaluation.independent.by_hand import CASES, Case
from tests.brokerage.evaluation.independent.comparing import differences
from tests.brokerage.evaluation.independent.crafted import PERIODS, County


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.build.__name__)
def test_what_is_counted_is_what_the_words_say(county: County, one: Case) -> None:
    for key, expected in one.expects.items():
        period, measure, *rest = key.split(" ")
        district = rest[1] if rest[:1] == ["in"] else ""
        group = "" if district or not rest else rest[0]
        assert county.told(one, period, measure, group, district) == expected, (one.words, key)


@pytest.mark.parametrize("period", PERIODS)
def test_both_ways_of_counting_agree_on_every_edge(county: County, period: str) -> None:
    assert differences(county.session, county.rows, Period.read(period)) == []


def test_there_is_an_edge_of_every_measure() -> None:
    told_of = {key.split(" ")[1] for one in CASES for key in one.expects}
    assert set(measures()) - told_of == set()
