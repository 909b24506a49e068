"""The figures of an area and a period, from what was counted. Missing is never nought.

Numbers of an area are sums over its centres and districts; days were kept for each area.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session

from brokerage.evaluation.areas import ALL, Area, Areas
from brokerage.evaluation.cells import TOTAL, Spread, Sum
from brokerage.evaluation.definitions import Kind, Measure
from brokerage.evaluation.models import Adjustment, CountedPeriod, Figure, FigureSpread
from brokerage.evaluation.periods import Period

Counted = Sum | Spread


@dataclass(frozen=True)
class Figures:
    """What was counted for one area in one period: measure -> group -> numbers."""

    period: Period
    area: Area
    closed: bool
    found: Mapping[str, Mapping[str, Counted]]

    def of(self, measure: Measure, group: str = TOTAL) -> Counted | None:
        """The numbers of a measure; None where there is nothing to say.

        Of a count that was made and found nobody, the answer is nought.
        """
        numbers = self.found.get(measure.id, {}).get(group)
        if numbers is None and measure.kind in (Kind.COUNT, Kind.MINUTES):
            return Sum()
        return numbers

    def groups(self, measure: Measure) -> Mapping[str, Counted]:
        """The groups of a measure, without the total."""
        return {g: n for g, n in self.found.get(measure.id, {}).items() if g != TOTAL}


def read_figures(
    session: Session,
    areas: Areas,
    area: Area,
    periods: Collection[Period],
    names: Collection[str] | None = None,
    groups: Collection[str] | None = None,
) -> dict[Period, Figures]:
    """What was counted, by period; a period that was never counted is not in it.

    ``names`` and ``groups``: only of these measures and groups, for pages that show few.
    """
    texts = {str(period): period for period in periods}
    query = select(CountedPeriod).where(CountedPeriod.period.in_(texts))
    counted = {row.id: row for row in session.scalars(query)}
    found: dict[int, defaultdict[str, dict[str, Counted]]] = {
        number: defaultdict(dict) for number in counted
    }
    for row in session.execute(_sums(areas, area, counted, names, groups)):
        found[row[0]][row[1]][row[2]] = Sum(*(int(n) for n in row[3:]))
    for row in session.execute(_days(area, counted, names, groups)):
        found[row[0]][row[1]][row[2]] = Spread(*row[3:])
    return {
        texts[row.period]: Figures(
            texts[row.period], area, row.closed_at is not None, dict(found[number])
        )
        for number, row in counted.items()
    }


def value_of(measure: Measure, numbers: Counted | None) -> float | None:
    """As it is told: people, per cent, days, hours or pounds. None where nothing can be said."""
    if numbers is None:
        return None
    if isinstance(numbers, Spread):
        return numbers.median
    if measure.kind is Kind.SHARE:
        return 100 * numbers.numerator / numbers.denominator if numbers.denominator else None
    if measure.kind is Kind.MINUTES:
        return numbers.numerator / 60
    if measure.kind is Kind.MONEY:
        return numbers.numerator / (6000 if measure.id == "value" else 100)
    return float(numbers.numerator)


def last_periods(period: Period, number: int) -> Sequence[Period]:
    """So many periods up to and with this one, oldest first."""
    found = [period]
    while len(found) < number:
        found.append(found[-1].before())
    return found[::-1]


def _sums(
    areas: Areas,
    area: Area,
    counted: Collection[int],
    names: Collection[str] | None,
    groups: Collection[str] | None,
) -> Select[*tuple[Any, ...]]:
    place = (Figure.counted_period_id, Figure.measure, Figure.grouping)
    totals = [func.sum(n) for n in (Figure.numerator, Figure.denominator, Figure.unknown)]
    query = select(*place, *totals).where(Figure.counted_period_id.in_(counted))
    if names is not None:
        query = query.where(Figure.measure.in_(names))
    if groups is not None:
        query = query.where(Figure.grouping.in_(groups))
    return query.where(inside(areas, area)).group_by(*place)


def inside(
    areas: Areas, area: Area, table: type[Figure | Adjustment] = Figure
) -> ColumnElement[bool]:
    """The rows that count in an area."""
    if area.code == ALL:
        return true()
    centres = [number for number, code in areas.of_centre.items() if code == area.code]
    districts = [code for code, within in areas.of_district.items() if area.code in within]
    return or_(table.centre_id.in_(centres), table.district_code.in_(districts))


def _days(
    area: Area,
    counted: Collection[int],
    names: Collection[str] | None,
    groups: Collection[str] | None,
) -> Select[*tuple[Any, ...]]:
    spread = (FigureSpread.stays, FigureSpread.median, FigureSpread.ninth)
    place = (FigureSpread.counted_period_id, FigureSpread.measure, FigureSpread.grouping)
    query = select(*place, *spread).where(FigureSpread.counted_period_id.in_(counted))
    if names is not None:
        query = query.where(FigureSpread.measure.in_(names))
    if groups is not None:
        query = query.where(FigureSpread.grouping.in_(groups))
    return query.where(FigureSpread.area == area.code)
