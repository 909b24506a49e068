"""Amounts of time as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.errors import Invalid
from brokerage.hours.amounts import in_hours, monday_of, month_end, month_of, read_minutes, written


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2", 120), ("1.5", 90), ("1,5", 90), (".5", 30), ("½", 30), ("2½", 150), ("2:20", 140),
        ("90 min", 90), ("2h", 120), ("2 hours 15", 135), ("1 hour and 5 minutes", 65), ("0", 0),
        ("1.25", 75), (" 3 hrs ", 180), ("24", 1440), ("", None), ("   ", None),
    ],
)  # fmt: skip
def test_people_write_hours_in_many_ways(text, minutes):
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    "text", ["two", "-1", "25", "2:75", "1e3", "٢", "2;DROP", "1.2.3", "\u202e2", "9" * 400, "<b>"]
)
def test_what_is_no_amount_is_refused_by_name(text):
    with pytest.raises(Invalid) as refused:
        read_minutes(text, "minutes.abc")
    assert refused.value.field == "minutes.abc"


@given(st.integers(0, 1440))
def test_what_is_written_is_read_again(minutes):
    assert read_minutes(written(minutes)) == minutes


def test_words_for_amounts():
    assert in_hours(0) == "0 hours"
    assert in_hours(60) == "1 hour"
    assert in_hours(135) == "2 hours 15 minutes"
    assert in_hours(1) == "1 minute"
    assert in_hours(60_000) == "1,000 hours"


def test_months_and_weeks_from_an_address_that_anybody_can_change():
    today = date(2026, 11, 21)
    assert month_of("2026-02", today) == date(2026, 2, 1)
    for odd in (None, "", "2026-13", "9999-01", "0001-01", "2026-2", "x"):
        assert month_of(odd, today) == date(2026, 11, 1)
    assert month_end(date(2028, 2, 1)) == date(2028, 2, 29)
    assert monday_of("2026-11-18", today) == date(2026, 11, 16)
    for odd in (None, "9999-12-31", "0001-01-01", "nonsense"):
        assert monday_of(odd, today) == date(2026, 11, 16)
