"""The pilot grows, and a year has its seasons."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from brokerage.demo.chance import stream
from brokerage.demo.history.generations import GENERATIONS, dates_of, how_many
from brokerage.demo.history.seasons import LONGEST, days_ago, rate

TODAY = date(2026, 12, 31)


def test_of_one_year_january_and_september_are_the_best_and_august_and_december_the_worst():
    days = [date(2026, month, 15) for month in range(1, 13)]
    by_month = {day.month: rate(day, day) for day in days}
    best = sorted(by_month, key=by_month.__getitem__)
    assert set(best[:2]) == {8, 12}
    assert set(best[-2:]) == {1, 9}


@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_is_better_than_the_same_a_year_before(month):
    assert rate(date(2026, month, 3), TODAY) > rate(date(2025, month, 3), TODAY) > 0


def test_days_follow_the_rate_and_stay_within_the_bounds():
    rng = stream(1, "seasons")
    drawn = Counter(days_ago(TODAY, rng) for _ in range(20_000))
    assert min(drawn) >= 10
    assert max(drawn) <= LONGEST
    months = Counter()
    for ago, count in drawn.items():
        day = TODAY - timedelta(days=ago)
        months[day.year, day.month] += count
    assert months[2026, 9] > 1.8 * months[2026, 8]
    assert months[2026, 9] > months[2025, 9] > months[2024, 9]


def test_a_centre_that_began_late_has_nobody_from_before():
    rng = stream(2, "seasons")
    assert max(days_ago(TODAY, rng, 400) for _ in range(2_000)) <= 400


def test_generations_overlap_so_that_roles_never_run_out():
    dates = list(dates_of(200, stream(3, "roles")))
    assert len(dates) == how_many(200)
    assert all(published > ended for published, ended in dates)
    there = [sum(p >= ago > e for p, e in dates) for ago in range(130, 815, 15)]
    assert min(there) > 0.2 * 200
    assert there[0] > 2 * there[-1]
    for (published, _, _), (_, ended, _) in pairwise(GENERATIONS):
        assert published == ended
