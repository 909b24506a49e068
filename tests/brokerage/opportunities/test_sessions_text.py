from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.errors import Invalid
from brokerage.opportunities.sessions_text import (
    ORDINALS,
    SessionRule,
    read_session,
    read_sessions,
    write_session,
)

DATES = st.dates(date(2020, 1, 1), date(2040, 12, 31))
WEEKDAYS = st.lists(st.integers(0, 6), unique=True, min_size=1).map(tuple)


@st.composite
def rules(draw):
    starts_on = draw(DATES)
    frequency = draw(st.sampled_from(["once", "daily", "weekly", "monthly"]))
    rule = {"starts_on": starts_on, "frequency": frequency}
    rule["start_minute"] = draw(st.integers(0, 1439))
    rule["length_minutes"] = draw(st.integers(1, 1440))
    rule["term_time_only"] = draw(st.booleans())
    rule["excluded"] = tuple(draw(st.lists(DATES, max_size=3)))
    if frequency != "once":
        rule["interval"] = draw(st.integers(1, 52))
        rule["until"] = draw(st.none() | st.just(starts_on + timedelta(90)))
        rule["count"] = draw(st.none() | st.integers(1, 1000))
        rule["weekdays"] = draw(st.just(()) | WEEKDAYS)
    if frequency == "monthly":
        rule["ordinals"] = tuple(draw(st.lists(st.sampled_from(list(ORDINALS)), unique=True)))
    return SessionRule(**rule)


@given(rules())
def test_every_rule_comes_back_as_it_was_written(rule):
    assert read_session(write_session(rule)) == rule


def test_a_weekly_session_reads_as_a_sentence():
    rule = SessionRule(
        date(2026, 11, 24),
        1110,
        120,
        "weekly",
        weekdays=(1,),
        until=date(2027, 3, 30),
        excluded=(date(2026, 12, 29),),
        term_time_only=True,
    )
    assert write_session(rule) == (
        "2026-11-24 18:30-20:30 weekly on Tue until 2027-03-30 except 2026-12-29 in term time"
    )


def test_people_may_write_it_a_little_differently():
    once, monthly, fortnightly = read_sessions(
        "2026-11-24 9:00 - 12.30 | 2026-11-21 10:00-13:00 monthly on 1st and 3rd Saturdays"
        " | 2026-11-24 22:00-02:00 every 2 weeks on Tue, Thursday 10 times"
    )
    assert (once.start_minute, once.length_minutes, once.frequency) == (540, 210, "once")
    assert (monthly.ordinals, monthly.weekdays) == ((1, 3), (5,))
    assert (fortnightly.interval, fortnightly.weekdays, fortnightly.count) == (2, (1, 3), 10)
    assert fortnightly.length_minutes == 240


@pytest.mark.parametrize(
    "text",
    [
        "Tuesdays",
        "2026-02-30 10:00-11:00",
        "2026-11-24 25:00-26:00",
        "2026-11-24 10:60-11:00",
        "2026-11-24 10:00-11:00 on Tue",
        "2026-11-24 10:00-11:00 weekly on 3rd Sat",
        "2026-11-24 10:00-11:00 weekly on Xyz",
        "2026-11-24 10:00-11:00 weekly until 2026-11-01",
        "2026-11-24 10:00-11:00 every 53 weeks",
        "2026-11-24 10:00-11:00 weekly 0 times",
        "9999-12-31 10:00-11:00",
        "1899-12-31 10:00-11:00",
        "2026-11-24 10:00-11:00 weekly until 9999-12-31",
        "2026-11-24 10:00-11:00 weekly except 9999-12-31",
    ],
)
def test_what_is_not_a_session_is_refused_with_an_example(text):
    with pytest.raises(Invalid, match="such as") as refused:
        read_session(text)
    assert refused.value.field == "sessions"
