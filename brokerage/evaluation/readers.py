"""Which places somebody reads the figures of, and where they see small numbers too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor, Role
from brokerage.centres.models import CentreDistrict
from brokerage.errors import NotFound
from brokerage.evaluation.areas import ALL, Area, Areas, read_areas
from brokerage.evaluation.breakdowns import NOWHERE
from brokerage.evaluation.cells import TOTAL
from brokerage.evaluation.definitions import Measure
from brokerage.evaluation.reading import Counted
from brokerage.evaluation.telling import held_back, is_small
from brokerage.weeks import local_today

SEE_EVERYTHING = frozenset({Role.LEAD, Role.EVALUATOR})
# People answer on the promise that nobody sees who answered what, their own centre included.
HELD_FOR_ALL = frozenset({"reach_disability", "reach_ethnic_group"})


@dataclass(frozen=True)
class Reader:
    """Whoever looks at figures. ``open_to``: the places they may choose, the first by default.

    ``own``: the places of which they see every number; None: of all of them.
    """

    areas: Areas
    open_to: Mapping[str, Area]
    own: frozenset[str] | None

    def get(self, code: str) -> Area:
        """The place asked for, or the first. Raises NotFound for one that is not theirs."""
        if not code:
            return next(iter(self.open_to.values()))
        if code not in self.open_to:
            raise NotFound("We have no figures for that place, or they are not for you.")
        return self.open_to[code]

    def sees_all_of(self, code: str) -> bool:
        """Whether small numbers of a place are told to them too."""
        return self.own is None or code in self.own

    def holds_back(self, area: Area, measure: Measure, groups: Mapping[str, Counted]) -> set[str]:
        """Which groups of one place are not told to them; of equality answers, to nobody."""
        parts = {group: numbers for group, numbers in groups.items() if group != TOTAL}
        if self.sees_all_of(area.code):
            return set(held_back(measure, parts)) if measure.id in HELD_FOR_ALL else set()
        small = {group for group in groups if is_small(measure, groups, group)}
        return small | held_back(measure, parts)

    def holds_back_places(
        self, area: Area, measure: Measure, places: Mapping[str, Counted]
    ) -> frozenset[str]:
        """Which of the places inside one are not told to them."""
        if self.sees_all_of(area.code):
            return frozenset()
        others = {code: n for code, n in places.items() if not self.sees_all_of(code)}
        return held_back(measure, others)


def reader(session: Session, actor: Actor) -> Reader:
    """What an actor may read. People at a centre begin with their own."""
    areas = read_areas(session)
    if actor.roles & SEE_EVERYTHING:
        return Reader(areas, areas.areas, None)
    own = [code for number, code in areas.of_centre.items() if number in actor.centre_ids]
    counties = [area.code for area in areas.areas.values() if area.kind == "county"]
    served = _districts_of(session, areas, actor)
    codes = [*own, *served, *counties, ALL]
    return Reader(areas, {code: areas.areas[code] for code in codes}, frozenset(own))


def name_of(areas: Areas, code: str, unplaced: str) -> str:
    """A place by its code; ``unplaced`` for numbers that are of none."""
    return unplaced if code == NOWHERE else areas.areas[code].name


def _districts_of(session: Session, areas: Areas, actor: Actor) -> list[str]:
    today = local_today()
    served = session.scalars(
        select(CentreDistrict.district_code).where(
            CentreDistrict.centre_id.in_(actor.centre_ids),
            CentreDistrict.valid_from <= today,
            or_(CentreDistrict.valid_to.is_(None), CentreDistrict.valid_to >= today),
        )
    )
    found = {areas.of_district[code][-1] for code in served if code in areas.of_district}
    return [code for code in areas.areas if code in found]
