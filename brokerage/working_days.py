"""Working days: an owner's opening days, England's bank holidays left out.

The holidays are dated data with their source (data/bank_holidays.json), not code.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from importlib import resources

MONDAY_TO_FRIDAY = frozenset(range(5))


@cache
def bank_holidays() -> dict[date, str]:
    """Every bank holiday there is data for, and its name."""
    text = resources.files("brokerage").joinpath("data/bank_holidays.json").read_text("utf-8")
    return {date.fromisoformat(day): name for day, name in json.loads(text)["holidays"].items()}


def is_working_day(day: date, opening_days: Collection[int] = MONDAY_TO_FRIDAY) -> bool:
    """Whether somebody with these opening days (0 is Monday) works on a day."""
    return day.weekday() in opening_days and day not in bank_holidays()


def next_working_day(day: date, opening_days: Collection[int] = MONDAY_TO_FRIDAY) -> date:
    """The day itself where it is one, else the first after it."""
    return day if is_working_day(day, opening_days) else add_working_days(day, 1, opening_days)


def add_working_days(
    start: date, count: int, opening_days: Collection[int] = MONDAY_TO_FRIDAY
) -> date:
    """The day that is so many working days after another.

    Somebody without opening days (closed for good, or never said) counts Monday to Friday: a due
    date there must be.
    """
    days = opening_days if any(day in MONDAY_TO_FRIDAY | {5, 6} for day in opening_days) else ()
    days = days or MONDAY_TO_FRIDAY
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, days)
    return day
