"""The centres side by side: the same measures, counted in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import or_, select

from brokerage.centres.models import CentreDistrict
from brokerage.evaluation.areas import Area
from brokerage.evaluation.definitions import Measure, get_measure
from brokerage.evaluation.periods import Period
from brokerage.evaluation.reading import Counted, Figures, value_of
from brokerage.evaluation.reports.told import Looking, in_full, read
from brokerage.evaluation.standing import Standing
from brokerage.evaluation.telling import Told, held_cells, highest, main_group
from brokerage.evaluation.tiles import numbers_of
from brokerage.geography.models import District

TOO_FEW = "Too few centres to compare"


@dataclass(frozen=True, slots=True)
class Centre:
    """One beside the others. ``confirmed``: that its records of the period are complete."""

    area: Area
    confirmed: bool
    districts: Sequence[str]
    told: Sequence[Told]


@dataclass(frozen=True)
class Centres:
    """What was counted at every centre: its area, and the numbers of each measure."""

    looking: Looking
    found: Mapping[Area, Figures]

    def told(self, measure: Measure) -> dict[Area, Told]:
        """One number for each centre, those held back that may not be told."""
        numbers = {area: numbers_of(figures, measure) for area, figures in self.found.items()}
        held = self._held(measure)
        return {
            area: held_cells(measure)[0] if area.code in held else in_full(measure, groups)
            for area, groups in numbers.items()
        }

    def between(self, measure: Measure) -> str:
        """The lowest and the highest of those that are told."""
        held = self._held(measure)
        values = [
            value
            for area, numbers in self._main(measure).items()
            if area.code not in held and (value := value_of(measure, numbers)) is not None
        ]
        if len(values) < 2:
            return TOO_FEW
        return f"{highest(measure, min(values))} to {highest(measure, max(values))}"

    def _main(self, measure: Measure) -> dict[Area, Counted]:
        group = main_group(measure)
        found = {area: numbers_of(one, measure).get(group) for area, one in self.found.items()}
        return {area: numbers for area, numbers in found.items() if numbers is not None}

    def _held(self, measure: Measure) -> frozenset[str]:
        numbers = {area.code: numbers for area, numbers in self._main(measure).items()}
        return self.looking.reader.holds_back_places(self.looking.area, measure, numbers)


def read_centres(looking: Looking, period: Period, names: Iterable[str]) -> Centres:
    """Some measures of every centre; a period that was not counted has none."""
    wanted, found = list(names), {}
    for area in looking.reader.areas.areas.values():
        if area.kind == "centre":
            figures = read(replace(looking, area=area), [period], wanted).get(period)
            if figures is not None:
                found[area] = figures
    return Centres(looking, found)


def side_by_side(
    centres: Centres, standing: Standing, period: Period, names: Iterable[str]
) -> list[Centre]:
    """Each centre with its districts, its word that all is there, and its numbers."""
    told = [centres.told(get_measure(name)) for name in names]
    served = _districts(centres.looking, period)
    waiting = {f"centre:{one.slug}" for one in standing.waiting}
    taking_part = {f"centre:{part.centre.slug}" for part in standing.parts}
    return [
        Centre(
            area,
            area.code not in waiting,
            served.get(area.code, ()),
            [of_measure[area] for of_measure in told],
        )
        for area in centres.found
        if area.code in taking_part
    ]


def _districts(looking: Looking, period: Period) -> dict[str, list[str]]:
    """The districts that a centre served at some time of a period, by name."""
    query = (
        select(CentreDistrict.centre_id, District.name)
        .join(District, District.code == CentreDistrict.district_code)
        .where(CentreDistrict.valid_from < period.until)
        .where(or_(CentreDistrict.valid_to.is_(None), CentreDistrict.valid_to >= period.first_on))
        .order_by(District.name)
    )
    found: dict[str, list[str]] = {}
    for centre_id, name in looking.session.execute(query):
        code = looking.reader.areas.of_centre[centre_id]
        if name not in found.setdefault(code, []):
            found[code].append(name)
    return found
