"""One table as CSV: RFC 4180 in UTF-8, and no cell that a spreadsheet would run.

It begins with a byte order mark: without one, Excel takes UTF-8 for something else, and readers of
data packages pass over it (tried with Frictionless 5).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from brokerage.downloads import BYTE_ORDER_MARK
from brokerage.evaluation.packaging.checking import checked_rows
from brokerage.evaluation.packaging.tables import Table, Type
from brokerage.tables import DANGEROUS, GUARD, guarded

YES, NO = "yes", "no"  # of "true", LibreOffice makes the formula TRUE()
DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}
GUARDING = {
    "character": GUARD,
    "before": list(DANGEROUS),
    "fields": "string",
    "description": "A text that begins with one of these has an apostrophe before it, so that no "
    "spreadsheet takes it for a formula; so has one that begins with apostrophes and then one of "
    "these. Take one apostrophe away to have the text. Numbers are not changed.",
}
_TEXTS: dict[Type, Callable[[Any], str]] = {
    Type.STRING: guarded,
    Type.NUMBER: "{:f}".format,
    Type.BOOLEAN: lambda value: YES if value else NO,
}
"""Of the other types the writer makes what it should: 7, 2026-09-30, and nothing of None."""


def write_csv(path: Path, table: Table) -> int:
    """Write it; how many rows it has."""
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(BYTE_ORDER_MARK)
        writer = csv.writer(file)
        writer.writerow([field.name for field in table.fields])
        for rows, cells in enumerate(_cells(table), 1):  # noqa: B007 - rows is returned
            writer.writerow(cells)
    return rows


def _cells(table: Table) -> Iterator[list[Any]]:
    ways = [(at, _TEXTS[one.type]) for at, one in enumerate(table.fields) if one.type in _TEXTS]
    for row in checked_rows(table):
        cells: list[Any] = list(row)
        for place, way in ways:
            if cells[place] is not None:
                cells[place] = way(cells[place])
        yield cells
