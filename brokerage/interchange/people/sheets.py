"""A spreadsheet as a table: the first sheet that holds anything, cell by cell as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Protocol
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from brokerage.errors import Invalid
from brokerage.interchange.csv_files import RawRow, open_table
from brokerage.interchange.drafts import Remark

MOST_ROWS = 200_000


class AnyTable(Protocol):
    """What a CSV file and a spreadsheet have in common."""

    @property
    def heading(self) -> list[str]:
        """The names of the columns."""

    @property
    def delimiter(self) -> str:
        """How its rejects are written."""

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is odd about it as a whole."""

    def rows(self) -> Iterator[RawRow]:
        """Every row that is not blank."""


@dataclass(frozen=True)
class Sheet:
    """The cells of a spreadsheet; its rejects are written as CSV."""

    heading: list[str]
    cells: tuple[tuple[int, list[str]], ...]
    remarks: tuple[Remark, ...] = ()
    delimiter: str = ","

    def rows(self) -> Iterator[RawRow]:
        """Every row that is not blank, with its number in the sheet."""
        return (RawRow(line, cells) for line, cells in self.cells)


def open_any(path: Path, required: Sequence[str] = ()) -> AnyTable:
    """A CSV file, or a spreadsheet by its ending. Raises Invalid, with a sentence."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return open_table(path, required)
    sheet = _read(path)
    absent = [name for name in required if name not in sheet.heading]
    if absent:
        raise Invalid(f"{path.name} has no column “{'”, “'.join(absent)}”.")
    return sheet


def _read(path: Path) -> Sheet:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except OSError as problem:
        raise Invalid(f"{path} cannot be read.") from problem
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as problem:
        raise Invalid(f"{path.name} is not a spreadsheet we can read: save it as CSV.") from problem
    try:
        for sheet in book.worksheets:
            rows = list(_rows(sheet))
            if rows:
                return _sheet(rows)
    finally:
        book.close()
    raise Invalid(f"{path.name} is empty.")


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > MOST_ROWS:
            raise Invalid(f"A sheet can have at most {MOST_ROWS:,} rows: split it.")
        cells = [_text(value) for value in row]
        if any(cell.strip() for cell in cells):
            yield number, cells


def _sheet(rows: list[tuple[int, list[str]]]) -> Sheet:
    heading = [cell.strip() for cell in rows[0][1]]
    while heading and not heading[-1]:
        heading.pop()
    width = len(heading)
    return Sheet(heading, tuple((line, (cells + [""] * width)[:width]) for line, cells in rows[1:]))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():  # a telephone number, say
        return str(int(value))
    return str(value)
