"""What may be shown of a place. A private home is an area to everybody but staff.

The same coarse point is what the search index ranks by, so that no series of distance queries
can home in on somebody's address.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brokerage.opportunities.models import OpportunityPlace

A_HOME = "Somebody’s home"  # not the name that was given: it may say whose
HOME_GRID_DEGREES = 0.02  # about 2.2 km north to south, 1.4 km east to west in Kent


class Precision(StrEnum):
    """How well a place is known."""

    EXACT = "exact"
    AREA = "area"  # a postcode sector, a village, or a private home shown as an area
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place as the public reads it."""

    name: str
    address: str
    postcode: str | None
    latitude: float | None
    longitude: float | None
    approximate: bool
    district_code: str | None


def shown_place(place: OpportunityPlace) -> ShownPlace:
    """The public face of a place: coarse for a private home."""
    if not place.is_private_home:
        return ShownPlace(
            place.name,
            place.address,
            place.postcode,
            place.latitude,
            place.longitude,
            place.precision != Precision.EXACT,
            place.district_code,
        )
    return ShownPlace(
        name=A_HOME,
        address="",
        postcode=place.postcode.split()[0] if place.postcode else None,
        latitude=_coarse(place.latitude),
        longitude=_coarse(place.longitude),
        approximate=True,
        district_code=place.district_code,
    )


def _coarse(degrees: float | None) -> float | None:
    if degrees is None:
        return None
    return round((degrees // HOME_GRID_DEGREES + 0.5) * HOME_GRID_DEGREES, 6)
