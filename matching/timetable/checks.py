"""Refusing times that mean nothing, before they are compiled."""

from __future__ import annotations

from collections.abc import Iterable

from matching.errors import InvalidDates, InvalidHours, InvalidSession, InvalidWindow
from matching.types import Availability, DateRange, Hours, Session, Window

DAY = 1440  # minutes
WEEK = 7 * DAY
FREQUENCIES = {"once", "daily", "weekly", "monthly"}
PERIODS = {"week", "month", "once"}


def check_windows(windows: Iterable[Window]) -> None:
    """Raise InvalidWindow for a weekday or a stretch that cannot be."""
    for window in windows:
        sound = 0 <= window.weekday <= 6 and 0 <= window.start < DAY
        if not sound or not window.start < window.end <= window.start + DAY:
            raise InvalidWindow(f"{window}: weekday 0 to 6, 0 <= start < 1440, start < end")


def check_range(span: DateRange) -> None:
    """Raise InvalidDates for a reversed range."""
    if span.first > span.last:
        raise InvalidDates(f"{span.first} comes after {span.last}")


def check_session(session: Session) -> None:
    """Raise InvalidSession, naming what is wrong."""
    faults = {
        "frequency must be once, daily, weekly or monthly": session.frequency not in FREQUENCIES,
        "interval must be 1 or more": session.interval < 1,
        "start must be 0 to 1439": not 0 <= session.start < DAY,
        "length must be 1 minute to 7 days": not 0 < session.length <= WEEK,
        "weekdays must be 0 to 6": not all(0 <= day <= 6 for day in session.weekdays),
        "ordinals must be 1 to 5 or -1 to -5": not all(1 <= abs(n) <= 5 for n in session.ordinals),
        "month days must be 1 to 31 or -1 to -31": not all(
            1 <= abs(day) <= 31 for day in session.month_days
        ),
        "count must be 1 or more": session.count is not None and session.count < 1,
    }
    wrong = [fault for fault, found in faults.items() if found]
    if wrong:
        raise InvalidSession(f"{'; '.join(wrong)}: {session}")


def check_hours(hours: Hours) -> None:
    """Raise InvalidHours or InvalidWindow."""
    if hours.per not in PERIODS or (hours.minutes is not None and hours.minutes <= 0):
        raise InvalidHours(f"{hours}: minutes above 0 (or None), per week, month or once")
    check_windows(hours.windows)


def check_role_times(sessions: Iterable[Session], hours: Hours | None) -> None:
    """Raise InvalidSession, InvalidHours or InvalidWindow."""
    for session in sessions:
        check_session(session)
    if hours is not None:
        check_hours(hours)


def check_availability(availability: Availability) -> None:
    """Raise InvalidWindow, InvalidDates or InvalidHours."""
    check_windows(availability.windows)
    check_windows(availability.holiday_windows or ())
    for pause in availability.pauses:
        check_range(pause)
    if availability.minutes_per_week is not None and availability.minutes_per_week < 0:
        raise InvalidHours("minutes_per_week cannot be negative; leave it out when not stated")
