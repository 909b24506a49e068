"""CSV read line by line, so that a broken line is refused and the next one is still read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from brokerage.geography.sources.rows import Refused


def read_cells(stream: TextIO) -> Iterator[tuple[int, list[str] | Refused]]:
    """Each line's number and cells; blank lines are passed over."""
    reader = csv.reader(stream)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:  # a NUL byte, or a quotation mark never closed
            yield reader.line_num, Refused(reader.line_num, "", "", str(problem))
            continue
        if any(cells):
            yield reader.line_num, cells
