"""Points written as ``lat,lon``, and short distances between points."""

from __future__ import annotations

import re
from math import cos, hypot, radians

from brokerage.geography.located import UnknownPlace

KM_PER_DEGREE = 111.2
LONGEST_POINT = 60  # characters; what is longer is no point, and slow to refuse
_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{0,15})?"
_PAIR = re.compile(rf"\(?\s*(?P<lat>{_NUMBER})\s*(?:[,;]\s*|\s+)(?P<lon>{_NUMBER})\s*\)?", re.ASCII)


def parse_point(text: str) -> tuple[float, float] | None:
    """Latitude and longitude, None where the text is not two numbers; UnknownPlace out of range."""
    written = text.strip()
    found = _PAIR.fullmatch(written) if len(written) <= LONGEST_POINT else None
    if found is None:
        return None
    latitude, longitude = float(found["lat"]), float(found["lon"])
    if abs(latitude) > 90:
        raise UnknownPlace("The first number is the latitude, from -90 to 90.")
    if abs(longitude) > 180:
        raise UnknownPlace("The second number is the longitude, from -180 to 180.")
    return latitude, longitude


def roughly_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Good to 1 % within a county: for choosing the nearest, never for showing."""
    east = (a[1] - b[1] + 180) % 360 - 180
    return KM_PER_DEGREE * hypot(a[0] - b[0], east * cos(radians((a[0] + b[0]) / 2)))
