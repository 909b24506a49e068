"""Places as one line of words, for spreadsheets: name; address; postcode; point; what else.

    Ashford Library; Church Road; TN23 1QX; 51.1488,0.8725
    Mrs Smith's kitchen; 1 High Street; TN24 8AA; 51.15,0.88; private home

Several are joined by " | "; a semicolon, a bar or a backslash inside a part has a backslash before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from brokerage.errors import Invalid
from brokerage.geography.coordinates import parse_point
from brokerage.geography.postcodes import NotAPostcode, parse_postcode

SEPARATOR = " | "
PRIVATE, APPROXIMATE = "private home", "approximate"
EXAMPLE = "Ashford Library; Church Road; TN23 1QX; 51.1488,0.8725"


@dataclass(frozen=True, slots=True)
class PlaceText:
    """A place as it is written, not yet looked up."""

    name: str = ""
    address: str = ""
    postcode: str | None = None
    point: tuple[float, float] | None = None  # latitude, longitude
    private_home: bool = False
    approximate: bool = False


def write_place(place: PlaceText) -> str:
    """One place in words."""
    point = f"{place.point[0]},{place.point[1]}" if place.point else ""
    told = ((PRIVATE, place.private_home), (APPROXIMATE, place.approximate))
    flags = ", ".join(word for word, is_so in told if is_so)
    parts = [_escaped(place.name), _escaped(place.address), place.postcode or "", point, flags]
    while parts and not parts[-1]:
        parts.pop()
    return "; ".join(parts)


def read_places(text: str, field: str = "places") -> tuple[PlaceText, ...]:
    """All places of a cell. Raises Invalid for a point or a remark that cannot be read."""
    return tuple(_read_place(part, field) for part in _split(text, "|") if part.strip())


def _read_place(text: str, field: str) -> PlaceText:
    raw = [part.strip() for part in _split(text, ";")]
    if len(raw) <= 2 and _is_postcode(raw[-1]):  # "TN23 1QX", or "Ashford Library; TN23 1QX"
        raw = [*raw[:-1], *[""] * (3 - len(raw)), raw[-1]]
    if len(raw) > 5:
        raise _refused(text, field)
    name, address, postcode, point, flags = (raw + [""] * 5)[:5]
    words = {word.strip().lower() for word in flags.split(",") if word.strip()}
    if words - {PRIVATE, APPROXIMATE}:
        raise _refused(text, field)
    return PlaceText(
        name=_plain(name),
        address=_plain(address),
        postcode=_plain(postcode) or None,
        point=_point(point, text, field),
        private_home=PRIVATE in words,
        approximate=APPROXIMATE in words,
    )


def _point(text: str, whole: str, field: str) -> tuple[float, float] | None:
    if not text:
        return None
    point = parse_point(text)
    if point is None:
        raise _refused(whole, field)
    return point


def _is_postcode(text: str) -> bool:
    try:
        parse_postcode(text)
    except NotAPostcode:
        return False
    return True


def _split(text: str, mark: str) -> list[str]:
    """Split at a mark that has no backslash before it; a backslash guards what follows it."""
    parts = re.findall(rf"((?:[^\\{mark}]|\\.|\\$)*)(?:\{mark}|$)", text, re.DOTALL)
    return parts[:-1] if len(parts) > 1 and not text.endswith(mark) else parts


def _escaped(text: str) -> str:
    return re.sub(r"([\\;|])", r"\\\1", text)


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _refused(text: str, field: str) -> Invalid:
    shown = text.strip()[:80]
    return Invalid(f"“{shown}” is not a place we understand, such as “{EXAMPLE}”.", field)
