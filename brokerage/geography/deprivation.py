"""Indices of Deprivation: a decile for each LSOA (1 is the most deprived tenth of England)."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from brokerage.errors import Invalid
from brokerage.geography.sources.files import open_parts, readable

_LSOA = re.compile(r"lsoa[ _]?(code)?[ _]?\(?\d*\)?[ _]?(code)?", re.IGNORECASE)
_DECILE = re.compile(r"(imd|index of multiple deprivation).*decile.*", re.IGNORECASE)


def read_deciles(path: Path) -> dict[str, int]:
    """LSOA code to decile, from the official table or an extract; Invalid names a bad line."""
    with readable(path):
        for _name, stream in open_parts(path):
            reader = csv.reader(stream)
            header = next(reader, [])
            lsoa, decile = _find(header, _LSOA), _find(header, _DECILE)
            if lsoa is not None and decile is not None:
                return dict(_pair(reader.line_num, row, lsoa, decile) for row in reader if row)
    raise Invalid(f"{path.name} has no columns for LSOA code and IMD decile.", field="deprivation")


def _find(header: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((i for i, name in enumerate(header) if pattern.fullmatch(name.strip())), None)


def _pair(line: int, row: list[str], lsoa: int, decile: int) -> tuple[str, int]:
    try:
        value = float(row[decile])
        if value in range(1, 11):
            return row[lsoa].strip(), int(value)
    except (ValueError, IndexError):
        pass
    raise Invalid(f"Line {line}: the decile is not a whole number from 1 to 10.", "deprivation")
