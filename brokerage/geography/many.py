"""The districts of many points at once: the same rule as nearest.py, for imports.

Sectors are read once and the postcodes of a sector when a point first comes near it, instead of
two queries for every point.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from sqlalchemy import select

from brokerage.db import db
from brokerage.geography.coordinates import KM_PER_DEGREE
from brokerage.geography.models import Postcode, PostcodeArea
from brokerage.geography.nearest import REACH, SECTORS, UNIT_REACH_KM
from brokerage.geography.suggesting import in_sector

Point = tuple[float, float]
Codes = list[str | None]


class DistrictFinder:
    """Reads the sectors when it is made; keep one for as long as nobody loads postcodes."""

    def __init__(self) -> None:
        area = PostcodeArea
        query = select(
            area.code, area.district_code, area.latitude, area.longitude, area.radius_km
        ).where(area.code.contains(" "))
        rows = list(db.session.execute(query))
        self._names = [row[0] for row in rows]
        self._districts: Codes = [row[1] for row in rows]
        self._points = np.array([row[2:4] for row in rows], dtype=float).reshape(-1, 2)
        self._reach = np.maximum(1.0, REACH * np.array([row[4] for row in rows], dtype=float))
        self._units: dict[str, tuple[np.ndarray, Codes]] = {}

    def codes_at(self, points: Iterable[Point]) -> dict[Point, str | None]:
        """The ONS code of every point; None where nothing known is near enough to tell."""
        return {point: self._code_at(point) for point in points}

    def _code_at(self, point: Point) -> str | None:
        distances = _km(point, self._points)
        near = np.flatnonzero(distances <= self._reach)
        nearest = near[np.argsort(distances[near], kind="stable")][:SECTORS]
        if not len(nearest):
            return None
        held = [self._units_of(self._names[index]) for index in nearest]
        codes = [code for _places, some in held for code in some]
        if not codes:
            return self._districts[int(nearest[0])]
        to_units = _km(point, np.concatenate([places for places, _codes in held]))
        best = int(np.argmin(to_units))
        return (codes[best] or None) if float(to_units[best]) <= UNIT_REACH_KM else None

    def _units_of(self, sector: str) -> tuple[np.ndarray, Codes]:
        if sector not in self._units:
            query = select(Postcode.latitude, Postcode.longitude, Postcode.district_code)
            rows = list(db.session.execute(query.where(in_sector(sector))))
            places = np.array([row[:2] for row in rows], dtype=float).reshape(-1, 2)
            self._units[sector] = places, [row[2] for row in rows]
        return self._units[sector]


def _km(point: Point, others: np.ndarray) -> np.ndarray:
    """coordinates.roughly_km to many points."""
    north = point[0] - others[:, 0]
    east = (point[1] - others[:, 1] + 180) % 360 - 180
    middle = np.radians((point[0] + others[:, 0]) / 2)
    found: np.ndarray = KM_PER_DEGREE * np.hypot(north, east * np.cos(middle))
    return found
