import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as by
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.timetable import occurrences
from matching.timetable.recurrence import last_day
from matching.types import Calendar, DateRange, Session

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
ALWAYS = Calendar()
LISTED = 60  # the oracle lists no more occurrences of a rule than this


def session_of(start: str, rule: str) -> Session:
    parts = dict(part.split("=") for part in rule.split(";"))
    days = [day for day in parts.get("BYDAY", "").split(",") if day]
    until = parts.get("UNTIL")
    return Session(
        starts_on=date.fromisoformat(start),
        start=600,
        length=60,
        frequency=parts["FREQ"].lower(),
        interval=int(parts["INTERVAL"]),
        weekdays=tuple(DAYS.index(day[-2:]) for day in days),
        ordinals=tuple(int(day[:-2]) for day in days if day[:-2]),
        until=date.fromisoformat(until[:8]) if until else None,
        count=int(parts["COUNT"]) if "COUNT" in parts else None,
        month_days=tuple(int(day) for day in parts.get("BYMONTHDAY", "").split(",") if day),
    )


@pytest.mark.real_data
def test_dates_agree_with_the_recurrence_oracle(real_data: Path) -> None:
    cases = json.loads((real_data / "oracles" / "rrule_oracle_150.json").read_text())
    assert len(cases) == 150
    for case in cases:
        session = session_of(case["dtstart"], case["rrule"])
        found = occurrences(session, date(2000, 1, 1), date(2060, 1, 1), ALWAYS)
        assert [day.isoformat() for day in found[:LISTED]] == case["occurrences"], case["rrule"]
        assert len(found) >= len(case["occurrences"])


@st.composite
def rules(draw: st.DrawFn) -> Session:
    start = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 500)))
    frequency = draw(st.sampled_from(["once", "daily", "weekly", "monthly"]))
    weekdays = draw(st.sets(st.integers(0, 6), max_size=3))
    ordinals = draw(st.sets(st.sampled_from([1, 2, 3, 4, 5, -1, -2]), max_size=2))
    month_days = draw(st.sets(st.sampled_from([1, 15, 28, 29, 30, 31, -1, -3]), max_size=2))
    ending = draw(st.sampled_from(["never", "until", "count"]))
    return Session(
        start,
        600,
        60,
        frequency,
        interval=draw(st.integers(1, 5)),
        weekdays=tuple(weekdays),
        ordinals=tuple(ordinals) if frequency == "monthly" else (),
        until=start + timedelta(days=draw(st.integers(0, 400))) if ending == "until" else None,
        count=draw(st.integers(1, 20)) if ending == "count" else None,
        month_days=tuple(month_days) if frequency == "monthly" and not ordinals else (),
    )


def at(day: date) -> datetime:
    return datetime.combine(day, time())


def by_dateutil(session: Session, first: date, last: date) -> list[date]:
    if session.frequency == "once":
        return [session.starts_on] if first <= session.starts_on <= last else []
    given: dict = {"interval": session.interval, "count": session.count, "wkst": 0}
    if session.until and session.count is None:
        given["until"] = at(session.until)
    weekdays = session.weekdays or (session.starts_on.weekday(),)
    if session.frequency == "monthly" and session.ordinals:
        given["byweekday"] = [by(day, n) for day in weekdays for n in session.ordinals]
    elif session.frequency == "monthly":
        given["bymonthday"] = session.month_days or session.starts_on.day
    elif session.weekdays or session.frequency == "weekly":
        given["byweekday"] = list(weekdays)
    kind = {"daily": DAILY, "weekly": WEEKLY, "monthly": MONTHLY}[session.frequency]
    rule = rrule(kind, dtstart=at(session.starts_on), **given)
    return [moment.date() for moment in rule.between(at(first), at(last), inc=True)]


@settings(max_examples=250)
@given(rules(), st.integers(-100, 700), st.integers(0, 400))
def test_dates_agree_with_dateutil_in_any_span(session: Session, after: int, days: int) -> None:
    first = session.starts_on + timedelta(days=after)
    last = first + timedelta(days=days)
    assert occurrences(session, first, last, ALWAYS) == by_dateutil(session, first, last)


def weekly(**given: object) -> Session:
    return Session(date(2026, 12, 1), 600, 60, "weekly", **given)  # type: ignore[arg-type]


def dates(session: Session, calendar: Calendar = ALWAYS) -> list[str]:
    found = occurrences(session, date(2026, 12, 1), date(2027, 1, 31), calendar)
    return [day.isoformat() for day in found]


def test_excluded_dates_are_taken_away_but_still_counted() -> None:
    session = weekly(count=3, excluded=(date(2026, 12, 8),))
    assert dates(session) == ["2026-12-01", "2026-12-15"]


def test_term_time_sessions_miss_overlapping_school_holidays() -> None:
    holidays = Calendar(
        (
            DateRange(date(2026, 12, 21), date(2027, 1, 3)),
            DateRange(date(2026, 12, 14), date(2026, 12, 24)),
        )
    )
    found = dates(weekly(term_time_only=True), holidays)
    assert found == [
        "2026-12-01",
        "2026-12-08",
        "2027-01-05",
        "2027-01-12",
        "2027-01-19",
        "2027-01-26",
    ]


def test_a_month_without_the_day_is_passed_over() -> None:
    session = Session(date(2026, 8, 31), 600, 60, "monthly")
    found = occurrences(session, date(2026, 9, 1), date(2027, 1, 31), ALWAYS)
    assert [day.month for day in found] == [10, 12, 1]


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        (Session(date(2026, 12, 1), 0, 60), date(2026, 12, 1)),
        (weekly(), None),
        (weekly(until=date(2027, 3, 1)), date(2027, 3, 1)),
        (weekly(count=3), date(2026, 12, 15)),
    ],
)
def test_the_last_possible_date_of_a_rule(session: Session, expected: date | None) -> None:
    day = last_day(session)
    assert (date.fromordinal(day) if day else None) == expected
