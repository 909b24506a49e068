"""A preview or report as a page shows it: one kind of row at a time, a hundred to a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from brokerage.interchange.models import RunState
from brokerage.interchange.parts import KINDS

STATES = {
    RunState.COLUMNS: "Waits for you to say which column is what",
    RunState.READING: "Is being read",
    RunState.READY: "Waits for you to confirm",
    RunState.IMPORTING: "Is being brought in",
    RunState.DONE: "Done",
    RunState.FAILED: "Could not be brought in",
    RunState.STOPPED: "Stopped, nothing was kept",
}
PAGE = 100
WORST_FIRST = ("refused", "created", "updated", "passed over", "unchanged")


@dataclass(frozen=True)
class ShownPart:
    """``rows`` are those of one kind, ``kind``, on this page."""

    title: str
    file: str
    counts: dict[str, int]
    notes: list[str]
    rows: list[list[Any]]
    kind: str
    page: int
    pages: int


def page_of(report: Sequence[dict[str, Any]], kind: str, page: str) -> list[ShownPart]:
    """Each file's part; without a kind that is asked for, what most needs to be seen."""
    number = int(page) if page.isdecimal() and len(page) < 6 else 1
    return [_part(part, kind, max(number, 1)) for part in report]


def _part(part: dict[str, Any], kind: str, page: int) -> ShownPart:
    held = {row[1] for row in part["rows"]}
    shown = kind if kind in KINDS else next((k for k in WORST_FIRST if k in held), "")
    rows = [row for row in part["rows"] if row[1] == shown]
    pages = max(1, -(-len(rows) // PAGE))
    page = min(page, pages)
    return ShownPart(
        part["title"],
        part["file"],
        part["counts"],
        part["notes"],
        rows[(page - 1) * PAGE : page * PAGE],
        shown,
        page,
        pages,
    )
