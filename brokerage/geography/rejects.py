"""The lines a load could not use, as a table somebody can open and work through."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from brokerage.geography.sources.rows import Refused

HEADER = ("file", "line", "column", "value", "reason")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rejects(path: Path, refused: Sequence[Refused]) -> None:
    """One row for each refused line; a value that a spreadsheet would run is made plain text."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        for row in refused:
            writer.writerow((row.part, row.line, row.column, _plain(row.value), row.reason))


def describe(row: Refused) -> str:
    """The same as a sentence for the terminal."""
    column = f", {row.column}" if row.column else ""
    return f"{row.part} line {row.line}{column}: {row.value!r}: {row.reason}"


def _plain(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value
