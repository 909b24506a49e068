"""The days on which a centre is open, read from the notice on its door."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from brokerage.working_days import MONDAY_TO_FRIDAY

NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = "|".join(NAMES)
SPAN = re.compile(rf"({DAY})\s+(?:to|until|-|–)\s+({DAY})")


def open_weekdays(opening_times: Iterable[Mapping[str, str]]) -> frozenset[int]:
    """Weekdays, 0 is Monday; Monday to Friday where nothing can be read.

    A line for some weeks only ("first Saturday of the month") is not a day to count on.
    """
    found: set[int] = set()
    for line in opening_times:
        text = line.get("days", "").lower()
        if "of the month" not in text:
            found |= _days(text)
    return frozenset(found) or MONDAY_TO_FRIDAY


def _days(text: str) -> set[int]:
    days = {NAMES.index(name) for name in re.findall(DAY, text)}
    for first, last in SPAN.findall(text):
        low, high = NAMES.index(first), NAMES.index(last)
        days |= {day % 7 for day in range(low, high + (1 if high >= low else 8))}
    return days
