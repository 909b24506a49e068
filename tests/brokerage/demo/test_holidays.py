from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from brokerage.demo.holidays import school_holidays


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_holidays_follow_each_other_and_cover_what_is_looked_at(today):
    found = school_holidays(today)
    for (first, last), (next_first, _) in pairwise(found):
        assert first <= last < next_first
    assert found[0][1] < today
    assert found[-1][1] > today + timedelta(days=730)


def test_a_year_has_six_of_them():
    begun = [first for first, _ in school_holidays(date(2026, 6, 10)) if first.year == 2026]
    assert len(begun) == 6


def test_christmas_and_good_friday_are_free():
    days = school_holidays(date(2026, 6, 10))
    for day in (date(2026, 12, 25), date(2026, 4, 3), date(2027, 3, 26), date(2025, 4, 18)):
        assert any(first <= day <= last for first, last in days)
