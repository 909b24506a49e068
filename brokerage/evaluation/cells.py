"""What counting gives: numbers by centre and district, which add up, and days, which do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

TOTAL = ""  # the group of a number that is not of one group


class Cell(NamedTuple):
    """One number of one place. Of another place or group, numbers may be added to it.

    ``unknown``: how many belong here but cannot be counted, as nobody has said.
    """

    centre_id: int | None
    district_code: str | None
    group: str
    numerator: int
    denominator: int = 0
    unknown: int = 0


class Stay(NamedTuple):
    """How many days one thing took, in one place."""

    centre_id: int | None
    district_code: str | None
    group: str
    days: float


class Spread(NamedTuple):
    """Of many stays: how many, the middle one, and the one that nine in ten stay under, in days."""

    stays: int
    median: float
    ninth: float


def spread(days: Iterable[float]) -> Spread:
    """The nearest-rank percentiles: always a number of days that somebody really waited.

    Raises ValueError for none.
    """
    ordered = sorted(days)
    return Spread(len(ordered), _ranked(ordered, 0.5), _ranked(ordered, 0.9))


def _ranked(ordered: Sequence[float], share: float) -> float:
    if not ordered:
        raise ValueError("no days to order")
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


class Sum(NamedTuple):
    """Cells added up."""

    numerator: int = 0
    denominator: int = 0
    unknown: int = 0

    def plus(self, other: Cell | Sum) -> Sum:
        """This and another."""
        return Sum(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            self.unknown + other.unknown,
        )
