"""Months and quarters, and the two nights on which a day has not 24 hours."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.errors import Invalid
from brokerage.evaluation.periods import Period

PERIODS = st.one_of(
    st.builds(Period, st.integers(2001, 2099), st.integers(1, 12)),
    st.builds(
        lambda year, quarter: Period(year, 3 * quarter - 2, 3),
        st.integers(2001, 2099),
        st.integers(1, 4),
    ),
)


def test_a_quarter_begins_at_midnight_here() -> None:
    quarter = Period.read("2026-q3")
    assert quarter.moments == (
        datetime(2026, 6, 30, 23, tzinfo=UTC),  # summer time
        datetime(2026, 9, 30, 23, tzinfo=UTC),
    )
    assert quarter.in_words() == "July to September 2026"
    assert [str(month) for month in quarter.each_month()] == ["2026-07", "2026-08", "2026-09"]


def test_the_month_in_which_the_clocks_change_is_an_hour_longer() -> None:
    first, until = Period.read("2026-10").moments
    assert (until.astimezone(UTC) - first.astimezone(UTC)).total_seconds() == (31 * 24 + 1) * 3600


@given(PERIODS)
def test_a_period_is_read_as_it_is_written(period: Period) -> None:
    assert Period.read(str(period)) == period


@given(PERIODS)
def test_periods_follow_each_other_without_gap(period: Period) -> None:
    assert period.until == period.next().first_on
    assert period.next().before() == period
    assert period.moments[1] == period.next().moments[0]


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.sampled_from(["month", "quarter"]))
def test_every_day_lies_in_the_period_around_it(day: date, kind: str) -> None:
    period = Period.around(day, kind)
    assert period.first_on <= day < period.until
    assert period.kind == kind


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-00", "2026-Q5", "Q3-2026", "26-Q3"])
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        Period.read(text)
    assert refused.value.field == "period"
