"""The first page of the figures: each measure as a number, its change and its trend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from brokerage.evaluation.areas import Area
from brokerage.evaluation.cells import TOTAL, Spread, Sum
from brokerage.evaluation.charts import Chart, chart
from brokerage.evaluation.definitions import Kind, Measure, measures
from brokerage.evaluation.groups import of_main_group
from brokerage.evaluation.measures.money import HIGH, LOW
from brokerage.evaluation.periods import Period
from brokerage.evaluation.readers import Reader
from brokerage.evaluation.reading import Counted, Figures, last_periods, read_figures, value_of
from brokerage.evaluation.telling import (
    FEWEST,
    STANDS_FOR_ALL,
    change,
    held_cells,
    in_short,
    main_group,
)

LOOKED_BACK = {"month": 13, "quarter": 8}
SPARKLINE = (120, 32)
NEEDED = frozenset({TOTAL, HIGH, LOW, *STANDS_FOR_ALL.values()})


@dataclass(frozen=True, slots=True)
class Tile:
    """A measure of one place and period, in short. ``rests_on``: of how many, and not known."""

    measure: Measure
    told: str
    of_group: str
    change: str
    rests_on: str
    trend: Chart


def tiles(
    session: Session, reader: Reader, area: Area, period: Period
) -> dict[str, list[Tile]] | None:
    """By group, in the order of the definitions; None for a period that was not counted.

    Of the groups inside a measure only those are read that a tile needs.
    """
    wanted = last_periods(period, LOOKED_BACK[period.kind])
    found = read_figures(session, reader.areas, area, wanted, groups=NEEDED)
    if period not in found:
        return None
    by_group: dict[str, list[Tile]] = {}
    for measure in measures().values():
        tile = _tile(session, measure, reader, area, wanted, found)
        by_group.setdefault(measure.group, []).append(tile)
    return by_group


def numbers_of(figures: Figures | None, measure: Measure) -> Mapping[str, Counted]:
    """What was counted by group, with the nought of a count that found nobody."""
    if figures is None:
        return {}
    total = figures.of(measure)
    return {**figures.found.get(measure.id, {}), **({} if total is None else {TOTAL: total})}


def values(
    measure: Measure,
    reader: Reader,
    area: Area,
    group: str,
    periods: Iterable[Period],
    found: Mapping[Period, Figures],
) -> list[float | None]:
    """A trend: None where a period was not counted, or its number is not told to the reader."""
    trend: list[float | None] = []
    for period in periods:
        groups = numbers_of(found.get(period), measure)
        held = reader.holds_back(area, measure, groups)
        trend.append(None if group in held else value_of(measure, groups.get(group)))
    return trend


def _tile(
    session: Session,
    measure: Measure,
    reader: Reader,
    area: Area,
    wanted: Sequence[Period],
    found: Mapping[Period, Figures],
) -> Tile:
    group, called = main_group(measure), of_main_group(session, measure)
    trend = values(measure, reader, area, group, wanted, found)
    groups = numbers_of(found[wanted[-1]], measure)
    picture = chart([trend], *SPARKLINE)
    if group in reader.holds_back(area, measure, groups):
        return Tile(measure, held_cells(measure)[0].text, called, "", "", picture)
    moved = change(measure, trend[-1], trend[-2])
    rests_on = _rests_on(measure, reader, area, groups.get(group))
    return Tile(measure, in_short(measure, groups), called, moved, rests_on, picture)


def _rests_on(measure: Measure, reader: Reader, area: Area, numbers: Counted | None) -> str:
    if isinstance(numbers, Spread):
        return f"half of {numbers.stays:,} took no longer"
    if measure.kind is not Kind.SHARE or not isinstance(numbers, Sum):
        return ""
    words = f"of {numbers.denominator:,}" if numbers.denominator else ""
    if not numbers.unknown:
        return words
    small = numbers.unknown < FEWEST and not reader.sees_all_of(area.code)
    unknown = f"under {FEWEST}" if small else f"{numbers.unknown:,}"
    return f"{words}; {unknown} not known".removeprefix("; ")
