"""Which district a point lies in, told by the nearest postcode (there are no boundaries here)."""

from __future__ import annotations

from sqlalchemy import or_, select

from brokerage.db import db
from brokerage.geography.coordinates import KM_PER_DEGREE, roughly_km
from brokerage.geography.models import Postcode, PostcodeArea
from brokerage.geography.suggesting import in_sector

REACH = 2.0  # times a sector's radius: beyond it the point is somewhere else
UNIT_REACH_KM = 2.0  # no inhabited place in the pilot's county is further from a postcode
SECTORS = 6  # the nearest postcode is in one of the nearest few sectors
WIDEST_KM = 40.0  # no sector reaches further: what the first, coarse query leaves out
Sector = tuple[str, str | None]  # its code and its district's


def district_code_at(latitude: float, longitude: float) -> str | None:
    """The ONS code of the district, or None where nothing known is near enough to tell."""
    point = (latitude, longitude)
    sectors = _sectors_near(point)
    if not sectors:
        return None
    units = _units([sector for sector, _district in sectors])
    if not units:
        return sectors[0][1]
    distance, code = min((roughly_km(point, (lat, lon)), code or "") for lat, lon, code in units)
    return (code or None) if distance <= UNIT_REACH_KM else None


def _sectors_near(point: tuple[float, float]) -> list[Sector]:
    area, reach = PostcodeArea, WIDEST_KM / KM_PER_DEGREE
    query = select(
        area.code, area.district_code, area.latitude, area.longitude, area.radius_km
    ).where(area.code.contains(" "), area.latitude.between(point[0] - reach, point[0] + reach))
    near = []
    for code, district, latitude, longitude, radius in db.session.execute(query):
        distance = roughly_km(point, (latitude, longitude))
        if distance <= max(1.0, REACH * radius):
            near.append((distance, code, district))
    near.sort(key=lambda item: item[:2])
    return [(code, district) for _distance, code, district in near[:SECTORS]]


def _units(sectors: list[str]) -> list[tuple[float, float, str | None]]:
    ranges = [in_sector(sector) for sector in sectors]
    query = select(Postcode.latitude, Postcode.longitude, Postcode.district_code)
    return list(db.session.execute(query.where(or_(*ranges))))
