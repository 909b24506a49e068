"""A year has its seasons: people come in January and September, and stay away in August and
December. And the pilot grows: more came each year than in the year before."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

LONGEST = 930  # days since the first centre opened its books
BEGAN_WITH = 0.3  # of what it is today
OF_THE_YEAR = (1.35, 1.1, 1.0, 0.95, 1.0, 1.05, 0.85, 0.6, 1.4, 1.15, 1.0, 0.55)  # by month


def rate(day: date, today: date) -> float:
    """How much goes on on a day, beside an ordinary day of the present."""
    grown = 1 - (1 - BEGAN_WITH) * (today - day).days / LONGEST
    return max(0.0, grown) * OF_THE_YEAR[day.month - 1]


def days_ago(today: date, rng: random.Random, longest: int = LONGEST, shortest: int = 10) -> int:
    """A day for somebody to join, by the season and the size of the pilot."""
    sums = _sums(today, shortest, longest)
    return rng.choices(range(shortest, longest + 1), cum_weights=sums)[0]


@lru_cache(maxsize=8)
def _sums(today: date, shortest: int, longest: int) -> list[float]:
    days = range(shortest, longest + 1)
    return list(accumulate(rate(today - timedelta(days=ago), today) for ago in days))
