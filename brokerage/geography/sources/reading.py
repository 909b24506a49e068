"""Any of the known files, told apart by their first lines, read into rows and refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from brokerage.errors import Invalid
from brokerage.geography.sources import codepoint, headed
from brokerage.geography.sources.files import open_parts, readable
from brokerage.geography.sources.rows import LeftOut, Outcome, Refused, Row, Unreadable
from brokerage.geography.sources.tables import read_cells

FIRST_LINES = 5  # one broken line at the top does not make a file unknown

Cells = tuple[int, list[str] | Refused]
ReadRow = Callable[[list[str]], Row | LeftOut]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one part, and what it became."""

    part: str
    source: str
    number: int
    outcome: Outcome


def read_postcodes(path: Path) -> Iterator[Line]:
    """Every line of every recognised part; Invalid where no part is recognised."""
    recognised = False
    with readable(path):
        for name, stream in open_parts(path):
            for line in _read_part(name, read_cells(stream)):
                recognised = True
                yield line
    if not recognised:
        raise Invalid(
            f"{path.name} is not a postcode file we know. Give Code-Point Open (its zip or its "
            "CSVs), the ONS Postcode Directory's CSV, or the prepared extract.",
            field="file",
        )


def _read_part(name: str, cells: Iterator[Cells]) -> Iterator[Line]:
    first = list(islice(cells, FIRST_LINES))
    rows = [row for _number, row in first if isinstance(row, list)]
    columns = headed.find_columns(rows[0]) if rows else None
    if columns:
        where = columns

        def read_headed(row: list[str]) -> Row | LeftOut:
            return headed.read_row(row, where)

        yield from _outcomes(
            name, headed.source_name(rows[0]), read_headed, chain(first[1:], cells)
        )
    elif any(codepoint.looks_like(row) for row in rows):
        yield from _outcomes(name, codepoint.NAME, codepoint.read_row, chain(first, cells))


def _outcomes(part: str, source: str, read_row: ReadRow, cells: Iterator[Cells]) -> Iterator[Line]:
    for number, row in cells:
        outcome = row if isinstance(row, Refused) else _outcome(number, row, read_row)
        if isinstance(outcome, Refused):
            outcome = replace(outcome, part=part)
        yield Line(part, source, number, outcome)


def _outcome(number: int, row: list[str], read_row: ReadRow) -> Outcome:
    try:
        return read_row(row)
    except Unreadable as problem:
        return Refused(number, problem.column, problem.value, problem.reason)
