from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.working_days import (
    MONDAY_TO_FRIDAY,
    add_working_days,
    bank_holidays,
    is_working_day,
    next_working_day,
)

DAYS = st.dates(date(2018, 1, 1), date(2049, 12, 1))
OPENING = st.sets(st.integers(0, 6), min_size=1)


def test_christmas_is_left_out():
    assert add_working_days(date(2026, 12, 23), 3) == date(2026, 12, 30)  # 25 and 28 are holidays


def test_a_group_that_opens_once_a_week_counts_in_weeks():
    assert add_working_days(date(2026, 11, 20), 5, {1}) == date(2026, 12, 22)


def test_somebody_never_open_counts_monday_to_friday():
    assert add_working_days(date(2026, 11, 20), 1, ()) == date(2026, 11, 23)


@given(start=DAYS, count=st.integers(1, 30), opening=OPENING)
def test_exactly_so_many_working_days_lie_between(start, count, opening):
    end = add_working_days(start, count, opening)
    between = [start + timedelta(n) for n in range(1, (end - start).days + 1)]
    assert sum(is_working_day(day, opening) for day in between) == count
    assert is_working_day(end, opening)


@given(day=DAYS, opening=OPENING)
def test_the_next_working_day_is_the_day_itself_where_it_is_one(day, opening):
    found = next_working_day(day, opening)
    assert found >= day
    assert (found == day) == is_working_day(day, opening)


@pytest.mark.real_data
def test_bank_holidays_agree_with_an_independent_list(real_data):
    with open(real_data / "oracles" / "england_bank_holidays_2018_2035.csv") as lines:
        theirs = {date.fromisoformat(row["date"]) for row in csv.DictReader(lines)}
    assert {day for day in bank_holidays() if day.year <= 2035} == theirs
    assert {0, 1, 2, 3, 4} == MONDAY_TO_FRIDAY
