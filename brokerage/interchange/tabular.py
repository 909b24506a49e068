"""From the rows of a table to drafts: what all formats with rows have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from brokerage.interchange.csv_files import RawRow, Table
from brokerage.interchange.drafts import Draft, Item, Rejected, Remark
from brokerage.interchange.rows import Row


def read_rows(table: Table, draft: Callable[[Row], Draft]) -> Iterator[Item]:
    """Every row as a draft; one that cannot be read, or has a fault, as refused."""
    for raw in table.rows():
        yield _read(table, raw, draft)


def _read(table: Table, raw: RawRow, draft: Callable[[Row], Draft]) -> Draft | Rejected:
    if raw.problem:
        shown = "".join(raw.cells)[:60].encode("utf-8", "replace").decode()
        fault = Remark(raw.line, "", shown, f"The row {raw.problem}.")
        return Rejected(raw.line, raw.cells, (fault,))
    cells: dict[str, str] = {}
    for name, cell in zip(table.heading, raw.cells, strict=False):
        cells.setdefault(name, cell)
    row = Row(raw.line, cells, raw.cells)
    found = draft(row)
    if row.faults:
        return row.rejected
    return replace(found, remarks=tuple(row.remarks), record=raw.cells)
