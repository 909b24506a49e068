"""Where things happen: points near real towns, in the right district, at no real address."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.demo.chance import one_of
from brokerage.geography.coordinates import KM_PER_DEGREE, roughly_km
from brokerage.geography.models import Place, PostcodeArea

NEAR_KM = 3.5  # a town's sectors have their centres within this distance of it
INNER = 0.3  # of a sector's radius: near enough to its centre to be in its district
FEWEST_PEOPLE = 500  # a hamlet weighs as much as a village


@dataclass(frozen=True, slots=True)
class Spot:
    """An invented place: real town, district and outward code, a point nobody was asked about."""

    town: str
    district_code: str
    outward: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Town:
    """A place of the gazetteer with its postcode sectors."""

    name: str
    district_code: str
    weight: float
    sectors: tuple[PostcodeArea, ...]

    def spot(self, rng: random.Random) -> Spot:
        """A point in one of the sectors."""
        sector = rng.choice(self.sectors)
        reach = sector.radius_km * INNER * math.sqrt(rng.random()) / KM_PER_DEGREE
        angle = rng.random() * math.tau
        wider = math.cos(math.radians(sector.latitude))
        return Spot(
            self.name,
            self.district_code,
            sector.code.split()[0],
            round(sector.latitude + reach * math.sin(angle), 5),
            round(sector.longitude + reach * math.cos(angle) / wider, 5),
        )


class Towns:
    """Chooses towns: a larger one more often, though not as often as it is large.

    Districts are chosen by how many postcode sectors they have, which follows how many people.
    """

    def __init__(self, towns: Sequence[Town]) -> None:
        sectors = {(town.district_code, area.code) for town in towns for area in town.sectors}
        self._sectors = Counter(code for code, _sector in sorted(sectors))
        self._by_district: Mapping[str, _Weighted] = {
            code: _Weighted([town for town in towns if town.district_code == code])
            for code in self._sectors
        }
        self.by_name = {town.name: town for town in towns}

    def anywhere(self, rng: random.Random) -> Town:
        """A town of the county."""
        return self.in_district(rng, one_of(rng, self._sectors))

    def in_district(self, rng: random.Random, code: str) -> Town:
        """A town of a district."""
        return self._by_district[code].choose(rng)


class _Weighted:
    def __init__(self, towns: Sequence[Town]) -> None:
        self.towns = towns
        self.weights = list(accumulate(town.weight for town in towns))

    def choose(self, rng: random.Random) -> Town:
        return rng.choices(self.towns, cum_weights=self.weights)[0]


def read_towns(session: Session) -> Towns:
    """The gazetteer's places that have a postcode sector, with those sectors."""
    sectors = [area for area in session.scalars(select(PostcodeArea)) if " " in area.code]
    sectors.sort(key=lambda area: area.code)
    places = session.scalars(select(Place).order_by(Place.district_code, Place.name))
    towns = [_town(place, _sectors_of(place, sectors)) for place in places]
    return Towns([town for town in towns if town.sectors])


def _town(place: Place, sectors: tuple[PostcodeArea, ...]) -> Town:
    weight = max(place.population, FEWEST_PEOPLE) ** 0.6
    return Town(place.name, place.district_code, weight, sectors)


def _sectors_of(place: Place, sectors: Iterable[PostcodeArea]) -> tuple[PostcodeArea, ...]:
    here = (place.latitude, place.longitude)
    own = [
        (roughly_km(here, (area.latitude, area.longitude)), area)
        for area in sectors
        if area.district_code == place.district_code and area.radius_km > 0
    ]
    own.sort(key=lambda pair: pair[0])
    near = tuple(area for distance, area in own if distance <= NEAR_KM)
    return near or tuple(area for _distance, area in own[:1])
