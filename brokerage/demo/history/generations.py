"""When roles of earlier years came and went: in generations, the next there before one ends.

Each was published within one stretch of days and ended within another, in which the roles that
followed it were published. So their number never falls off, and grows from one to the next.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

GENERATIONS = (  # published and ended between so many days ago; how many, beside today's
    ((200, 420), (12, 120), 0.9),
    ((520, 760), (200, 420), 0.6),
    ((820, 925), (520, 760), 0.35),
)


def how_many(live: int) -> int:
    """The roles of all generations; ``live``: how many there are today."""
    return sum(round(live * share) for *_, share in GENERATIONS)


def dates_of(live: int, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Days ago: published, ended."""
    for published, ended, share in GENERATIONS:
        for _ in range(round(live * share)):
            yield rng.randint(*published), rng.randint(*ended)
