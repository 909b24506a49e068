"""How soon an organisation answers. Pure: no database, no clock.

The public only ever sees good news that was earned; the organisation and brokers see the figures,
and how they came about.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from brokerage.working_days import MONDAY_TO_FRIDAY, add_working_days, is_working_day

WINDOW = timedelta(days=180)
WITHIN = 5  # working days
LEAST = 5  # people, below which a share says little
EARNED = 0.8
GOOD_NEWS = f"Usually answers within {WITHIN} working days"


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was put forward; ``ended_on``: when it closed, answered or not."""

    sent_on: date
    answered_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One of those that count, and what it counts as. ``days``: working days until the answer."""

    asked: Asked
    days: int | None
    in_time: bool


@dataclass(frozen=True)
class Promptness:
    """The record of a window."""

    lines: tuple[Line, ...]

    @property
    def counted(self) -> int:
        """Those answered, and those for which the time is over."""
        return len(self.lines)

    @property
    def answered(self) -> int:
        """Those that had an answer at all."""
        return sum(line.days is not None for line in self.lines)

    @property
    def in_time(self) -> int:
        """Those answered within the working days that are asked for."""
        return sum(line.in_time for line in self.lines)

    @property
    def share(self) -> float | None:
        """In time, of all that count; None where nothing counts yet."""
        return self.in_time / self.counted if self.counted else None

    @property
    def middle(self) -> float | None:
        """Working days to an answer, in the middle of all answers."""
        days = [line.days for line in self.lines if line.days is not None]
        return median(days) if days else None

    @property
    def earned(self) -> bool:
        """Whether the public may be told: enough answers, and nearly all of them soon."""
        return self.answered >= LEAST and (self.share or 0.0) >= EARNED


def promptness(
    asked: Sequence[Asked], today: date, opening_days: Collection[int] = MONDAY_TO_FRIDAY
) -> Promptness:
    """The record of the last 180 days.

    What is still within its time, or was taken back by somebody else before it was over, says
    nothing about the organisation and is left out.
    """
    lines = []
    for one in asked:
        if one.sent_on < today - WINDOW:
            continue
        last = add_working_days(one.sent_on, WITHIN, opening_days)
        if one.answered_on is not None:
            days = _working_days(one.sent_on, one.answered_on, opening_days)
            lines.append(Line(one, days, one.answered_on <= last))
        elif min(today, one.ended_on or today) > last:
            lines.append(Line(one, None, in_time=False))
    return Promptness(tuple(lines))


def _working_days(first: date, last: date, opening_days: Collection[int]) -> int:
    """Opening days after the first day, up to the last."""
    days = [first + timedelta(n) for n in range(1, (last - first).days + 1)]
    return sum(is_working_day(day, opening_days) for day in days)
