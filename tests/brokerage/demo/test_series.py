"""The demonstration holds a role that one organisation posts for several towns."""

from __future__ import annotations

from collections import Counter

from flask import current_app
from sqlalchemy.orm import Session

from brokerage.demo import series
from brokerage.suggestions.index import build, read_statistics
from tests.brokerage.demo.conftest import TODAY


def test_one_role_of_several_towns_is_in_the_list_once(records: Session) -> None:
    held = build(records, read_statistics(current_app), TODAY)
    numbers = Counter(held.repeats.numbers[held.repeats.rows].tolist())
    assert max(numbers.values()) == series.TOWNS + 1


def test_a_small_demonstration_needs_none() -> None:
    assert not any(series.due(number, series.FROM - 1) for number in range(series.FROM))
