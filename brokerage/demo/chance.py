"""Chance that can be repeated: the same seed gives the same county."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
SEED = 1992


def stream(seed: int, name: str) -> random.Random:
    """A source of its own for each part, so that a change in one part moves no other."""
    return random.Random(f"{seed}/{name}")  # noqa: S311 - invented people need no secrets


def happens(rng: random.Random, probability: float) -> bool:
    """True as often as the probability says."""
    return rng.random() < probability


def one_of(rng: random.Random, weights: Mapping[T, float]) -> T:
    """A key, as often as its weight says: rng.choices for one, in half of its time."""
    drawn = rng.random() * sum(weights.values())
    reached = 0.0
    for key, weight in weights.items():
        reached += weight
        if drawn < reached:
            return key
    return key  # rounding left the drawn one above the sum


def some_of(rng: random.Random, items: Sequence[T], fewest: int, most: int) -> list[T]:
    """Between so many and so many different items."""
    return rng.sample(items, min(len(items), rng.randint(fewest, most)))


def perhaps(rng: random.Random, yes: float, no: float) -> bool | None:
    """True, False, or not stated."""
    drawn = rng.random()
    return True if drawn < yes else False if drawn < yes + no else None


def dealt(rng: random.Random, items: Sequence[T]) -> Iterator[T]:
    """Every item once in a shuffled order, then every item again, without end."""
    while True:
        yield from rng.sample(items, len(items))


def public_id(rng: random.Random) -> str:
    """In the form of db.new_public_id."""
    return base64.urlsafe_b64encode(rng.randbytes(12)).decode()
