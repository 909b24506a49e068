"""A calendar's rule falls on the days on which the search says that the session falls."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brokerage.feeds.recurring import rule_of
from brokerage.opportunities.models import OpportunitySession
from matching.timetable.recurrence import occurrences
from matching.types import Calendar, DateRange, Session

TODAY = date(2026, 11, 21)
HALF_TERM = (date(2027, 2, 15), date(2027, 2, 19))
DAYS = st.dates(date(2026, 6, 1), date(2027, 6, 1))


def made(**facts) -> OpportunitySession:
    usual = {
        "starts_on": date(2026, 11, 24), "start_minute": 1110, "length_minutes": 120,
        "frequency": "weekly", "interval": 1, "weekdays": [], "ordinals": [], "until": None,
        "count": None, "excluded": [], "term_time_only": False,
    }  # fmt: skip
    return OpportunitySession(**{**usual, **facts})


@st.composite
def sessions(draw) -> OpportunitySession:
    frequency = draw(st.sampled_from(["once", "daily", "weekly", "monthly"]))
    repeats = frequency != "once"
    start = draw(DAYS)
    return made(
        starts_on=start,
        frequency=frequency,
        interval=draw(st.integers(1, 3)) if repeats else 1,
        weekdays=draw(st.lists(st.integers(0, 6), max_size=3, unique=True)) if repeats else [],
        ordinals=draw(st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), max_size=2, unique=True))
        if frequency == "monthly"
        else [],
        until=draw(st.none() | st.dates(start, date(2027, 9, 1))) if repeats else None,
        count=draw(st.none() | st.integers(1, 40)) if repeats else None,
        excluded=[day.isoformat() for day in draw(st.lists(DAYS, max_size=3))],
        term_time_only=draw(st.booleans()),
    )


def said_by_the_search(one: OpportunitySession, first: date, last: date) -> list[date]:
    fields = ("starts_on", "frequency", "interval", "until", "count", "term_time_only")
    session = Session(
        start=one.start_minute,
        length=one.length_minutes,
        weekdays=tuple(one.weekdays),
        ordinals=tuple(one.ordinals),
        excluded=tuple(date.fromisoformat(text) for text in one.excluded),
        **{name: getattr(one, name) for name in fields},
    )
    return occurrences(session, first, last, Calendar((DateRange(*HALF_TERM),)))


def said_by_a_calendar(rule, first: date, last: date) -> list[date]:
    """As a program reads the file: from DTSTART, by the rule, without what is left out."""
    from dateutil.rrule import rrulestr
    from icalendar import vRecur

    if not rule.repeats:
        found = [rule.start]
    else:
        text = vRecur(dict(rule.repeats)).to_ical().decode()
        found = rrulestr(text, dtstart=rule.start).between(
            rule.start, rule.start + timedelta(days=800), inc=True
        )
    days = {moment.date() for moment in found} - {moment.date() for moment in rule.left_out}
    return sorted(day for day in days if first <= day <= last)


@settings(max_examples=300)
@given(sessions())
def test_any_session_falls_on_the_same_days_in_a_calendar(one: OpportunitySession) -> None:
    first, last = TODAY, TODAY + timedelta(days=365)
    wanted = said_by_the_search(one, first, last)
    rule = rule_of(one, [HALF_TERM], TODAY)
    if rule is None:
        assert wanted == []
    else:
        assert said_by_a_calendar(rule, first, last) == wanted


def test_the_clock_on_the_wall_stays_when_clocks_change() -> None:
    rule = rule_of(made(until=date(2027, 6, 1)), [], TODAY)
    assert rule.start.isoformat() == "2026-11-24T18:30:00+00:00"
    assert rule.repeats["until"].isoformat() == "2027-06-01T17:30:00+00:00"  # in summer time


@pytest.mark.parametrize(
    "over",
    [
        {"frequency": "once", "starts_on": date(2026, 11, 20)},
        {"starts_on": date(2026, 1, 6), "until": date(2026, 11, 20)},
        {"starts_on": date(2026, 1, 6), "count": 3},
        {"frequency": "once", "excluded": ["2026-11-24"]},
    ],
)
def test_what_is_over_leaves_the_calendar(over) -> None:
    assert rule_of(made(**over), [], TODAY) is None


def test_single_days_and_holidays_are_left_out_by_name() -> None:
    one = made(excluded=["2026-12-29", "2026-12-30"], term_time_only=True)
    rule = rule_of(one, [HALF_TERM], TODAY)
    left_out = [moment.date().isoformat() for moment in rule.left_out]
    assert left_out == ["2026-12-29", "2027-02-16"]  # 30 December is a Wednesday: never on
