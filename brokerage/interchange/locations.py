"""Where an activity is, from the sessions of volunteeringdata.io."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from brokerage.interchange import cleaning
from brokerage.interchange.jsonld import Node, many
from brokerage.interchange.points import (
    NotAPlace,
    Point,
    place_of,
    read_lonlat,
    read_pair,
    read_point,
)
from brokerage.interchange.rows import Row
from brokerage.opportunities.models import Attendance
from brokerage.opportunities.places_text import PlaceText

_WKT = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+)\s*\)", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
HOME_POINT = "A role done from home carries the point of an office or a city: it is left out."


def read_places(row: Row, sessions: Iterable[Any], attendance: Attendance) -> tuple[PlaceText, ...]:
    """Every place once. A role done from home has none: its point is a default of the system."""
    locations = [
        location
        for session in sessions
        if isinstance(session, Mapping)
        for location in many(session.get("location"))
        if isinstance(location, Mapping)
    ]
    if attendance is Attendance.REMOTE:
        if locations:
            row.remark("session.location", HOME_POINT, value="")
        return ()
    found = [place for location in locations for place in _place(row, location)]
    return tuple(dict.fromkeys(found))


def _place(row: Row, location: Node) -> list[PlaceText]:
    if str(location.get("locationType", "")).strip().lower() == "remote":
        return []
    address = _address(location.get("address"))
    postcode = cleaning.label(str(location.get("postcode") or location.get("postalCode") or ""))
    found = _POSTCODE.search(address)
    name = cleaning.label(str(location.get("name") or ""))
    known = postcode or (found[0].upper() if found else None)
    return place_of(name, address, known, _point(row, location))


def _address(value: Any) -> str:
    if isinstance(value, Mapping):
        value = ", ".join(str(part) for part in value.values() if part and isinstance(part, str))
    return cleaning.label(str(value or ""))


def _point(row: Row, location: Node) -> Point | None:
    try:
        point = read_point(location.get("latitude"), location.get("longitude"))
        return point or _geometry(location.get("geometry"))
    except NotAPlace as problem:
        value = f"{location.get('latitude')}, {location.get('longitude')}"
        row.remark("session.location", str(problem), value)
        return None


def _geometry(value: Any) -> Point | None:
    """GeoJSON or well-known text, longitude first; or degrees, minutes and seconds."""
    if isinstance(value, Mapping):
        value = value.get("coordinates")
    if isinstance(value, list) and len(value) >= 2:
        return read_lonlat(value)
    if isinstance(value, str):
        found = _WKT.search(value)
        return read_lonlat(found.groups()) if found else read_pair(value)
    return None
