"""Coordinates as feeds write them: numbers, text, [longitude, latitude], degrees and minutes.

What cannot be a place is refused rather than mended: a swapped pair or 0,0 would put a role in
the sea, and guessing could put it in the wrong town.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from brokerage.opportunities.places_text import PlaceText

Point = tuple[float, float]  # latitude, longitude

_DMS = re.compile(
    r"(\d{1,3})\s*[°d]\s*(?:(\d{1,2})\s*['′m]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:[\"″s]|'')\s*)?([NSEW])",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\(\s*(-?\d{1,3}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)\s*\)\s*$")
_BRITAIN = ((49.0, 61.5), (-9.0, 2.5))  # latitudes, longitudes


class NotAPlace(ValueError):
    """The numbers cannot be where something happens; the sentence says why."""


def read_point(latitude: Any, longitude: Any) -> Point | None:
    """A point of two values; None where both are empty. Raises NotAPlace."""
    texts = [_text(latitude), _text(longitude)]
    if not any(texts):
        return None
    return _checked(_degrees(texts[0]), _degrees(texts[1]))


def read_lonlat(pair: Sequence[Any]) -> Point:
    """A GeoJSON pair, longitude first. Raises NotAPlace."""
    if len(pair) < 2:
        raise NotAPlace("A point needs a longitude and a latitude.")
    return _checked(_degrees(_text(pair[1])), _degrees(_text(pair[0])))


def read_pair(text: str) -> Point | None:
    """A point written as one text, "51.5,-0.3" or in degrees, minutes and seconds."""
    angles = [_angle(*found.groups()) for found in _DMS.finditer(text)]
    if len(angles) == 2:
        return _checked(*angles)
    halves = re.split(r"[,;\s]+", text.strip(" ()"))
    return read_point(*halves) if len(halves) == 2 else None


def split_address(text: str) -> tuple[str, Point | None]:
    """A multi-line address with "(lat, lon)" at its end: one line of address, and the point."""
    found = _TAIL.search(text)
    lines = (text[: found.start()] if found else text).splitlines()
    address = ", ".join(" ".join(line.split()) for line in lines if line.strip())
    return address, read_point(found[1], found[2]) if found else None


def place_of(name: str, address: str, postcode: str | None, point: Point | None) -> list[PlaceText]:
    """A place of what is known of it; none where nothing is."""
    place = PlaceText(name[:200], address[:400], postcode, point)
    return [place] if place != PlaceText() else []


def _checked(latitude: float, longitude: float) -> Point:
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise NotAPlace("No place on earth has these coordinates.")
    if abs(latitude) < 0.01 and abs(longitude) < 0.01:
        raise NotAPlace("0,0 lies in the Atlantic: it means that no place was given.")
    (south, north), (west, east) = _BRITAIN
    if west <= latitude <= east and south <= longitude <= north:
        raise NotAPlace("Latitude and longitude seem to be swapped.")
    return latitude, longitude


def _degrees(text: str) -> float:
    if found := _DMS.fullmatch(text):
        return _angle(*found.groups())
    try:
        value = float(text)
    except ValueError:
        raise NotAPlace("These are not coordinates, such as 51.1488 and 0.8725.") from None
    if value != value or abs(value) == float("inf"):
        raise NotAPlace("These are not coordinates, such as 51.1488 and 0.8725.")
    return value


def _angle(degrees: str, minutes: str | None, seconds: str | None, side: str) -> float:
    value = int(degrees) + int(minutes or 0) / 60 + float(seconds or 0) / 3600
    return round(-value if side.upper() in "SW" else value, 6)


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
