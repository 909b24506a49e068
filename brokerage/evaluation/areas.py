"""The places figures are told of: a centre, a district, Kent's twelve districts, Medway, or all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.errors import NotFound
from brokerage.geography.models import District

ALL = "all"


@dataclass(frozen=True, slots=True)
class Area:
    """``code`` stands in addresses: "all", "kent", "centre:ashford", "district:dover"."""

    code: str
    name: str
    kind: str  # all, county, centre, district


@dataclass(frozen=True)
class Areas:
    """Every area, and which of them a centre and a district belong to."""

    areas: Mapping[str, Area]
    of_centre: Mapping[int, str]
    of_district: Mapping[str, tuple[str, ...]]

    def holding(self, centre_id: int | None, district_code: str | None) -> Iterator[str]:
        """The codes of the areas that a number of this centre and district counts in."""
        yield ALL
        if centre_id is not None:
            yield self.of_centre[centre_id]
        yield from self.of_district.get(district_code or "", ())

    def get(self, code: str) -> Area:
        """One by its code. Raises NotFound."""
        if code not in self.areas:
            raise NotFound("We have no figures for that place.")
        return self.areas[code]


def read_areas(session: Session) -> Areas:
    """The areas there are. A district counts with its county; Medway beside Kent's twelve."""
    found = {ALL: Area(ALL, "The whole pilot", "all")}
    of_centre, of_district = {}, {}
    for district in session.scalars(select(District).order_by(District.name)):
        county = district.counted_with.lower()
        found.setdefault(county, Area(county, district.counted_with, "county"))
    for centre in session.scalars(select(Centre).order_by(Centre.is_lead.desc(), Centre.name)):
        code = of_centre[centre.id] = f"centre:{centre.slug}"
        found[code] = Area(code, centre.name, "centre")
    for district in session.scalars(select(District).order_by(District.name)):
        code = f"district:{district.slug}"
        of_district[district.code] = (district.counted_with.lower(), code)
        found[code] = Area(code, district.name, "district")
    return Areas(found, of_centre, of_district)
