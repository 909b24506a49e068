"""One centre's quarter, or the county's: each number beside its target and its baseline.

The numbers are told as everywhere (readers.py): one that is held back has no distance either,
since it could be worked out from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.evaluation.areas import ALL, Area
from brokerage.evaluation.definitions import Kind, Measure, measures
from brokerage.evaluation.entered.targets import Aims, aims_of, amount_in_words, plain_amount
from brokerage.evaluation.groups import of_main_group
from brokerage.evaluation.measures.money import HIGH
from brokerage.evaluation.models import Target
from brokerage.evaluation.periods import Period
from brokerage.evaluation.readers import Reader
from brokerage.evaluation.reading import Figures, read_figures, value_of
from brokerage.evaluation.telling import (
    NOT_COUNTED,
    held_cells,
    in_short,
    is_range,
    main_group,
)
from brokerage.evaluation.tiles import NEEDED, numbers_of


@dataclass(frozen=True, slots=True)
class Row:
    """A measure in a quarter.

    ``shown``: the number, or the ends of the range, as the page rounds it, so that a distance is
    of the numbers that are read. None where nothing is told or can be said.
    """

    measure: Measure
    told: str
    of_group: str
    shown: tuple[float, float] | None
    aims: Aims

    @property
    def value(self) -> float | None:
        """The number; of a range, its lower end."""
        return self.shown[0] if self.shown else None

    @property
    def from_target(self) -> str:
        """How far it is from the target, where both are known."""
        return self._from(self.aims.target, "the target")

    @property
    def from_baseline(self) -> str:
        """How far it is from the baseline, where both are known."""
        return self._from(self.aims.baseline, "the baseline")

    @property
    def against_target(self) -> str:
        """The same with the target's own number in it, for a report; empty without a target."""
        if self.aims.target is None:
            return ""
        amount = amount_in_words(self.aims.target)
        return self._from(self.aims.target, amount) or f"Aims at {amount}"

    def _from(self, aim: Target | None, of: str) -> str:
        return distance(self.measure, self.shown, aim.amount, of) if aim and self.shown else ""


def monitor(session: Session, reader: Reader, area: Area, quarter: Period) -> list[Row]:
    """Every measure, those with a target or baseline first."""
    found = read_figures(session, reader.areas, area, [quarter], groups=NEEDED).get(quarter)
    aims = aims_of(session, _centre_of(session, area), quarter)
    rows = [
        _row(session, reader, area, measure, found, aims.get(measure.id, Aims()))
        for measure in measures().values()
    ]
    return sorted(rows, key=lambda row: row.aims == Aims())


def monitored(reader: Reader) -> dict[str, Area]:
    """The places that have targets: the centres one may choose, and the county."""
    return {
        code: area
        for code, area in reader.open_to.items()
        if area.kind == "centre" or area.code == ALL
    }


def against_targets(session: Session, reader: Reader, area: Area, period: Period) -> dict[str, str]:
    """What reports say of each measure that has a target, by its id; a month has none."""
    if period.kind != "quarter" or area.code not in monitored(reader):
        return {}
    rows = monitor(session, reader, area, period)
    return {row.measure.id: row.against_target for row in rows if row.against_target}


def distance(measure: Measure, now: tuple[float, float], amount: float, of: str) -> str:
    """How far a number, or a range, is from what it is set beside; no word on whether it is good.

    ``of``: "the target", "the baseline", or the amount in words.
    """
    low, high = (round(number, 2) for number in now)
    if low <= amount <= high:
        return f"On {of}" if low == high else f"Its range holds {of}"
    over = low > amount
    by = plain_amount(round(low - amount if over else amount - high, 2))
    return f"{_sized(measure, by)} {'over' if over else 'under'} {of}"


def _sized(measure: Measure, by: str) -> str:
    one = by == "1"
    return {
        Kind.COUNT: by,
        Kind.SHARE: f"{by} percentage {'point' if one else 'points'}",
        Kind.SPREAD: f"{by} {'day' if one else 'days'}",
        Kind.MINUTES: f"{by} {'hour' if one else 'hours'}",
        Kind.MONEY: f"£{by}",
    }[measure.kind]


def _row(
    session: Session,
    reader: Reader,
    area: Area,
    measure: Measure,
    figures: Figures | None,
    aims: Aims,
) -> Row:
    called = of_main_group(session, measure)
    if figures is None:
        return Row(measure, NOT_COUNTED, called, None, aims)
    groups, group = numbers_of(figures, measure), main_group(measure)
    if group in reader.holds_back(area, measure, groups):
        return Row(measure, held_cells(measure)[0].text, called, None, aims)
    told, value = in_short(measure, groups), value_of(measure, groups.get(group))
    if value is None:
        return Row(measure, told, called, None, aims)
    top = value_of(measure, groups.get(HIGH)) if is_range(measure) else value
    shown = _as_told(measure, value), _as_told(measure, value if top is None else top)
    return Row(measure, told, called, shown, aims)


def _as_told(measure: Measure, value: float) -> float:
    return round(value, 0 if measure.kind in (Kind.COUNT, Kind.MONEY) else 1)


def _centre_of(session: Session, area: Area) -> int | None:
    slug = area.code.removeprefix("centre:")
    return (
        None if area.code == ALL else session.scalar(select(Centre.id).where(Centre.slug == slug))
    )


def quarters_to_choose(counted: Sequence[Period], present: Period, asked: Period) -> list[Period]:
    """The present quarter, every one that was counted, and the one that is shown; newest first."""
    return sorted(
        {present, asked, *(one for one in counted if one.kind == "quarter")}, reverse=True
    )
