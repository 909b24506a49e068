"""Seven in the morning in Kent, whatever the clocks do; and which alerts have gone stale."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.suggestions.alerts.models import HowOften
from brokerage.suggestions.alerts.times import ANSWER, QUIET, Stale, next_due, stale
from brokerage.weeks import LOCAL_TIME

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ("2026-11-21T06:59", "2026-11-21T07:00"),  # winter: the wall and UTC agree
        ("2026-11-21T07:00", "2026-11-22T07:00"),
        ("2027-03-27T08:00", "2027-03-28T06:00"),  # that night the clocks go forward
        ("2027-10-30T08:00", "2027-10-31T07:00"),  # and that night back
        ("2027-06-01T05:59", "2027-06-01T06:00"),
    ],
)
def test_daily_is_seven_on_the_wall(after: str, due: str) -> None:
    def utc(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    assert next_due(HowOften.DAILY, 0, utc(after)) == utc(due)


@given(MOMENTS, st.integers(0, 6), st.sampled_from(list(HowOften)))
def test_the_next_time_is_later_at_seven_and_within_a_week(
    after: datetime, weekday: int, how_often: HowOften
) -> None:
    due = next_due(how_often, weekday, after)
    local = due.astimezone(LOCAL_TIME)
    assert local.time() == time(7)
    assert after < due <= after + timedelta(days=7, hours=1)
    if how_often == HowOften.WEEKLY:
        assert local.weekday() == weekday
    else:
        assert due <= after + timedelta(days=1, hours=1)


@given(MOMENTS, st.integers(0, 6))
def test_each_local_day_has_one_daily_time(after: datetime, days: int) -> None:
    due = after
    seen = [(due := next_due(HowOften.DAILY, 0, due)).astimezone(LOCAL_TIME) for _ in range(9)]
    gaps = {(later.date() - earlier.date()).days for earlier, later in pairwise(seen)}
    assert gaps == {1}


NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "wanted", "asked", "what"),
    [
        (None, timedelta(0), None, Stale.NO),
        (None, QUIET, None, Stale.ASK),
        (timedelta(days=1), QUIET, None, Stale.NO),  # told since
        (QUIET, timedelta(days=1), None, Stale.NO),  # wanted since
        (QUIET, QUIET * 2, None, Stale.ASK),
        (None, QUIET * 2, ANSWER - timedelta(days=1), Stale.NO),
        (None, QUIET * 2, ANSWER, Stale.PAUSE),
    ],
)
def test_an_alert_with_nothing_to_tell_is_asked_about_and_then_paused(
    told: timedelta | None, wanted: timedelta, asked: timedelta | None, what: Stale
) -> None:
    def ago(gap: timedelta | None) -> datetime | None:
        return None if gap is None else NOON - gap

    assert stale(NOON, ago(told), NOON - wanted, ago(asked)) == what
