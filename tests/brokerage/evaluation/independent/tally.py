"""What is found: numbers by measure, centre, district and group, and days by area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

Place = tuple[int | None, str | None]
TOTAL, NOT_STATED = "", "not_stated"
HERE = ZoneInfo("Europe/London")


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HERE)


def day_of(moment: datetime) -> date:
    """The day on which it was, on the clocks of the United Kingdom."""
    return moment.astimezone(HERE).date()


class Span:
    """A period by its first day and the day after its last."""

    def __init__(self, first: date, until: date) -> None:
        self.first, self.until = first, until
        self.start, self.end = midnight(first), midnight(until)

    def holds(self, when: date | datetime | None) -> bool:
        """Whether a day or a moment lies in it."""
        if isinstance(when, datetime):
            return self.start <= when < self.end
        return when is not None and self.first <= when < self.until

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)


class Tally:
    """Numerator, denominator and unknown of every cell; the days of every stay."""

    def __init__(self) -> None:
        self.cells: defaultdict[tuple, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.stays: defaultdict[tuple, list[float]] = defaultdict(list)

    def add(self, measure: str, place: Place, group: str = TOTAL, n=0, d=0, u=0) -> None:
        cell = self.cells[(measure, *place, group)]
        for part, number in enumerate((n, d, u)):
            cell[part] += number

    def count(self, measure: str, place: Place, groups: Iterable[str], n: int = 1) -> None:
        """Once in the total, and once in each of its groups."""
        for group in (TOTAL, *groups):
            self.add(measure, place, group, n)

    def stay(self, measure: str, areas: Iterable[str], group: str, days: float) -> None:
        for area in areas:
            self.stays[(measure, area, group)].append(days)

    def told(self) -> Iterator[tuple[tuple, tuple]]:
        """Everything that is not nothing."""
        for key, numbers in self.cells.items():
            if any(numbers):
                yield key, tuple(numbers)
        for key, days in self.stays.items():
            yield key, spread(days)


def spread(days: list[float]) -> tuple[int, float, float]:
    """How many; the middle one (the earlier, of two); the first that nine in ten do not exceed."""
    ordered = sorted(days)
    return len(ordered), *(ordered[ceil(len(ordered) * tenths / 10) - 1] for tenths in (5, 9))
