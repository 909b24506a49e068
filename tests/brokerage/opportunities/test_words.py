from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.words import why_closed

TODAY = date(2026, 11, 20)


def role(**fields: Any) -> Opportunity:
    given = {"state": State.LIVE, "commitment": "", "flexible": False, "places_taken": 0, **fields}
    return Opportunity(**given)


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
