"""What looking up a text gives: a place on the map, or an error with suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from brokerage.errors import Invalid
from brokerage.geography.models import District

Kind = Literal["postcode", "sector", "outward", "place", "district", "point"]


@dataclass(frozen=True)
class Located:
    """Where a text is. ``approximate`` places stand for an area, ``radius_km`` wide if known."""

    latitude: float
    longitude: float
    label: str
    kind: Kind
    approximate: bool
    district: District | None = None
    deprivation_decile: int | None = None  # 1 is the most deprived tenth
    radius_km: float | None = None
    code: str | None = None  # the postcode, sector or outward code, as stored

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        return self.latitude, self.longitude


class UnknownPlace(Invalid):
    """The text was not found, or could mean several places. Each suggestion can be looked up."""

    def __init__(self, message: str, suggestions: Sequence[str] = ()) -> None:
        super().__init__(message, "near", suggestions)
