"""Full postcodes, sectors and outward codes, each looked up as what it is."""

from __future__ import annotations

from brokerage.db import db
from brokerage.geography.located import Kind, Located, UnknownPlace
from brokerage.geography.models import District, Postcode, PostcodeArea
from brokerage.geography.postcodes import ELSEWHERE, letters_of, outward_of, sector_of
from brokerage.geography.suggesting import near_areas, near_codes, units_of


def locate_postcode(code: str) -> Located:
    """A full postcode, exact; its sector where no postcode of that sector was ever loaded."""
    unit = db.session.get(Postcode, code)
    if unit is not None:
        return located_postcode(unit, _district(unit.district_code))
    sector = db.session.get(PostcodeArea, sector_of(code))
    units = units_of(sector_of(code))
    if sector is not None and not units:
        return _located_area(sector)
    if units:
        raise UnknownPlace(_not_known(code), [*near_codes(code, units), sector_of(code)][-4:])
    raise UnknownPlace(_not_known(code), near_areas(code))


def locate_area(code: str) -> Located:
    """A sector or an outward code: its centre, marked approximate."""
    area = db.session.get(PostcodeArea, code)
    if area is None:
        raise UnknownPlace(_not_known(code), near_areas(code))
    return _located_area(area)


def located_postcode(unit: Postcode, district: District | None) -> Located:
    """A stored postcode as a place on the map."""
    return Located(
        latitude=unit.latitude,
        longitude=unit.longitude,
        label=unit.code,
        kind="postcode",
        approximate=False,
        district=district,
        deprivation_decile=unit.deprivation_decile,
        code=unit.code,
    )


def _located_area(area: PostcodeArea) -> Located:
    kind: Kind = "sector" if " " in area.code else "outward"
    return Located(
        latitude=area.latitude,
        longitude=area.longitude,
        label=f"{area.code} area",
        kind=kind,
        approximate=True,
        district=_district(area.district_code),
        radius_km=area.radius_km,
        code=area.code,
    )


def _district(code: str | None) -> District | None:
    return db.session.get(District, code) if code else None


def _not_known(code: str) -> str:
    reason = ELSEWHERE.get(letters_of(code))
    if reason:
        return f"{reason}: we cannot place {code} on the map."
    if db.session.get(PostcodeArea, outward_of(code)) is None:
        return f"We do not know {code}. It may be outside the area we cover."
    return f"We do not know {code}. Check it, or use its first half."
