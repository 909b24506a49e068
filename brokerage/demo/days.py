"""Reading the small words of a timing pattern: days, ordinals, clock times."""

from __future__ import annotations

import random
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from brokerage.weeks import DAY_NAMES, DAYS, clock

ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1}


def read_days(text: str, rng: random.Random) -> list[int]:
    """ "Tue", "Mon,Thu", "Mon-Fri", "weekday", "weekend" as sorted weekdays (0 Monday)."""
    if text in ("weekday", "weekend"):
        return [rng.randint(0, 4) if text == "weekday" else rng.randint(5, 6)]
    if "-" in text:
        first, last = (DAYS.index(day) for day in text.split("-"))
        return list(range(first, last + 1))
    return sorted(DAYS.index(day) for day in text.split(","))


def read_span(text: str) -> tuple[int, int]:
    """ "22:00-02:00" as minutes; the end may lie past midnight."""
    start, end = (_minute(part) for part in text.split("-"))
    return start, end if end > start else end + 1440


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def nth_weekday(year: int, month: int, ordinal: int, weekday: int) -> date:
    """The 2nd Saturday, or with -1 the last Friday, of a month."""
    if ordinal > 0:
        first = date(year, month, 1).weekday()
        return date(year, month, 1 + (weekday - first) % 7 + 7 * (ordinal - 1))
    length = monthrange(year, month)[1]
    return date(year, month, length - (date(year, month, length).weekday() - weekday) % 7)


def days_in_words(days: Sequence[int]) -> str:
    """ "Mondays, Wednesdays and Fridays"."""
    names = [f"{DAY_NAMES[day]}s" for day in days]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def clock_in_words(session: Mapping[str, Any]) -> str:
    """ "10:00 to 12:30"."""
    start = session["start_minute"]
    return f"{clock(start)} to {clock(start + session['length_minutes'])}"
