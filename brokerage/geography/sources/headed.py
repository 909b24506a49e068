"""Tables with a header and degrees: the ONS Postcode Directory, and the prepared extract.

The directory's names changed over the years (``oslaua``, then ``lad25cd``); each is known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from brokerage.geography.sources.rows import (
    ENDED,
    NO_POINT,
    LeftOut,
    Row,
    Unreadable,
    number,
    postcode,
)

DIRECTORY = "ONS Postcode Directory"
PREPARED = "Prepared postcodes"
NO_GRID_REFERENCE = "99.999999"  # the directory's latitude of a postcode without a point
_NAMES = {
    "postcode": r"pcds|postcode",
    "latitude": r"lat|latitude",
    "longitude": r"long|longitude",
    "district": r"oslaua|laua|lad\d\dcd|district_code",
    "lsoa": r"lsoa21|lsoa21cd|lsoa21_code|lsoa11|lsoa11cd",
    "ended": r"doterm",
}
_NEEDED = ("postcode", "latitude", "longitude", "district")


def find_columns(header: list[str]) -> dict[str, int] | None:
    """Where each fact stands, or None where this is not such a table."""
    columns: dict[str, int] = {}
    for index, name in enumerate(header):
        for fact, pattern in _NAMES.items():
            if re.fullmatch(pattern, name.strip().lower()):
                columns.setdefault(fact, index)
    newest = [i for i, name in enumerate(header) if name.strip().lower().startswith("lsoa21")]
    if newest and "lsoa" in columns:  # the directory carries both censuses' areas
        columns["lsoa"] = min(i for i in newest if _is_lsoa_code(header[i]))
    return columns if all(fact in columns for fact in _NEEDED) else None


def source_name(header: list[str]) -> str:
    """Which of the two it is: only the directory tells when a postcode ended."""
    return DIRECTORY if "doterm" in [name.strip().lower() for name in header] else PREPARED


def read_row(cells: list[str], columns: Mapping[str, int]) -> Row | LeftOut:
    """One line; raises Unreadable."""
    facts = {fact: _cell(cells, index) for fact, index in columns.items()}
    code = postcode(facts["postcode"])
    if facts.get("ended"):
        return ENDED
    latitude, longitude = facts["latitude"], facts["longitude"]
    if latitude.startswith(NO_GRID_REFERENCE) or not (latitude or longitude):
        return NO_POINT
    return Row(
        code,
        number("latitude", latitude, -90, 90),
        number("longitude", longitude, -180, 180),
        on_grid=False,
        district_code=facts["district"] or None,
        lsoa_code=facts.get("lsoa") or None,
    )


def _is_lsoa_code(name: str) -> bool:
    return bool(re.fullmatch(_NAMES["lsoa"], name.strip().lower()))


def _cell(cells: list[str], index: int) -> str:
    try:
        return cells[index].strip()
    except IndexError:
        raise Unreadable("", str(len(cells)), "the line is cut short") from None
