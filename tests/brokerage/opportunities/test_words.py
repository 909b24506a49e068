from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.words import times_in_words, why_closed

TODAY = date(2026, 11, 20)


def role(**fields: Any) -> Opportunity:
    given = {"state": State.LIVE, "commitment": "", "flexible": False, "places_taken": 0, **fields}
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


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"state": State.FILLED}, "This role has been filled"),
        ({"state": State.CLOSED}, "This role has closed"),
        ({"state": State.PAUSED}, "This role is paused"),
        ({"state": State.EXPIRED}, "This role has ended"),
        ({"expires_on": TODAY - timedelta(1)}, "This role has ended"),
        ({"places_offered": 2, "places_taken": 2}, "All places are taken"),
    ],
)
def test_a_role_that_is_over_says_why(fields: dict[str, Any], title: str) -> None:
    closed = why_closed(role(**fields), TODAY)
    assert closed is not None
    assert closed.title == title


def test_an_open_role_says_nothing_of_the_kind() -> None:
    assert why_closed(role(expires_on=TODAY), TODAY) is None
