from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from brokerage.geography.located import Located
from brokerage.suggestions.addresses import Answers
from brokerage.suggestions.headings import elsewhere, left_out, title, unread
from brokerage.suggestions.queries import Filters, Profile, Search
from brokerage.suggestions.results import Found

ASHFORD = Located(51.15, 0.87, "Ashford", "place", True)
TEN_MILES = 16.09344


def found(
    total: int,
    located: Located | None = None,
    *,
    q: str = "",
    placeless: int = 0,
    left: dict[str, int] | None = None,
    **profile: Any,
) -> Found:
    search = Search(Profile(near=located.label if located else "", **profile), Filters(q=q))
    return Found(
        search=search,
        located=located,
        cards=(),
        total=total,
        placeless=placeless,
        facets=(),
        nearly=(),
        excluded=(),
        excluded_by_rule={},
        left_out=left or {},
        personal=bool(located),
    )


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


@pytest.mark.parametrize(
    ("total", "placeless", "heading", "rest"),
    [
        (30, 27, "3 roles within 10 miles of Ashford", "and 27 that do not say where"),
        (3, 0, "3 roles within 10 miles of Ashford", ""),
        (2, 1, "1 role within 10 miles of Ashford", "and 1 that does not say where"),
        (5, 5, "No roles within 10 miles of Ashford", "but 5 that do not say where"),
    ],
)
def test_roles_that_do_not_say_where_are_counted_apart(
    total: int, placeless: int, heading: str, rest: str
) -> None:
    answer = found(total, ASHFORD, placeless=placeless, within_km=TEN_MILES, remote="no")
    assert (title(answer), elsewhere(answer)) == (heading, rest)


def test_without_a_limit_every_role_counts_alike() -> None:
    answer = found(30, ASHFORD, placeless=27)
    assert (title(answer), elsewhere(answer)) == ("30 roles for Ashford", "")


def test_what_an_answer_left_out_is_said_and_can_be_taken_back() -> None:
    answers = Answers({"skills": ["driving"], "age": ["15"], "needs": ["parking"], "page": ["2"]})
    answer = found(3, left={"skills": 1200, "age": 1, "access": 5, "distance": 9})
    said = {
        one.label: one.address
        for one in left_out(answer, answers, lambda made: " ".join(made.lists))
    }
    assert said == {
        "1,200 more need a skill you did not tick": "age needs",
        "1 is for other ages": "skills needs",
        "5 are not accessible in the way you need": "skills age",
    }


def test_a_text_without_a_word_in_it_is_named() -> None:
    (q,) = unread(found(0, q="🎉"))
    assert q == "We could not read any words in “🎉”."
    (text,) = unread(found(0, text="🎉"))
    assert text == "We could not read any words in “🎉”, so it changes nothing."
    assert not list(unread(found(0, q="cake", text="I like cake")))


def test_a_limit_in_minutes_is_told_with_the_way() -> None:
    asked = found(34, ASHFORD, within_minutes=30, travel_mode="bus", placeless=4)
    assert title(asked) == "30 roles within 30 minutes by bus of Ashford, or from home"
    assert elsewhere(asked) == "and 4 that do not say where"
