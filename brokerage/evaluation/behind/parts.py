"""What one record adds to a number, in words and as a file holds it."""

from __future__ import annotations

from brokerage.evaluation.cells import Sum
from brokerage.evaluation.definitions import Kind, Measure
from brokerage.evaluation.measures.rows import Row
from brokerage.evaluation.reading import value_of

HEADS = {
    Kind.SHARE: "Counted",
    Kind.SPREAD: "Days",
    Kind.MINUTES: "Hours",
    Kind.MONEY: "Pounds",
}
YES, NO, UNKNOWN = "Yes", "No", "Not known"


def head(measure: Measure) -> str:
    """The heading of what rows add; none where each row is one."""
    return HEADS.get(measure.kind, "")


def part(measure: Measure, row: Row) -> str:
    """What a row adds."""
    if measure.kind is Kind.SHARE:
        return UNKNOWN if row.unknown else YES if row.numerator else NO
    if measure.kind is Kind.SPREAD:
        return f"{row.days:,.1f}"
    value = value_of(measure, Sum(*row[4:7])) or 0.0
    if measure.kind is Kind.MONEY:
        return f"{value:,.2f}"
    return f"{value:,.2f}".removesuffix("0").removesuffix(".0")


def weight(row: Row) -> tuple[float, int, int]:
    """The order in which rows count: the counted and the largest first, the unknown last."""
    return -max(row.days, row.numerator), -row.denominator, row.unknown
