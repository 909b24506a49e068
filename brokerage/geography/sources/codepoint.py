"""OS Code-Point Open: CSV without a header, one file for each postcode area, national grid.

Columns: postcode, positional quality (90 = no position), eastings, northings, country, regional
health authority, health authority, county, district, ward.
"""

from __future__ import annotations

import re

from brokerage.geography.sources.rows import NO_POINT, LeftOut, Row, Unreadable, number, postcode

NAME = "OS Code-Point Open"
WIDTH = 10
NOWHERE = "90"
_DISTRICT = re.compile(r"[EWSN][0-9]{8}")


def looks_like(cells: list[str]) -> bool:
    """Whether a first line is one of Code-Point Open's, which have no header."""
    return len(cells) == WIDTH and all(cell.strip().isdigit() for cell in cells[1:4])


def read_row(cells: list[str]) -> Row | LeftOut:
    """One line; raises Unreadable."""
    if len(cells) != WIDTH:
        raise Unreadable("", str(len(cells)), f"a line has {WIDTH} columns")
    written, quality, east, north = (cell.strip() for cell in cells[:4])
    code = postcode(written)
    if quality == NOWHERE:
        return NO_POINT
    district = cells[8].strip()
    if district and not _DISTRICT.fullmatch(district):
        raise Unreadable("district", district, "not an ONS code")
    return Row(
        code,
        number("northings", north, 0, 1_300_000),
        number("eastings", east, 0, 700_000),
        on_grid=True,
        district_code=district or None,
        lsoa_code=None,
    )
