"""Towns, villages and districts by name, however they are written."""

from __future__ import annotations

from sqlalchemy import select

from brokerage.db import db
from brokerage.geography.folding import fold, split_qualifier
from brokerage.geography.located import Located, UnknownPlace
from brokerage.geography.models import District, Place
from brokerage.geography.suggesting import near_names

Found = tuple[Place, District]


def locate_name(text: str) -> Located:
    """A place or else a district by name; ``Stone, Dartford`` says which of two is meant."""
    name, qualifier = split_qualifier(text)
    namesakes = _distinct(_places(fold(name)))
    found = [pair for pair in namesakes if qualifier is None or _within(pair[1], qualifier)]
    if len(found) == 1:
        return _located_place(*found[0], alone=len(namesakes) == 1)
    if found:
        raise UnknownPlace(
            f"There is more than one {found[0][0].name}. Choose one.",
            [f"{place.name}, {district.name}" for place, district in found],
        )
    return _locate_district(text, fold(name), qualifier)


def _places(folded: str) -> list[Found]:
    query = (
        select(Place, District)
        .join(District, District.code == Place.district_code)
        .where(Place.folded == folded)
        .order_by(Place.population.desc(), District.name)
    )
    return [(place, district) for place, district in db.session.execute(query)]


def _distinct(found: list[Found]) -> list[Found]:
    """One of a name in each district: the largest comes first and stays."""
    kept: dict[str, Found] = {}
    for pair in found:
        kept.setdefault(pair[1].code, pair)
    return list(kept.values())


def _within(district: District, qualifier: str) -> bool:
    return fold(qualifier) in (fold(district.name), fold(district.counted_with))


def _locate_district(text: str, folded: str, qualifier: str | None) -> Located:
    today = select(District).where(District.valid_to.is_(None)).order_by(District.name)
    districts = list(db.session.scalars(today))
    for district in districts:
        if fold(district.name) == folded and (qualifier is None or _within(district, qualifier)):
            return _located_district(district)
    inside = [district.name for district in districts if fold(district.counted_with) == folded]
    if inside:
        raise UnknownPlace(f"{text} is too wide an area. Name a town or a district.", inside)
    raise UnknownPlace(
        f"We do not know a place called “{text}”. Try a postcode or a nearby town.",
        near_names(text),
    )


def _located_place(place: Place, district: District, alone: bool) -> Located:
    return Located(
        latitude=place.latitude,
        longitude=place.longitude,
        label=place.name if alone else f"{place.name}, {district.name}",
        kind="place",
        approximate=True,
        district=district,
    )


def _located_district(district: District) -> Located:
    return Located(
        latitude=district.latitude,
        longitude=district.longitude,
        label=f"{district.name} district",
        kind="district",
        approximate=True,
        district=district,
    )
