"""When a job is due, in United Kingdom wall time. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

from huey import crontab as huey_crontab

from brokerage.weeks import LOCAL_TIME

FIELDS = ("minute", "hour", "day", "month", "day_of_week")
MINUTE = timedelta(minutes=1)
LOOK_BACK = timedelta(days=8)  # a weekly job missed while the service was off is made up for


def check_crontab(text: str) -> None:
    """Raises ValueError for what is not five fields, or names the hour in which clocks change.

    What is due at half past one would not run on one night of the year, and twice on another.
    """
    _matcher(text)
    hours = text.split()[1]
    at_one = huey_crontab(hour=hours, strict=True)(datetime(2026, 1, 1, 1, 0))  # noqa: DTZ001
    if at_one and not hours.startswith("*"):
        raise ValueError(f"“{text}” is due between 1 and 2 in the morning, when clocks change")


def latest_due(text: str, after: datetime, until: datetime) -> datetime | None:
    """The last minute in which it was due: later than ``after``, not later than ``until``."""
    matches = _matcher(text)
    minute = until.astimezone(UTC).replace(second=0, microsecond=0)
    oldest = max(after, minute - LOOK_BACK)
    while minute > oldest:
        if matches(minute.astimezone(LOCAL_TIME)):
            return minute
        minute -= MINUTE
    return None


def next_due(text: str, now: datetime) -> datetime | None:
    """The first minute after ``now`` in which it will be due; None if that is weeks away."""
    matches = _matcher(text)
    minute = now.astimezone(UTC).replace(second=0, microsecond=0) + MINUTE
    end = minute + LOOK_BACK
    while minute < end:
        if matches(minute.astimezone(LOCAL_TIME)):
            return minute
        minute += MINUTE
    return None


@cache
def _matcher(text: str) -> Callable[[datetime], bool]:
    parts = text.split()
    if len(parts) != len(FIELDS):
        raise ValueError(f"“{text}” is not minute, hour, day, month and weekday")
    found: Callable[[datetime], bool] = huey_crontab(
        **dict(zip(FIELDS, parts, strict=True)), strict=True
    )
    return found
