from __future__ import annotations

from typing import Any

import pytest

from brokerage.suggestions.addresses import Answers
from brokerage.suggestions.pages import (
    Step,
    by_use,
    changed,
    opened,
    steps,
    when_text,
    when_texts,
)
from brokerage.suggestions.results import Facet, Option
from brokerage.weeks import Span, read_week
from matching.types import Window


@pytest.mark.parametrize(
    ("page", "pages", "numbers"),
    [
        (1, 1, [1]),
        (1, 45, [1, 2, 3, None, 45]),
        (20, 45, [1, None, 18, 19, 20, 21, 22, None, 45]),
        (45, 45, [1, None, 43, 44, 45]),
    ],
)
def test_pages_are_named_around_this_one(page: int, pages: int, numbers: list[int | None]) -> None:
    made = list(steps(page, pages, lambda number: f"?page={number}"))
    assert [step.number for step in made] == numbers
    assert [step for step in made if step.current] == [Step(page, f"?page={page}", True)]


def test_long_lists_begin_with_what_was_chosen_and_then_the_fullest() -> None:
    options = (Option("a", "A", 1, True), Option("b", "B", 2, False), Option("c", "C", 9, False))
    assert [o.value for o in by_use(Facet("cause", "Cause", options)).options] == ["a", "c", "b"]
    assert [o.value for o in by_use(Facet("kind", "Kind", options)).options] == ["a", "b", "c"]


TEN_MILES = 16.09344
ANSWERS = Answers(
    {"near": ["TN23"], "within": ["5"], "q": ["cake"], "page": ["3"], "skills": ["driving"]}
)


@pytest.mark.parametrize(
    ("change", "name", "values"),
    [
        ({"within_km": TEN_MILES}, "within", ["10"]),
        ({"within_minutes": 45.0}, "within", ["45min"]),
        ({"remote": "welcome"}, "remote", ["welcome"]),
        (
            {"windows": (Window(1, 1020, 1320), Window(2, 600, 660))},
            "when",
            ["tue-evening", "Wed 10:00-11:00"],
        ),
        (
            {"skill": "urn:brokerage:term:Cooking"},
            "skills",
            ["driving", "urn:brokerage:term:Cooking"],
        ),
    ],
)
def test_a_change_becomes_an_address_that_keeps_the_filters(
    change: dict[str, Any], name: str, values: list[str]
) -> None:
    made = changed(ANSWERS, change)
    assert made is not None
    assert made.lists[name] == values
    assert made.lists["q"] == ["cake"]
    assert "page" not in made.lists


def test_a_change_we_do_not_know_gets_no_address() -> None:
    assert changed(ANSWERS, {"height": 3}) is None


def test_a_box_is_named_as_one() -> None:
    assert when_text(0, 480, 720) == "mon-morning"
    assert when_text(4, 1320, 1560) == "Fri 22:00-02:00"


def test_a_stretch_too_long_to_read_back_is_written_in_two() -> None:
    texts = when_texts(6, 1190, 1930)
    assert texts == ["Sun 19:50-00:00", "Mon 00:00-08:10"]
    assert read_week(texts).spans == (Span(0, 0, 490), Span(6, 1190, 1440))


@pytest.mark.parametrize(
    ("count", "timed", "words"),
    [
        (1, False, "1 more role"),
        (5, False, "5 more roles"),
        (1, True, "1 more that fits your times"),
        (1200, True, "1,200 more that fit your times"),
    ],
)
def test_what_a_change_opens_is_said_with_what_it_counts(
    count: int, timed: bool, words: str
) -> None:
    assert opened(count, timed) == words


def test_of_two_limits_the_one_that_is_named_changes() -> None:
    both = Answers({"within": ["10"], "within_minutes": ["30"], "travel_mode": ["car"]})
    made = changed(both, {"within_minutes": 45.0})
    assert made is not None
    assert (made.lists["within"], made.lists["within_minutes"]) == (["10"], ["45"])
    timed = Answers({"within": ["30min"], "within_km": ["5"], "travel_mode": ["car"]})
    made = changed(timed, {"within_km": 10.0})
    assert made is not None
    assert (made.lists["within"], made.lists["within_km"]) == (["30min"], ["10"])


def test_a_journey_longer_than_can_be_asked_for_gets_no_address() -> None:
    assert changed(ANSWERS, {"within_minutes": 600.0}) is None
