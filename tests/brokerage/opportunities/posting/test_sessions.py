"""A session as its page asks for it."""

from __future__ import annotations

from datetime import date

import pytest

from brokerage.errors import Invalid
from brokerage.opportunities.posting.sessions import (
    SeveralMistakes,
    in_words,
    read_session_answers,
    read_time,
)

TODAY = date(2026, 11, 21)
CLUB = {
    "session_repeats": ["weekly"],
    "session_on": ["24 11 2026"],
    "session_start": ["18:30"],
    "session_end": ["20:30"],
}


def read(**more: list[str]):
    return read_session_answers({**CLUB, **more}, TODAY)


@pytest.mark.parametrize(
    ("text", "minute"),
    [("18:30", 1110), ("18.30", 1110), ("1830", 1110), ("6.30pm", 1110), ("6 PM", 1080),
     ("12am", 0),
     ("noon", 720), ("9", 540), ("00:00", 0)],
)  # fmt: skip
def test_a_time_may_be_written_as_people_do(text, minute):
    assert read_time(text, "session_start") == minute


@pytest.mark.parametrize("text", ["", "25:00", "18:60", "soon", "-1", "18:30:00", "١٨:٣٠"])
def test_what_is_no_time_is_refused_at_its_field(text):
    with pytest.raises(Invalid) as refused:
        read_time(text, "session_end")
    assert refused.value.field == "session_end"


def test_weekly_fortnightly_monthly_and_once():
    assert in_words(read()) == "Every Tuesday, 18:30 to 20:30, from 24 November 2026"
    two = read(session_repeats=["fortnightly"], session_days=["1", "3"], session_places=["12"])
    assert (two.interval, two.weekdays, two.places) == (2, (1, 3), 12)
    assert "Every 2 weeks on Tuesday and Thursday" in in_words(two)
    monthly = read(session_repeats=["monthly"], session_on=["28 11 2026"])
    assert (monthly.ordinals, monthly.weekdays) == ((4,), (5,))
    assert in_words(monthly).startswith("The fourth Saturday of the month")
    assert read(session_repeats=["monthly"], session_on=["29 12 2026"]).ordinals == (-1,)
    once = read(session_repeats=["once"], session_until=["1 1 2020"], session_term_time=["true"])
    assert (once.frequency, once.until, once.term_time_only) == ("once", None, False)


def test_past_midnight_counts_to_the_next_day():
    assert read(session_start=["22:00"], session_end=["02:00"]).length_minutes == 240


def test_every_mistake_is_said_at_once():
    with pytest.raises(SeveralMistakes) as refused:
        read_session_answers({"session_places": ["many"]}, TODAY)
    assert set(refused.value.errors) == {
        "session_repeats", "session_on", "session_start", "session_end", "session_places",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "field"),
    [({"session_end": ["18:30"]}, "session_end"), ({"session_end": ["18:00"]}, "session_end"),
     ({"session_until": ["1 1 2020"]}, "session_until"),
     ({"session_on": ["1 1 9999"]}, "session_on"),
     ({"session_repeats": ["once"], "session_on": ["1 1 2020"]}, "session_on"),
     ({"session_places": ["0"]}, "session_places"),
     ({"session_until": ["1 1 9999"]}, "session_until")],
)  # fmt: skip
def test_what_no_calendar_has_is_refused(more, field):
    with pytest.raises(SeveralMistakes) as refused:
        read(**more)
    assert field in refused.value.errors


def test_days_that_are_none_are_left_out():
    assert read(session_days=["", "9", "01", "3"]).weekdays == (3,)
