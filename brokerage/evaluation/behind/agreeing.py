"""Whether the rows of today still make the number that was counted, and if not, why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brokerage.evaluation.behind.finding import Piece, sum_of
from brokerage.evaluation.cells import Spread, Sum, spread
from brokerage.evaluation.definitions import Kind, Measure
from brokerage.evaluation.reading import Counted, Figures, value_of
from brokerage.evaluation.telling import with_unit


@dataclass(frozen=True, slots=True)
class Agreement:
    """The number as it was counted, and as the rows make it today."""

    counted: str
    today: str
    same: bool


def compare(
    measure: Measure, figures: Figures | None, group: str, pieces: Sequence[Piece]
) -> Agreement | None:
    """None where nothing was counted."""
    if figures is None:
        return None
    today = made_of(measure, pieces)
    nothing = None if measure.kind is Kind.SPREAD else Sum()
    counted = figures.of(measure, group) or nothing
    return Agreement(in_words(measure, counted), in_words(measure, today), counted == today)


def made_of(measure: Measure, pieces: Sequence[Piece]) -> Counted | None:
    """The number that rows make."""
    if measure.kind is not Kind.SPREAD:
        return sum_of(pieces)
    return spread(piece.row.days for piece in pieces) if pieces else None


def in_words(measure: Measure, numbers: Counted | None) -> str:
    """A number with all that it is made of: "18 of 40, 3 not known"."""
    if numbers is None:
        return "none"
    if isinstance(numbers, Spread):
        return f"{numbers.stays:,}, of which half took up to {numbers.median:,.1f} days"
    if measure.kind is Kind.SHARE:
        unknown = f", {numbers.unknown:,} not known" if numbers.unknown else ""
        return f"{numbers.numerator:,} of {numbers.denominator:,}{unknown}"
    value = value_of(measure, numbers) or 0.0
    if measure.kind is Kind.COUNT:
        return f"{value:,.0f}"
    exact = f"{value:,.2f}" if measure.kind is Kind.MONEY else f"{value:,.1f}".removesuffix(".0")
    return with_unit(measure, exact)
