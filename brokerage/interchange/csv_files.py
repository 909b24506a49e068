"""Opening a CSV that somebody else made, and reading it row by row.

A row that cannot be read is given back as such: it never stops the others. Only a file that is
not a table at all, or lacks columns that no row can do without, is refused as a whole.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from brokerage.errors import Invalid
from brokerage.interchange.drafts import Remark
from brokerage.interchange.lines import Lines, open_text

REJECT_COLUMNS = ("reject_line", "reject_reason")  # ours, in a rejects file; passed over
DELIMITERS = (",", ";", "\t")
LONGEST_CELL = 1_000_000


@dataclass(frozen=True)
class RawRow:
    """The cells of one row, and the line on which it begins."""

    line: int
    cells: list[str]
    problem: str | None = None


@dataclass(frozen=True)
class Table:
    """A readable file: its heading, what is odd about it, and its rows."""

    path: Path
    heading: list[str]
    delimiter: str
    remarks: tuple[Remark, ...]

    def rows(self) -> Iterator[RawRow]:
        """Every row that is not blank. Can be called again."""
        with open_text(self.path) as file:
            lines = Lines(file)
            lines.first_line_with_text()
            while (cells := _next_record(lines, self.delimiter)) is not None:
                if any(cell.strip() for cell in cells):
                    yield self._checked(lines, cells)

    def _checked(self, lines: Lines, cells: list[str]) -> RawRow:
        if any("\udc80" <= c <= "\udcff" for cell in cells for c in cell):
            return RawRow(lines.first, cells, "has characters that are not UTF-8")
        wanted = len(self.heading)
        fits = len(cells) == wanted or (
            len(cells) > wanted and not any(cell.strip() for cell in cells[wanted:])
        )
        if (not fits or _is_open(lines)) and self._swallowed_good_rows(lines.taken):
            return self._first_line_only(lines)
        if not fits:
            reason = f"has {len(cells)} cells where the heading has {wanted}"
            return RawRow(lines.first, cells, reason)
        return RawRow(lines.first, cells[:wanted])

    def _swallowed_good_rows(self, taken: Sequence[str]) -> bool:
        """Whether a row that came out wrong hides others, which an open quote drew in."""
        parsed = (next(csv.reader([text], delimiter=self.delimiter), []) for text in taken[1:])
        return any(len(cells) == len(self.heading) for cells in parsed)

    def _first_line_only(self, lines: Lines) -> RawRow:
        first, cells = lines.first, lines.taken[0].rstrip("\r\n").split(self.delimiter)
        lines.put_back(lines.taken[1:])
        return RawRow(first, cells, "has a quotation mark that is not closed")


def open_table(path: Path, required: Sequence[str], known: Sequence[str] | None = None) -> Table:
    """Look at a file's heading. Raises Invalid for a file that is not such a table."""
    with open_text(path) as file:
        first = Lines(file).first_line_with_text()
    delimiter, heading = _read_heading(first, required)
    if "\ufffd" in first.encode("utf-8", "surrogateescape").decode("utf-8", "replace"):
        raise Invalid(f"{path.name} is not UTF-8. Save it as “CSV UTF-8”.")
    absent = [name for name in required if name not in heading]
    if absent and first.lstrip().startswith(("{", "[", "<")):
        raise Invalid(f"{path.name} is not a table: it looks like JSON or a web page.")
    if absent:
        raise Invalid(
            f"{path.name} has no column “{'”, “'.join(absent)}”. Its headings are: "
            f"{', '.join(heading)[:300]}."
        )
    return Table(path, heading, delimiter, tuple(_heading_remarks(heading, known)))


def _next_record(lines: Lines, delimiter: str) -> list[str] | None:
    """The cells of the next record; None at the end."""
    lines.begin_record()
    csv.field_size_limit(LONGEST_CELL)  # the whole process has one, and any library may change it
    try:
        return next(csv.reader(lines, delimiter=delimiter))
    except StopIteration:
        return None
    except csv.Error:  # a cell longer than any text that we could keep: see only its first line
        first = lines.taken[0].rstrip("\r\n")
        lines.put_back(lines.taken[1:])
        return [first[:LONGEST_CELL]]


def _is_open(lines: Lines) -> bool:
    return len(lines.taken) > 1 and "".join(lines.taken).count('"') % 2 == 1


def _read_heading(first: str, required: Sequence[str]) -> tuple[str, list[str]]:
    """The delimiter under which most of the required columns are there, and the columns."""
    readings = [
        (mark, [cell.strip() for cell in next(csv.reader([first], delimiter=mark), [])])
        for mark in DELIMITERS
    ]
    return max(readings, key=lambda read: len(set(required) & set(read[1])))


def _heading_remarks(heading: Sequence[str], known: Sequence[str] | None) -> Iterator[Remark]:
    for name, times in Counter(heading).items():
        if name and times > 1:
            yield Remark(1, name, "", "This heading is there twice: the first is used.")
        if known is not None and name not in (*known, *REJECT_COLUMNS):
            yield Remark(1, name, "", "We do not know this column: it is passed over.")
