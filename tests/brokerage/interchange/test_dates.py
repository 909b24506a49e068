from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from brokerage.interchange.dates import is_ongoing, read_date, read_end, read_moment, wall_clock


@pytest.mark.parametrize(
    "text",
    [
        "2011-01-13",
        "2011-01-13T23:30:00+00:00",
        "13/01/2011",
        "13/01/2011 10:35:00",
        "January 13 2011",
        "January 13, 2011",
        "13th January 2011",
        " 13 Jan 2011 ",
    ],
)
def test_dates_are_read_in_every_form_that_feeds_use(text):
    assert read_date(text) == date(2011, 1, 13)


@pytest.mark.parametrize(
    "text", ["soon", "31/02/2026", "Foo 13 2011", "0001-01-01", "2026", "31/12/9999"]
)
def test_what_is_not_a_date_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="such as"):
        read_date(text)


def test_a_moment_without_a_zone_is_londons_clock():
    assert read_moment("2026-07-01T10:00:00") == datetime(2026, 7, 1, 9, tzinfo=UTC)
    assert read_moment("2026-07-01T10:00:00Z") == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert wall_clock("2026-07-01T10:00:00Z") == datetime(2026, 7, 1, 11)  # noqa: DTZ001


def test_an_end_decades_ahead_means_ongoing():
    assert is_ongoing(date(2040, 7, 13), date(2029, 2, 14))
    assert not is_ongoing(date(2020, 9, 24), date(2018, 7, 5))
    assert not is_ongoing(date(2049, 1, 1))
    assert is_ongoing(read_end("31/12/9999"))


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00"])
def test_a_moment_before_the_first_or_after_the_last_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        read_moment(text)
    with pytest.raises(ValueError, match="date"):
        wall_clock(text)


@pytest.mark.parametrize("text", ["1899-12-31T10:00:00Z", "2201-01-01T10:00:00", "9999-12-31"])
def test_a_moment_is_bounded_as_a_date_is(text: str) -> None:
    with pytest.raises(ValueError, match="such as"):
        read_moment(text)
