"""Writing a workbook row by row, so that its size does not matter to memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from brokerage.archives import member
from brokerage.workbooks import parts
from brokerage.workbooks.cells import columns, heading_of, row_of
from brokerage.workbooks.sheets import Sheet, Value, free_name

MOST_ROWS = 1_048_575  # of a sheet, below its heading
AT_ONCE = 500
_WIDTH = 14


def write_workbook(
    to: Path | IO[bytes], sheets: Iterable[Sheet], *, most_rows: int = MOST_ROWS
) -> list[str]:
    """Write it; the names its sheets have. One that is too long goes on in a further sheet."""
    names: list[str] = []
    with ZipFile(to, "w") as book:
        for sheet in sheets:
            for piece in _pieces(sheet.rows, most_rows):
                names.append(free_name(sheet.name, names))
                _write(book, len(names), sheet, piece)
        _write_parts(book, names)
    return names


def _pieces(every: Iterable[Sequence[Value]], most: int) -> Iterator[Iterable[Sequence[Value]]]:
    """So many rows at a time, to be taken in order; one piece without any where there are none."""
    rows = iter(every)
    yield islice(rows, most)
    for first in rows:
        yield chain([first], islice(rows, most - 1))


def _write(book: ZipFile, number: int, sheet: Sheet, rows: Iterable[Sequence[Value]]) -> None:
    with book.open(member(parts.sheet_path(number)), "w") as file:
        file.write(_opening(sheet).encode())
        for lines in _lines(len(sheet.heads), rows):
            file.write(lines.encode())
        file.write(b"</sheetData></worksheet>")


def _lines(width: int, rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    letters, numbered = columns(width), enumerate(rows, 2)
    while some := [row_of(number, letters, row) for number, row in islice(numbered, AT_ONCE)]:
        yield "".join(some)


def _opening(sheet: Sheet) -> str:
    """The columns' widths, the heading that stays in sight, and that row itself."""
    letters = columns(len(sheet.heads))
    widths = list(sheet.widths) or [max(_WIDTH, len(head) + 2) for head in sheet.heads]
    cols = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )
    return (
        f'{parts.HEAD}<worksheet xmlns="{parts.MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{cols}</cols><sheetData>{heading_of(letters, sheet.heads)}"
    )


def _write_parts(book: ZipFile, names: Sequence[str]) -> None:
    for path, text in (
        ("[Content_Types].xml", parts.types(len(names))),
        ("_rels/.rels", parts.BEGINNING),
        ("xl/workbook.xml", parts.workbook(names)),
        ("xl/_rels/workbook.xml.rels", parts.relations(len(names))),
        ("xl/styles.xml", parts.STYLES),
    ):
        book.writestr(member(path), text)
