"""The availability score against an oracle that walks minute by minute through wall-clock time."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.timetable.overlap import CHANGING, Day, shares
from matching.timetable.people import person_times
from matching.timetable.recurrence import Holidays
from matching.timetable.roles import FLEXIBLE, ONE_OFF, REGULAR, role_times
from matching.types import Availability, Calendar, DateRange, Hours, Opportunity, Session, Window

TODAY = date(2026, 11, 20)
CALENDAR = Calendar((DateRange(date(2026, 12, 19), date(2027, 1, 3)),))
EVENINGS = tuple(Window(day, 1080, 1260) for day in range(5))


def share(
    availability: Availability | None, role: Opportunity, crowd: int = 1, today: date = TODAY
) -> float:
    """``crowd`` above 64 takes the way of joining windows instead of the table of minutes."""
    holidays = Holidays(CALENDAR)
    people = person_times([availability] * crowd)
    roles = role_times([role], today.toordinal(), holidays)
    person = np.arange(crowd)
    found = shares(people, roles, person, np.zeros(crowd, int), Day(today.toordinal(), holidays))
    assert found.dtype == np.float32
    assert len(set(found.tolist())) == 1 or np.isnan(found).all()
    return float(found[0])


def in_holiday(day: date) -> bool:
    return any(span.first <= day <= span.last for span in CALENDAR.school_holidays)


def is_free(availability: Availability, day: date, minute: int) -> bool:
    if availability.starts_on and day < availability.starts_on:
        return False
    if any(pause.first <= day <= pause.last for pause in availability.pauses):
        return False
    if availability.any_time:
        return True
    windows = availability.windows
    if availability.holiday_windows is not None and in_holiday(day):
        windows = availability.holiday_windows
    at = day.weekday() * 1440 + minute
    return any(
        window.weekday * 1440 + window.start <= moment < window.weekday * 1440 + window.end
        for window in windows
        for moment in (at, at + 7 * 1440)
    )


def dates_of(session: Session, first: date, last: date) -> list[date]:
    """Day by day, by the words of the rule."""
    found, day, start = [], session.starts_on, session.starts_on
    while day <= last:
        weeks = (day - start + timedelta(days=start.weekday())).days // 7
        on = {
            "once": day == start,
            "daily": (day - start).days % session.interval == 0,
            "weekly": weeks % session.interval == 0
            and day.weekday() in (session.weekdays or (start.weekday(),)),
        }[session.frequency]
        if on and (session.until is None or day <= session.until):
            found.append(day)
        day += timedelta(days=1)
    kept = found if session.count is None else found[: session.count]
    return [
        day
        for day in kept
        if day >= first
        and day not in session.excluded
        and not (session.term_time_only and in_holiday(day))
    ]


def oracle(availability: Availability, role: Opportunity) -> float | None:
    first = max([TODAY, min(s.starts_on for s in role.sessions), role.starts_on or TODAY])
    last = min(first + timedelta(days=83), role.ends_on or date.max)
    minutes = set()
    for session in role.sessions:
        for day in dates_of(session, first, last):
            for minute in range(session.start, session.start + session.length):
                minutes.add((day + timedelta(days=minute // 1440), minute % 1440))
    if not minutes:
        return None
    weeks: dict[date, int] = {}
    for day, minute in minutes:
        monday = day - timedelta(days=day.weekday())
        weeks[monday] = weeks.get(monday, 0) + is_free(availability, day, minute)
    cap = availability.minutes_per_week
    given = sum(got if cap is None else min(got, cap) for got in weeks.values())
    return given / len(minutes)


days = st.integers(-40, 120).map(lambda after: TODAY + timedelta(days=after))
windows = st.builds(
    lambda weekday, start, length: Window(weekday, start, start + length),
    st.integers(0, 6),
    st.integers(0, 1439),
    st.integers(1, 1440),
)
ranges = st.builds(
    lambda day, more: DateRange(day, day + timedelta(days=more)), days, st.integers(0, 30)
)
availabilities = st.builds(
    Availability,
    windows=st.lists(windows, max_size=5).map(tuple),
    any_time=st.sampled_from([False, False, True]),
    holiday_windows=st.none() | st.lists(windows, max_size=3).map(tuple),
    pauses=st.lists(ranges, max_size=2).map(tuple),
    starts_on=st.none() | days,
    minutes_per_week=st.none() | st.integers(0, 900),
)
sessions = st.builds(
    Session,
    starts_on=days,
    start=st.integers(0, 1439),
    length=st.integers(1, 700) | st.integers(1441, 3000),
    frequency=st.sampled_from(["once", "daily", "weekly", "weekly"]),
    interval=st.integers(1, 3),
    weekdays=st.just(()),
    until=st.none() | days,
    count=st.none() | st.integers(1, 20),
    excluded=st.lists(days, max_size=2).map(tuple),
    term_time_only=st.booleans(),
)
session_roles = st.builds(
    Opportunity,
    id=st.just("r"),
    key=st.just("r"),
    sessions=st.lists(sessions, min_size=1, max_size=2).map(tuple),
    starts_on=st.none() | days,
)


@settings(max_examples=150)
@given(availabilities, session_roles, st.sampled_from([1, 70]))
def test_sessions_agree_with_the_minute_by_minute_oracle(
    availability: Availability, role: Opportunity, crowd: int
) -> None:
    expected = oracle(availability, role)
    if expected is not None:
        assert share(availability, role, crowd) == pytest.approx(expected, abs=0.01)


def hours_oracle(availability: Availability, role: Opportunity) -> float:
    """Fill whole weeks (or blocks of four, or everything) day by day from the first day."""
    assert role.hours
    first = max(TODAY, role.starts_on or TODAY)
    days = min(84, (role.ends_on - first).days + 1) if role.ends_on else 84
    asked = role.hours.minutes or 120
    per = role.hours.per if role.hours.minutes or role.hours.per == "once" else "week"
    got = []
    for week in range(12):
        inside = [d for d in range(7 * week, 7 * week + 7) if d < days]
        free = 0
        for after in inside:
            day = first + timedelta(days=after)
            for minute in range(1440):
                wanted = not role.hours.windows or is_free(
                    Availability(role.hours.windows), day, minute
                )
                free += wanted and is_free(availability, day, minute)
        cap = availability.minutes_per_week
        got.append(free if cap is None else min(free, cap))
    size = {"week": 1, "month": 4, "once": 12}[per]
    blocks = max(1, days // 7 // size)
    parts = [min(1, sum(got[n * size : (n + 1) * size]) / asked) for n in range(blocks)]
    return sum(parts) / blocks


hours_roles = st.builds(
    lambda hours, starts, lasts: Opportunity(
        "r",
        "r",
        hours=hours,
        starts_on=starts,
        ends_on=max(starts or TODAY, TODAY) + timedelta(days=lasts) if lasts else None,
    ),
    st.builds(
        Hours,
        st.none() | st.integers(30, 3000),
        st.sampled_from(["week", "month", "once"]),
        st.lists(windows, max_size=2).map(tuple),
    ),
    st.none() | days,
    st.none() | st.integers(1, 100),
)


@settings(max_examples=25)
@given(availabilities, hours_roles)
def test_hours_in_a_window_agree_with_the_oracle(
    availability: Availability, role: Opportunity
) -> None:
    assert share(availability, role) == pytest.approx(hours_oracle(availability, role), abs=0.01)


def weekly(start: int, length: int, weekday: int, **given: object) -> Opportunity:
    session = Session(date(2026, 11, 1), start, length, "weekly", weekdays=(weekday,), **given)
    return Opportunity("r", "r", sessions=(session,))


def test_half_the_minutes_of_each_session_is_half() -> None:
    assert share(Availability((Window(1, 1080, 1140),)), weekly(1080, 120, 1)) == 0.5


def test_a_person_free_at_no_time_gets_nothing_and_one_who_has_not_said_is_unknown() -> None:
    assert share(Availability(), weekly(1080, 120, 1)) == 0
    assert np.isnan(share(None, weekly(1080, 120, 1)))


def test_times_a_role_has_not_stated_are_unknown() -> None:
    assert np.isnan(share(Availability(EVENINGS), Opportunity("r", "r")))


def test_a_session_past_midnight_needs_both_days() -> None:
    night = weekly(1320, 240, 5)  # Saturday 22:00 to Sunday 02:00
    assert share(Availability((Window(5, 1320, 1440),)), night) == 0.5
    assert share(Availability((Window(5, 1320, 1560),)), night) == 1


@pytest.mark.parametrize("changed_on", [date(2026, 10, 25), date(2027, 3, 28)])
def test_a_clock_change_moves_nothing(changed_on: date) -> None:
    session = Session(changed_on - timedelta(days=14), 30, 120, "weekly")
    role = Opportunity("r", "r", sessions=(session,))
    sunday = Availability((Window(6, 30, 150),))
    assert share(sunday, role, today=changed_on - timedelta(days=7)) == 1


def test_pauses_take_away_their_dates() -> None:
    role = weekly(600, 60, 0)
    away = DateRange(TODAY, TODAY + timedelta(days=41))
    assert share(Availability((Window(0, 600, 660),), pauses=(away,)), role) == 0.5


def test_hours_a_week_cap_what_fits() -> None:
    role = Opportunity("r", "r", sessions=(Session(TODAY, 600, 120, "weekly", weekdays=(0, 2)),))
    free = Availability(any_time=True, minutes_per_week=120)
    assert share(free, role) == pytest.approx(0.5, abs=0.01)


def test_two_sessions_at_the_same_time_are_asked_once() -> None:
    twice = Session(TODAY, 600, 120, "weekly")
    role = Opportunity("r", "r", sessions=(twice, twice))
    assert share(Availability((Window(4, 600, 720),)), role) == 1


def test_a_yearly_event_is_judged_on_its_next_date() -> None:
    fair = Session(date(2026, 6, 1), 600, 120, "monthly", interval=12)
    assert share(Availability((Window(1, 600, 720),)), Opportunity("r", "r", sessions=(fair,))) == 1


def test_a_changing_week_favours_flexible_and_single_dates_over_regular_sessions() -> None:
    changes = Availability(changes=True)
    regular = share(changes, weekly(600, 60, 0))
    once = share(changes, Opportunity("r", "r", sessions=(Session(TODAY, 600, 60),)))
    flexible = share(changes, Opportunity("r", "r", hours=Hours(120)))
    assert (regular, once, flexible) == pytest.approx(tuple(CHANGING[[REGULAR, ONE_OFF, FLEXIBLE]]))
    assert regular < once < flexible


def test_a_changing_week_with_sure_times_keeps_them() -> None:
    sure = Availability((Window(0, 600, 660),), changes=True)
    assert share(sure, weekly(600, 60, 0)) == 1


def test_hours_without_an_amount_are_taken_as_two_a_week() -> None:
    role = Opportunity("r", "r", hours=Hours())
    assert share(Availability((Window(2, 600, 660),)), role) == 0.5
