"""A day as people write it: 27 3 2027, 27/03/27, 27 March 2027 or 2027-03-27."""

from __future__ import annotations

import re
from datetime import date

from brokerage.errors import Invalid
from brokerage.weeks import local_today

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_SAID = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+(\d{1,2}|[a-z]{3,9})[\s/.,-]+(\d{4}|\d{2})", re.A
)


def read_day(text: str, field: str, *, past: bool = False) -> date | None:
    """None for nothing. Raises Invalid, naming the field. ``past``: 27/3/54 was in 1954."""
    said = " ".join(text.lower().split())
    if not said:
        return None
    found = _ISO.fullmatch(said)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _SAID.fullmatch(said):
            return date(_year(found[3], past), _month(found[2]), int(found[1]))
    except ValueError:
        pass
    raise Invalid("Write a day, such as 27 3 2027.", field)


def written(day: date | None) -> str:
    """The same as it is shown in a form."""
    return f"{day.day} {day.month} {day.year}" if day else ""


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS.index(text[:3]) + 1


def _year(text: str, past: bool) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    # Of a date of birth, two figures above this year's mean the last century.
    return 1900 + year if past and year > local_today().year % 100 else 2000 + year
