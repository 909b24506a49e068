"""One measure of an area and period, by centre and by district."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from brokerage.evaluation.areas import ALL, Area, Areas
from brokerage.evaluation.cells import Spread, Sum
from brokerage.evaluation.definitions import Kind, Measure
from brokerage.evaluation.models import CountedPeriod, Figure, FigureSpread
from brokerage.evaluation.reading import Counted, inside

NOWHERE = ""  # the code of numbers that are of no centre, or of no district
Places = Mapping[str, Mapping[str, Counted]]
"""The code of an area, then the group."""


def by_centre(
    session: Session, areas: Areas, area: Area, measure: Measure, counted: CountedPeriod
) -> Places:
    """Every centre of the whole pilot; of a smaller place, those that have something in it."""
    every = [code for code in areas.of_centre.values() if area.code == ALL]
    if measure.kind is Kind.SPREAD:
        return _days(session, measure, counted, every)
    return _added(session, areas, area, measure, counted, Figure.centre_id, areas.of_centre, every)


def by_district(
    session: Session, areas: Areas, area: Area, measure: Measure, counted: CountedPeriod
) -> Places:
    """Every district of a county or the pilot; of a centre, where its people live."""
    code_of = {code: names[-1] for code, names in areas.of_district.items()}
    whole = area.kind in ("all", "county")
    held = [
        code_of[code]
        for code, names in areas.of_district.items()
        if whole and area.code in (ALL, *names)
    ]
    if measure.kind is Kind.SPREAD:
        return _days(session, measure, counted, held)
    return _added(session, areas, area, measure, counted, Figure.district_code, code_of, held)


def _added(
    session: Session,
    areas: Areas,
    area: Area,
    measure: Measure,
    counted: CountedPeriod,
    place: InstrumentedAttribute[Any],
    code_of: Mapping[Any, str],
    every: list[str],
) -> Places:
    totals = [func.sum(n) for n in (Figure.numerator, Figure.denominator, Figure.unknown)]
    query = (
        select(place, Figure.grouping, *totals)
        .where(Figure.counted_period_id == counted.id, Figure.measure == measure.id)
        .where(inside(areas, area))
        .group_by(place, Figure.grouping)
    )
    found: dict[str, dict[str, Counted]] = {code: {} for code in every}
    for row in session.execute(query):
        code = code_of.get(row[0], NOWHERE)
        found.setdefault(code, {})[row[1]] = Sum(*(int(n) for n in row[2:]))
    return _in_order(areas, found)


def _days(session: Session, measure: Measure, counted: CountedPeriod, every: list[str]) -> Places:
    """Days do not add up, so they are told only of places that were timed by themselves."""
    spread = (FigureSpread.area, FigureSpread.grouping)
    query = select(*spread, FigureSpread.stays, FigureSpread.median, FigureSpread.ninth).where(
        FigureSpread.counted_period_id == counted.id,
        FigureSpread.measure == measure.id,
        FigureSpread.area.in_(every),
    )
    found: defaultdict[str, dict[str, Counted]] = defaultdict(dict, {code: {} for code in every})
    for row in session.execute(query):
        found[row[0]][row[1]] = Spread(*row[2:])
    return found


def _in_order(areas: Areas, found: Mapping[str, Mapping[str, Counted]]) -> Places:
    order = [code for code in areas.areas if code in found]
    return {code: found[code] for code in (*order, *({NOWHERE} & set(found)))}
