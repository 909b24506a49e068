from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from brokerage.interchange.folding import fold
from brokerage.opportunities.sessions_text import SessionRule

TUESDAY = date(2026, 11, 24)
WEEK = timedelta(7)


def single(day, start=1110, length=120):
    return SessionRule(day, start, length)


def dates_of(rule):
    if rule.frequency == "once":
        return {rule.starts_on}
    days, day = set(), rule.starts_on
    while day <= rule.until:
        weeks = ((day - rule.starts_on).days + rule.starts_on.weekday()) // 7
        if day.weekday() in rule.weekdays and weeks % rule.interval == 0:
            days.add(day)
        day += timedelta(1)
    return days - set(rule.excluded)


def test_two_hundred_occurrences_with_a_week_off_become_one_weekly_rule():
    days = [TUESDAY + n * WEEK for n in range(201) if n != 5]
    (rule,) = fold(single(day) for day in days)
    assert len(days) == 200
    assert (rule.frequency, rule.interval, rule.weekdays) == ("weekly", 1, (1,))
    assert (rule.starts_on, rule.until) == (days[0], days[-1])
    assert rule.excluded == (TUESDAY + 5 * WEEK,)


def test_every_weekday_at_one_time_becomes_one_rule_with_five_days():
    days = [TUESDAY - timedelta(1) + timedelta(n) for n in range(70)]
    (rule,) = fold(single(day) for day in days if day.weekday() < 5)
    assert rule.weekdays == (0, 1, 2, 3, 4)


def test_every_other_week_is_a_rule_of_its_own():
    (rule,) = fold(single(TUESDAY + 2 * n * WEEK) for n in range(10))
    assert (rule.interval, rule.excluded) == (2, ())


def test_times_that_differ_are_never_mixed():
    rules = fold([single(TUESDAY + n * WEEK, start) for n in range(8) for start in (600, 1110)])
    assert [rule.start_minute for rule in rules] == [600, 1110]


def test_a_few_scattered_dates_stay_single():
    days = [TUESDAY, TUESDAY + timedelta(3), TUESDAY + 9 * WEEK]
    assert [rule.frequency for rule in fold(map(single, days))] == ["once"] * 3


@given(st.sets(st.integers(0, 400), max_size=120))
def test_folding_gives_back_exactly_the_dates_that_came_in(offsets):
    days = {TUESDAY + timedelta(n) for n in offsets}
    rules = fold(map(single, days))
    given_back = [day for rule in rules for day in dates_of(rule)]
    assert set(given_back) == days
    assert len(given_back) == len(days)
