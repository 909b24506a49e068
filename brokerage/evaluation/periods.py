"""Months and quarters as the pilot reports them. They change at midnight in the United Kingdom.

A quarter is one of the calendar: 2026-Q3 is July to September.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from brokerage.errors import Invalid
from brokerage.weeks import LOCAL_TIME

MONTHS_IN = {"month": 1, "quarter": 3}
EARLIEST, LATEST = 2000, 2100

_WRITTEN = re.compile(r"(?P<year>\d{4})-(?:Q(?P<quarter>[1-4])|(?P<month>\d{2}))", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months from the first of ``month``; three for a quarter."""

    year: int
    month: int
    months: int = 1

    @classmethod
    def read(cls, text: str, field: str = "period") -> Period:
        """As people write it: 2026-09 or 2026-Q3. Raises Invalid, naming the field."""
        found = _WRITTEN.fullmatch(text.strip())
        year = int(found["year"]) if found else 0
        if found is None or not EARLIEST <= year <= LATEST:
            raise Invalid("Write a month as 2026-09, or a quarter as 2026-Q3.", field)
        if found["quarter"]:
            return cls(year, 3 * int(found["quarter"]) - 2, 3)
        month = int(found["month"])
        if not 1 <= month <= 12:
            raise Invalid("The months are 01 to 12.", field)
        return cls(year, month)

    @classmethod
    def around(cls, day: date, kind: str = "month") -> Period:
        """The month or quarter in which a day lies."""
        months = MONTHS_IN[kind]
        return cls(day.year, day.month - (day.month - 1) % months, months)

    @property
    def kind(self) -> str:
        """ "month" or "quarter"."""
        return "quarter" if self.months == MONTHS_IN["quarter"] else "month"

    @property
    def first_on(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def until(self) -> date:
        """The day after its last."""
        return self.next().first_on

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From (inside) and until (outside), midnight here."""
        return midnight(self.first_on), midnight(self.until)

    def next(self) -> Period:
        """The one after it."""
        return self._moved(1)

    def before(self) -> Period:
        """The one before it."""
        return self._moved(-1)

    def each_month(self) -> Iterator[Period]:
        """Its months, in order."""
        for number in range(self.months):
            yield Period(self.year, self.month)._moved(number)

    def in_words(self) -> str:
        """ "September 2026", or "July to September 2026"."""
        if self.months == 1:
            return f"{self.first_on:%B %Y}"
        last = list(self.each_month())[-1]
        return f"{self.first_on:%B} to {last.first_on:%B %Y}"

    def __str__(self) -> str:
        if self.months == 1:
            return f"{self.year}-{self.month:02d}"
        return f"{self.year}-Q{(self.month + 2) // 3}"

    def _moved(self, by: int) -> Period:
        years, month = divmod(self.month - 1 + by * self.months, 12)
        return Period(self.year + years, month + 1, self.months)


def midnight(day: date) -> datetime:
    """The moment at which a day begins here."""
    return datetime.combine(day, time(), LOCAL_TIME)


def since(first_on: date, today: date, kind: str) -> Iterator[Period]:
    """The months or quarters from the one of a day up to the present one."""
    period, last = Period.around(first_on, kind), Period.around(today, kind)
    while period <= last:
        yield period
        period = period.next()
