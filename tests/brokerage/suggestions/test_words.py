from __future__ import annotations

from typing import Any

import pytest

from brokerage.opportunities.models import Attendance, Opportunity
from brokerage.suggestions.words import kinds_in_words, times_in_words


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
