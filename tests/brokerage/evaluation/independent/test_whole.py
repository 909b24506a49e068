"""Places add up, and what is missing is not nought."""

from __future__ import annotations

from collections import defaultdict

import pytest

from brokerage.db import done_reading, unit_of_work
from brokerage.evaluation.areas import read_areas
from brokerage.evaluation.cells import Sum
from brokerage.evaluation.counting import count_period
from brokerage.evaluation.definitions import Kind, get_measure, measures
from brokerage.evaluation.periods import Period
from brokerage.evaluation.reading import Figures, read_figures, value_of
from tests.brokerage.evaluation.independent.crafted import County
from tests.brokerage.evaluation.independent.recount import recount
from tests.brokerage.evaluation.independent.tally import Span

QUARTER, NEVER_COUNTED = Period.read("2026-Q3"), Period.read("2024-Q3")


@pytest.fixture(scope="module")
def counted(county: County) -> County:
    """The quarter, counted and kept as the nightly job does."""
    done_reading()
    with unit_of_work() as session:
        count_period(session, QUARTER)
    return county


def told(county: County, code: str) -> Figures:
    areas = read_areas(county.session)
    return read_figures(county.session, areas, areas.get(code), [QUARTER])[QUARTER]


def nowhere(county: County) -> dict[tuple[str, str], Sum]:
    """What is of no district, counted apart."""
    found: defaultdict[tuple[str, str], Sum] = defaultdict(Sum)
    for key, numbers in recount(county.rows, Span(QUARTER.first_on, QUARTER.until)).items():
        if len(key) == 4 and key[2] is None:
            place = key[0], key[-1]
            found[place] = found[place].plus(Sum(*numbers))
    return found


def test_kent_medway_and_no_district_are_the_whole(counted: County) -> None:
    whole, elsewhere = told(counted, "all").found, nowhere(counted)
    parts = [told(counted, code).found for code in ("kent", "medway")]
    adding_up = [name for name, m in measures().items() if m.kind is not Kind.SPREAD]
    assert set(adding_up) <= set(whole)
    for measure in adding_up:
        for group, numbers in whole[measure].items():
            total = elsewhere[(measure, group)]
            for part in parts:
                total = total.plus(part.get(measure, {}).get(group, Sum()))
            assert total == numbers, (measure, group)


def test_each_of_the_three_has_something(counted: County) -> None:
    for code in ("kent", "medway"):
        assert told(counted, code).of(get_measure("active")) != Sum()
    assert any(any(numbers) for numbers in nowhere(counted).values())


def test_what_was_never_counted_has_no_number(counted: County) -> None:
    areas = read_areas(counted.session)
    assert read_figures(counted.session, areas, areas.get("all"), [NEVER_COUNTED]) == {}


def test_nobody_is_nought_of_a_count_and_no_share_at_all(counted: County) -> None:
    where = counted.slugs[counted.centres["money is of the day it came"]]
    figures = told(counted, f"centre:{where}")
    for measure in measures().values():
        value = value_of(measure, figures.of(measure))
        if measure.id == "funding":
            assert value == 15.0
        else:
            assert value == (0.0 if measure.kind in (Kind.COUNT, Kind.MINUTES) else None)
