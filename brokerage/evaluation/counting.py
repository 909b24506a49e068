"""Counting a period: every measure, once for each centre and district, kept as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from brokerage.db import now
from brokerage.evaluation.areas import read_areas
from brokerage.evaluation.cells import Cell, Spread, Stay, Sum, spread
from brokerage.evaluation.definitions import definitions_version, get_measure
from brokerage.evaluation.measures import AT_ONCE, COUNTED, TIMED
from brokerage.evaluation.models import CountedPeriod, Figure, FigureSpread
from brokerage.evaluation.periods import Period

Place = tuple[int | None, str | None, str]
"""Centre, district, group."""

Told = Callable[[int, int, str], None]
"""Called as each measure is kept, with its number, how many there are, and its title."""


def find_counted(session: Session, period: Period) -> CountedPeriod | None:
    """What was counted of a period, if it was."""
    return session.scalar(select(CountedPeriod).where(CountedPeriod.period == str(period)))


def count_period(session: Session, period: Period, tell: Told = lambda *_: None) -> CountedPeriod:
    """Count everything and keep it; a closed period stays as it is."""
    counted = find_counted(session, period)
    if counted is None:
        counted = CountedPeriod(period=str(period), first_on=period.first_on, definitions="")
        session.add(counted)
    elif counted.closed_at is not None:
        return counted
    session.flush()
    for table in (Figure, FigureSpread):
        session.execute(delete(table).where(table.counted_period_id == counted.id))
    steps = len(COUNTED) + len(TIMED)
    for number, (name, numbers) in enumerate(count_each(session, period), 1):
        tell(number, steps, get_measure(name).title)
        _keep(session, Figure, counted.id, name, _rows(numbers))
    for number, name in enumerate(TIMED, len(COUNTED) + 1):
        tell(number, steps, get_measure(name).title)
        _keep(session, FigureSpread, counted.id, name, _timed(time(session, name, period)))
    counted.definitions, counted.counted_at = definitions_version(), now()
    session.flush()
    session.expire(counted, ["figures", "spreads"])
    return counted


def count(session: Session, name: str, period: Period) -> dict[Place, Sum]:
    """One measure now, whether or not the period is closed."""
    return _added(COUNTED[name](session, period))


def count_each(session: Session, period: Period) -> Iterator[tuple[str, dict[Place, Sum]]]:
    """Every measure now, each by its name; those of the same records are asked for together."""
    found: dict[str, Sequence[Cell]] = {}
    for name, alone in COUNTED.items():
        if name in AT_ONCE and name not in found:
            found |= AT_ONCE[name](session, period)
        yield name, _added(found.pop(name) if name in AT_ONCE else alone(session, period))


def time(session: Session, name: str, period: Period) -> dict[tuple[str, str], Spread]:
    """One measure of days now, by area and group."""
    return _spreads(session, TIMED[name](session, period))


def _keep(
    session: Session,
    table: type[Figure | FigureSpread],
    counted_id: int,
    name: str,
    rows: Iterable[Mapping[str, object]],
) -> None:
    """One measure's rows, in one statement: as objects they took longer than the counting."""
    same = {
        "counted_period_id": counted_id,
        "measure": name,
        "version": get_measure(name).version,
    }
    if found := [{**same, **row} for row in rows]:
        session.execute(insert(table), found)


def _rows(numbers: Mapping[Place, Sum]) -> Iterator[Mapping[str, object]]:
    for (centre, district, group), sum_ in numbers.items():
        where = {"centre_id": centre, "district_code": district, "grouping": group}
        yield {**where, **sum_._asdict()}


def _timed(days: Mapping[tuple[str, str], Spread]) -> Iterator[Mapping[str, object]]:
    for (area, group), found in days.items():
        yield {"area": area, "grouping": group, **found._asdict()}


def _added(cells: Iterable[Cell]) -> dict[Place, Sum]:
    found: defaultdict[Place, Sum] = defaultdict(Sum)
    for cell in cells:
        place = cell.centre_id, cell.district_code, cell.group
        found[place] = found[place].plus(cell)
    return {place: sum_ for place, sum_ in found.items() if any(sum_)}


def _spreads(session: Session, stays: Iterable[Stay]) -> dict[tuple[str, str], Spread]:
    areas = read_areas(session)
    days: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for stay in stays:
        for area in areas.holding(stay.centre_id, stay.district_code):
            days[area, stay.group].append(stay.days)
    return {place: spread(found) for place, found in days.items()}
