"""Sectors and outward codes worked out from the postcodes inside them."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from brokerage.geography.coordinates import KM_PER_DEGREE
from brokerage.geography.postcodes import outward_of, sector_of

MOST_OF_THEM = 0.9  # the radius takes in nine postcodes in ten


@dataclass
class _Members:
    points: array[float] = field(default_factory=lambda: array("d"))
    districts: Counter[str] = field(default_factory=Counter)


class AreaTally:
    """Collects the postcodes of every area that is not among ``known``."""

    def __init__(self, known: Collection[str]) -> None:
        self.known = known
        self.members: dict[str, _Members] = {}

    def add(self, code: str, latitude: float, longitude: float, district: str | None) -> None:
        """Count one postcode towards its sector and its outward code."""
        for area in (sector_of(code), outward_of(code)):
            if area in self.known:
                continue
            members = self.members.setdefault(area, _Members())
            members.points.extend((latitude, longitude))
            if district:
                members.districts[district] += 1

    def rows(self) -> list[dict[str, Any]]:
        """One row of ``postcode_areas`` for each area, in order."""
        return [_row(code, self.members[code]) for code in sorted(self.members)]


def _row(code: str, members: _Members) -> dict[str, Any]:
    points = np.array(members.points).reshape(-1, 2)
    latitude, longitude = points.mean(axis=0)
    north = (points[:, 0] - latitude) * KM_PER_DEGREE
    east = (points[:, 1] - longitude) * KM_PER_DEGREE * np.cos(np.radians(latitude))
    commonest = members.districts.most_common(1)
    return {
        "code": code,
        "latitude": round(float(latitude), 4),
        "longitude": round(float(longitude), 4),
        "radius_km": round(float(np.quantile(np.hypot(north, east), MOST_OF_THEM)), 2),
        "district_code": commonest[0][0] if commonest else None,
    }
