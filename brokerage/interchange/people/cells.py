"""Cells about a person as other systems write them: numbers without their nought, odd dates."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from brokerage.errors import Invalid
from brokerage.geography.postcodes import NotAPostcode, parse_area, parse_postcode
from brokerage.interchange.dates import LONDON, read_date
from brokerage.interchange.rows import Row
from brokerage.volunteers.choices import band_of
from brokerage.volunteers.contacts import read_email
from brokerage.volunteers.guardians import age_on
from brokerage.volunteers.numbers import read_phone

NEVER = frozenset({date(2010, 1, 1), date(2049, 1, 1), date(1900, 1, 1), date(1970, 1, 1)})
BORN_SINCE = date(1900, 1, 2)
_LOST_NOUGHT = re.compile(r"(?:7\d{9}|[12]\d{8,9})")


def phone(row: Row, column: str) -> str | None:
    """A number that can be rung, its nought given back; another is told and left out."""
    text = row.text(column)
    if text and _LOST_NOUGHT.fullmatch(text.replace(" ", "")):
        text = f"0{text}"
    try:
        return read_phone(text)
    except Invalid:
        row.remark(column, "This is no telephone number that could be rung: it is left out.")
        return None


def email(row: Row, column: str) -> str | None:
    """An address that can receive mail; another is told and left out."""
    try:
        return read_email(row.text(column))
    except Invalid:
        row.remark(column, "This is no e-mail address: it is left out.")
        return None


def postcode(row: Row, column: str) -> str | None:
    """A postcode or the first part of one as we write it; another is told and left out."""
    text = row.text(column)
    if not text:
        return None
    for read in (parse_postcode, parse_area):
        try:
            return read(text)
        except NotAPostcode:
            continue
    row.remark(column, "This is no postcode of the United Kingdom: it is left out.")
    return None


def day(row: Row, column: str) -> date | None:
    """A date; those that other systems write for "never" are none, and odd ones are told."""
    text = row.raw(column).strip()
    if not text:
        return None
    try:
        found = _born(text)
    except ValueError:
        row.remark(column, "This is not a date we understand: it is left out.")
        return None
    return None if found in NEVER else found


def moment(row: Row, column: str) -> datetime | None:
    """The beginning of a day in London."""
    found = day(row, column)
    return datetime.combine(found, time(), LONDON) if found else None


def age_band(row: Row, born: str, age: str, today: date) -> str | None:
    """The age group, from a date of birth or an age in years."""
    found = day(row, born) if born else None
    if found is not None:
        return band_of(age_on(found, today)) if BORN_SINCE <= found <= today else None
    text = row.raw(age).strip() if age else ""
    return band_of(int(text)) if text.isdecimal() and 0 < int(text) <= 120 else None


def address(row: Row, columns: tuple[str, ...], code: str | None = None) -> str:
    """The lines of an address, each once, and the postcode last."""
    lines = [text for column in columns if (text := row.text(column))]
    kept = list(dict.fromkeys([*lines, code] if code else lines)) if lines else []
    return "\n".join(kept)[:500]


def first_and_last(name: str) -> dict[str, Any]:
    """A whole name in two parts; "Pugh, Margaret" is understood."""
    if "," in name:
        last, first = (part.strip() for part in name.split(",", 1))
    else:
        first, _, last = name.partition(" ")
    return {"first_name": first[:200], "last_name": last.strip()[:200]}


def _born(text: str) -> date:
    """As read_date, but years before the roles' own limits are meant here."""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    if found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:\s.*)?", text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return read_date(text)
