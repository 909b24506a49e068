"""Where a text is: a postcode, part of one, the name of a place, or ``lat,lon``.

Read-only and never a guess. What is not known raises UnknownPlace with a sentence and with
suggestions, each of which can be looked up in turn.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from brokerage.db import db
from brokerage.geography.by_name import locate_name
from brokerage.geography.by_postcode import locate_area, locate_postcode, located_postcode
from brokerage.geography.cleaning import clean
from brokerage.geography.coordinates import parse_point
from brokerage.geography.located import Located, UnknownPlace
from brokerage.geography.models import District, Postcode
from brokerage.geography.nearest import district_code_at
from brokerage.geography.postcodes import NotAPostcode, parse_area, parse_postcode
from brokerage.geography.suggesting import codes_within, near_outwards

__all__ = [
    "Located",
    "UnknownPlace",
    "district_at",
    "find_district",
    "find_postcodes",
    "list_districts",
    "locate",
]
BATCH = 500
SHORT = 3  # words; a postcode has two, spelt out in pieces perhaps three


def locate(text: str) -> Located:
    """Where ``text`` is; raises UnknownPlace (an Invalid about ``near``) where that is unclear."""
    line = clean(text)
    point = parse_point(line)
    if point is not None:
        return _located_point(*point)
    if any(c.isdigit() for c in line):
        return _locate_code(line)
    return locate_name(line)


def find_postcodes(texts: Iterable[str]) -> dict[str, Located]:
    """Many full postcodes at once, keyed by the text given; unknown and malformed are left out.

    For imports: a query for every 500 instead of two for every row.
    """
    codes: dict[str, str] = {}
    for text in texts:
        try:
            codes[text] = parse_postcode(text)
        except NotAPostcode:
            continue
    districts = {district.code: district for district in list_districts()}
    known = {
        row.code: located_postcode(row, districts.get(row.district_code or ""))
        for row in _rows(sorted(set(codes.values())))
    }
    return {text: known[code] for text, code in codes.items() if code in known}


def district_at(latitude: float, longitude: float) -> District | None:
    """The district of the nearest known postcode; None where none is near enough to tell."""
    code = district_code_at(latitude, longitude)
    return find_district(code) if code else None


def list_districts() -> list[District]:
    """Every district, by name."""
    return list(db.session.scalars(select(District).order_by(District.name)))


def find_district(code: str) -> District | None:
    """The district with this ONS code, like ``E07000105``."""
    return db.session.get(District, code)


def _locate_code(line: str) -> Located:
    try:
        return locate_postcode(parse_postcode(line))
    except NotAPostcode as problem:
        whole = problem
    try:
        area = parse_area(line)
    except NotAPostcode:
        raise _unreadable(line, whole.message) from whole
    return locate_area(area)


def _unreadable(line: str, message: str) -> UnknownPlace:
    if len(line.split()) > SHORT:  # an address, or a sentence
        message = "Enter a postcode on its own, or the name of a town or village."
    return UnknownPlace(message, codes_within(line) or near_outwards(line))


def _located_point(latitude: float, longitude: float) -> Located:
    return Located(
        latitude=latitude,
        longitude=longitude,
        label=f"{latitude:.4f}, {longitude:.4f}",
        kind="point",
        approximate=False,
        district=district_at(latitude, longitude),
    )


def _rows(codes: list[str]) -> Iterable[Postcode]:
    for start in range(0, len(codes), BATCH):
        wanted = Postcode.code.in_(codes[start : start + BATCH])
        yield from db.session.scalars(select(Postcode).where(wanted))
