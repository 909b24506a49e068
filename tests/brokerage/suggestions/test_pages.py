from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from brokerage.geography.located import Located
from brokerage.suggestions.addresses import Answers
from brokerage.suggestions.pages import (
    Step,
    by_use,
    changed,
    distance,
    shortened,
    steps,
    title,
    when_in_words,
    when_text,
)
from brokerage.suggestions.queries import Filters, Profile, Search
from brokerage.suggestions.results import Facet, Found, Option
from matching.types import Window

ASHFORD = Located(51.15, 0.87, "Ashford", "place", True)
TEN_MILES = 16.09344


def found(total: int, located: Located | None = None, **profile: Any) -> Found:
    search = Search(Profile(near=located.label if located else "", **profile), Filters())
    return Found(search, located, (), total, (), (), (), {}, personal=bool(located))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (found(900), "900 roles"),
        (found(1), "1 role"),
        (found(0, ASHFORD), "No roles fit everything you asked for"),
        (found(12, ASHFORD), "12 roles for Ashford"),
        (
            found(34, ASHFORD, within_km=TEN_MILES),
            "34 roles within 10 miles of Ashford, or from home",
        ),
        (
            found(1, ASHFORD, within_km=TEN_MILES / 10, remote="no"),
            "1 role within 1 mile of Ashford",
        ),
        (
            found(2, replace(ASHFORD, label="TN23 area", kind="outward"), remote="no"),
            "2 roles for the TN23 area",
        ),
        (found(5, ASHFORD, remote="only", within_km=5.0), "5 roles you can do from home"),
    ],
)
def test_the_heading_says_how_many_and_where(answer: Found, words: str) -> None:
    assert title(answer) == words


def test_a_limit_in_kilometres_is_told_in_miles() -> None:
    assert distance(16) == "9.9 miles"
    assert distance(TEN_MILES) == "10 miles"


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


ANSWERS = Answers(
    {"near": ["TN23"], "within": ["5"], "q": ["cake"], "page": ["3"], "skills": ["driving"]}
)


@pytest.mark.parametrize(
    ("change", "name", "values"),
    [
        ({"within_km": TEN_MILES}, "within", ["10"]),
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
def test_a_change_becomes_an_address_without_filters(
    change: dict[str, Any], name: str, values: list[str]
) -> None:
    made = changed(ANSWERS, change)
    assert made is not None
    assert made.lists[name] == values
    assert not {"page", "q"} & set(made.lists)


def test_a_change_we_do_not_know_gets_no_address() -> None:
    assert changed(ANSWERS, {"height": 3}) is None


def test_a_box_is_named_as_one() -> None:
    assert when_text(0, 480, 720) == "mon-morning"
    assert when_text(4, 1320, 1560) == "Fri 22:00-02:00"


def test_times_are_told_as_asked() -> None:
    assert when_in_words("tue-evening") == "Tuesday evening"
    assert when_in_words("any") == "Any time"
    assert when_in_words("Tue 18:00-21:00") == "Tue 18:00-21:00"


def test_a_long_text_is_shortened_for_a_label() -> None:
    assert shortened("one  two") == "one two"
    assert len(shortened("word " * 30)) <= 40
