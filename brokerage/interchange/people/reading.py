"""From the rows of a table to drafts of people; a row with a fault stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from brokerage.interchange.csv_files import RawRow
from brokerage.interchange.drafts import Rejected, Remark
from brokerage.interchange.people.drafts import PersonDraft, PersonItem
from brokerage.interchange.people.sheets import AnyTable
from brokerage.interchange.rows import Row
from brokerage.tables import unguarded


def read_people(table: AnyTable, draft: Callable[[Row], PersonDraft]) -> Iterator[PersonItem]:
    """Every row as a draft; one that cannot be read, or has a fault, as refused."""
    for raw in table.rows():
        row = as_row(table, raw)
        if isinstance(row, Rejected):
            yield row
            continue
        found = draft(row)
        yield (
            row.rejected
            if row.faults
            else replace(found, remarks=tuple(row.remarks), record=raw.cells)
        )


def as_row(table: AnyTable, raw: RawRow) -> Row | Rejected:
    """Cells by column, without the guard of files; of a heading that is twice, the first counts."""
    if raw.problem:
        return Rejected(raw.line, raw.cells, (Remark(raw.line, "", "", f"The row {raw.problem}."),))
    cells: dict[str, str] = {}
    for name, cell in zip(table.heading, raw.cells, strict=False):
        cells.setdefault(name, unguarded(cell))
    return Row(raw.line, cells, raw.cells)
