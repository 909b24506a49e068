"""What was counted of a period: sums by centre and district, and days by area."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.evaluation.areas import Areas
from brokerage.evaluation.cells import Sum
from brokerage.evaluation.definitions import Kind, Measure, measures
from brokerage.evaluation.exporting.columns import (
    ALL_GROUPS,
    MEASURE,
    PLACE,
    PLACE_NAMES,
    SUMS,
    VERSION,
    names_of,
    place_of,
    table,
    text,
)
from brokerage.evaluation.models import CountedPeriod, Figure, FigureSpread
from brokerage.evaluation.packaging.tables import Field, Table, Type

_VALUE = Field(
    "value",
    Type.NUMBER,
    "Value",
    "As it is told: a number, per cent, hours or pounds; empty where there is nothing to tell",
)
_DIVIDED_BY = {Kind.COUNT: 1, Kind.MINUTES: 60, Kind.MONEY: 100}
_AS_TOLD = Decimal("0.01")
_OF_DAYS = Decimal("0.0001")


def figures(session: Session, areas: Areas, counted: CountedPeriod) -> Table:
    """Every number of every centre and district; those of larger places are sums of these."""
    rows = []
    for row in session.scalars(select(Figure).where(Figure.counted_period_id == counted.id)):
        centre, district, group = place_of(areas, row.centre_id, row.district_code, row.grouping)
        sum_ = Sum(row.numerator, row.denominator, row.unknown)
        told = value(measures().get(row.measure), sum_)
        names = names_of(areas, centre, district)
        rows.append((row.measure, row.version, centre, district, group, *names, *sum_, told))
    return table(
        "figures",
        "Figures",
        "What was counted, by centre and district. A place that has no row of a measure has none "
        "to count there.",
        (MEASURE, VERSION, *PLACE, *PLACE_NAMES, *SUMS, _VALUE),
        ("measure", "centre", "district", "group"),
        rows,
    )


def spreads(session: Session, counted: CountedPeriod) -> Table:
    """Days do not add up, so they are kept for each area by itself."""
    query = select(FigureSpread).where(FigureSpread.counted_period_id == counted.id)
    rows = [
        (one.measure, one.version, one.area, one.grouping or ALL_GROUPS, *_timed(one))
        for one in session.scalars(query)
    ]
    days = {"minimum": 0}
    return table(
        "spreads",
        "Days",
        "How long things took, for each area by itself: days of several areas do not add up.",
        (
            MEASURE,
            VERSION,
            text("area", "Area", "As in areas", needed=True),
            PLACE[-1],
            Field("stays", Type.INTEGER, "How many", "Things that were timed", {"minimum": 1}),
            Field("median", Type.NUMBER, "Half took up to", "Days", days),
            Field("ninth", Type.NUMBER, "Nine in ten took up to", "Days", days),
        ),
        ("measure", "area", "group"),
        rows,
    )


def value(measure: Measure | None, numbers: Sum) -> Decimal | None:
    """The number as it is told, exact to two places; None of a share of nobody."""
    if measure is None:  # counted once, and no longer on the list
        return None
    if measure.kind is Kind.SHARE:
        some = numbers.denominator
        return _exact(Decimal(100 * numbers.numerator) / some) if some else None
    by = 60 * 100 if measure.id == "value" else _DIVIDED_BY[measure.kind]
    return _exact(Decimal(numbers.numerator) / by)


def _exact(number: Decimal) -> Decimal:
    return number.quantize(_AS_TOLD)


def _timed(one: FigureSpread) -> tuple[int, Decimal, Decimal]:
    return one.stays, _days(one.median), _days(one.ninth)


def _days(number: float) -> Decimal:
    return Decimal(repr(number)).quantize(_OF_DAYS)
