"""Refused rows in the format they came in, to be corrected and imported again.

The line and the reasons stand in front; an import passes them over.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from brokerage.errors import Invalid
from brokerage.interchange.csv_files import REJECT_COLUMNS, Table
from brokerage.interchange.drafts import Rejected
from brokerage.interchange.jsonld import Document


def write_csv(path: Path, table: Table, rejected: Iterable[Rejected]) -> None:
    """Refused rows of a table."""
    write_cells(path, table.heading, table.delimiter, rejected)


def write_cells(
    path: Path, heading: Sequence[str], delimiter: str, rejected: Iterable[Rejected]
) -> None:
    """The cells exactly as they came, bytes that are not UTF-8 included."""
    # Cells that a spreadsheet would run are not guarded: the row must come back as it was.
    with path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        kept = [n for n, name in enumerate(heading) if name not in REJECT_COLUMNS]
        old = frozenset(range(len(heading))).difference(kept)
        writer.writerow([*REJECT_COLUMNS, *(heading[n] for n in kept)])
        for row in rejected:
            cells = [cell for n, cell in enumerate(row.record) if n not in old]
            writer.writerow([row.line, reasons(row), *cells])


def write_jsonld(path: Path, document: Document, rejected: Iterable[Rejected]) -> None:
    """Whole activities, each once, under the heading of the file they came from."""
    nodes: dict[str, object] = {}
    for row in rejected:
        shown = row.record if isinstance(row.record, Mapping) else {"value": row.record}
        marked = {**shown, "rejectLine": row.line, "rejectReason": reasons(row)}
        nodes.setdefault(json.dumps(shown, sort_keys=True, default=str), marked)
    head = {k: v for k, v in document.head.items() if k in ("@context", "conformsTo", "publisher")}
    text = json.dumps({**head, "graph": [*nodes.values()]}, ensure_ascii=False, indent=1)
    # Half a surrogate pair is written as JSON escapes it, since UTF-8 cannot.
    path.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")


def reasons(row: Rejected) -> str:
    """All that is wrong with a row, in one cell."""
    return " ".join(f"{f.column}: {f.reason}" if f.column else f.reason for f in row.faults)


def free_path(path: Path) -> Path:
    """Where rejects go if nobody says: beside the work, never over an earlier file."""
    number = 1
    ending = path.suffix if path.suffix.lower() not in (".xlsx", ".xlsm") else ".csv"
    while True:
        mark = "" if number == 1 else f"-{number}"
        found = Path.cwd() / f"{path.stem}.rejects{mark}{ending}"
        if not found.exists():
            return found
        number += 1


def check_writable(path: Path, source: Path) -> None:
    """Raises Invalid before anything is imported, where rejects could not be kept."""
    if path.exists() and path.samefile(source):
        raise Invalid("The rejects would overwrite the file that is being read.")
    if path.is_file() and path.stat().st_size and not _holds_rejects(path):
        raise Invalid(f"{path} is there already and holds no rejects: name another file.")
    if path.is_dir() or not path.parent.is_dir():
        raise Invalid(f"{path} cannot be written: there is no such folder.")


def _holds_rejects(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
            if start.startswith(b"{"):  # the mark stands at the end of a record
                return b'"rejectLine"' in start + file.read()
    except OSError as problem:
        raise Invalid(f"{path} cannot be read, to see whether it holds rejects.") from problem
    return start.lstrip(b'"').startswith(REJECT_COLUMNS[0].encode())
