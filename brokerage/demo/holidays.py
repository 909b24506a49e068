"""School holidays as England's schools usually have them: a pattern, not a council's dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.easter import easter

SOURCE = "Illustrative pattern of English school holidays, for the demonstration only"

Holiday = tuple[date, date]


def school_holidays(today: date) -> list[Holiday]:
    """First and last days, from last year's to those of the year after next, in order."""
    years = range(today.year - 1, today.year + 3)
    return sorted(holiday for year in years for holiday in _in(year))


def _in(year: int) -> Iterator[Holiday]:
    yield _weeks(date(year, 2, 17), 1)  # winter half-term
    yield _easter(year)
    yield _weeks(date(year, 5, 28), 1)  # spring half-term, round the bank holiday
    yield date(year, 7, 23), date(year, 9, 1)
    yield _weeks(date(year, 10, 28), 1)  # autumn half-term
    yield date(year, 12, 20), date(year + 1, 1, 3)


def _weeks(day: date, count: int) -> Holiday:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=7 * count - 3)  # to the Friday


def _easter(year: int) -> Holiday:
    """The fortnight that Good Friday begins, or ends when Easter is late."""
    sunday = easter(year)
    friday = sunday - timedelta(days=2)
    if sunday <= date(year, 4, 12):
        return friday, friday + timedelta(days=14)
    return friday - timedelta(days=11), sunday + timedelta(days=1)
