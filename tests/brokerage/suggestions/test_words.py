from __future__ import annotations

from typing import Any

import pytest

from brokerage.opportunities.models import Attendance, Opportunity
from brokerage.suggestions.results import Strip
from brokerage.suggestions.words import kinds_in_words, times_in_words, when_lines
from matching.types import Block


def role(**fields: Any) -> Opportunity:
    given = {"commitment": "", "flexible": False, "attendance": Attendance.IN_PERSON, **fields}
    return Opportunity(**given)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Times not stated: ask"),
        ({"commitment": "two hours, most weeks"}, "Two hours, most weeks"),
        ({"hours_minutes": 180, "hours_per": "week"}, "3 hours a week"),
        (
            {"hours_minutes": 60, "hours_per": "month", "flexible": True},
            "1 hour a month, at any time that suits you",
        ),
        ({"flexible": True}, "At any time that suits you"),
    ],
)
def test_times_without_a_week_to_draw_are_told_in_words(fields: dict[str, Any], words: str) -> None:
    assert times_in_words(role(**fields)) == words


def test_kinds_are_told_in_the_order_of_the_filter() -> None:
    assert (
        kinds_in_words(role(micro=True, attendance=Attendance.REMOTE)) == "From home, Small tasks"
    )


@pytest.mark.parametrize(
    ("attendance", "said"),
    [
        (Attendance.REMOTE, "From home"),
        (Attendance.HYBRID, "Partly from home"),
        (Attendance.IN_PERSON, ""),
    ],
)
def test_from_home_means_only_from_home(attendance: Attendance, said: str) -> None:
    assert kinds_in_words(role(attendance=attendance)) == said


def test_hours_within_a_week_are_said_as_under_the_drawing() -> None:
    week = tuple(Block(day, 600, 1200, 180 if day == 1 else 0, "long") for day in range(5))
    asked = role(hours_minutes=60, hours_per="week")
    assert when_lines(Strip(week, ()), asked) == [
        "1 hour a week, within Mon to Fri 10:00 to 20:00",
        "You are free then on Tue",
    ]


def test_without_a_week_to_draw_the_times_are_said_all_the_same() -> None:
    assert when_lines(Strip((), ()), role()) == ["Times not stated: ask"]
