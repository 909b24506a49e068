from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.demo.days import nth_weekday, read_days, read_span
from brokerage.demo.timing import times
from brokerage.opportunities.schemas import SessionSchema

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
SEEDS = st.integers(0, 10_000)


def made(pattern, seed=1, today=date(2026, 6, 10)):
    return times(pattern, random.Random(seed), today)


def test_several_days_a_week_are_one_rule():
    (session,) = made("weekly Mon,Wed,Fri 10:00-12:30").sessions
    assert (session["frequency"], session["weekdays"]) == ("weekly", [0, 2, 4])
    assert session["length_minutes"] == 150


def test_several_times_a_week_are_several_rules():
    found = made("weekly Wed 17:30-18:30; weekly Sat 09:30-11:30").sessions
    assert [session["weekdays"] for session in found] == [[2], [5]]


def test_alternate_weeks_and_term_time():
    assert made("fortnightly Sun 10:00-14:00").sessions[0]["interval"] == 2
    assert made("term Tue 09:15-11:00").sessions[0]["term_time_only"]


@pytest.mark.parametrize(("which", "ordinal"), [("2nd", 2), ("last", -1)])
def test_a_day_of_the_month(which, ordinal):
    role = made(f"monthly {which} Sat 10:00-12:00")
    (session,) = role.sessions
    assert (session["weekdays"], session["ordinals"]) == ([5], [ordinal])
    assert session["starts_on"].weekday() == 5


def test_the_small_hours_belong_to_the_evening_before():
    (session,) = made("weekly Fri 22:00-02:00").sessions
    assert session["length_minutes"] == 240
    assert session["start_minute"] in (1290, 1320, 1350)


def test_a_dated_event_is_ahead_and_over_on_its_day():
    role = made("dates Sat 10:00-15:00 x3")
    days = [session["starts_on"] for session in role.sessions]
    assert [later - days[0] for later in days] == [timedelta(0), timedelta(7), timedelta(14)]
    assert days[0] > date(2026, 6, 10)
    assert role.ends_on == days[-1]


def test_hours_have_windows_and_flexible_ones_have_none():
    windowed = made("hours 120 week Mon-Fri 09:00-17:00")
    assert (windowed.hours_minutes, windowed.hours_per, len(windowed.windows)) == (120, "week", 5)
    free = made("flexible 180 month")
    assert (free.flexible, free.hours_minutes, free.windows) == (True, 180, [])


def test_nothing_said_is_nothing_stored():
    role = made("unstated")
    assert (role.sessions, role.windows, role.flexible, role.words) == ([], [], False, [])


@given(DAYS, SEEDS, st.sampled_from(["weekly", "fortnightly", "term"]))
def test_a_repeating_rule_begins_on_a_day_that_it_yields(today, seed, form):
    role = made(f"{form} Tue,Fri 18:00-20:00", seed, today)
    (session,) = role.sessions
    assert session["starts_on"].weekday() == 1
    assert not (session["until"] and session["count"])
    assert role.ends_on is None or role.ends_on >= today
    for text in session["excluded"]:
        away = date.fromisoformat(text) - session["starts_on"]
        assert away.days % (7 * session["interval"]) == 0
        assert date.fromisoformat(text) >= today


@given(DAYS, SEEDS)
def test_every_session_is_one_that_our_schema_takes(today, seed):
    for pattern in (
        "weekly Fri 22:00-02:00",
        "monthly last Fri 22:00-06:00",
        "once Sun 07:30-14:00",
    ):
        for session in made(pattern, seed, today).sessions:
            text = {name: _json(value) for name, value in session.items()}
            assert SessionSchema().validate(text) == {}


def _json(value):
    return value.isoformat() if isinstance(value, date) else value


@given(st.integers(2000, 2100), st.integers(1, 12), st.sampled_from([1, 2, 3, 4, -1]))
def test_nth_weekday(year, month, ordinal):
    day = nth_weekday(year, month, ordinal, 4)
    assert (day.month, day.weekday()) == (month, 4)
    if ordinal > 0:
        assert (day.day - 1) // 7 == ordinal - 1
    else:
        assert (day + timedelta(7)).month != month


def test_days_and_times_as_texts():
    rng = random.Random(1)
    assert read_days("Mon-Fri", rng) == [0, 1, 2, 3, 4]
    assert read_days("Sun,Tue", rng) == [1, 6]
    assert read_days("weekend", rng)[0] in (5, 6)
    assert read_span("09:30-12:00") == (570, 720)
