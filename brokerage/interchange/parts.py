"""What became of one file of an import: the same for a preview, a page and a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from brokerage.interchange.drafts import Rejected
from brokerage.interchange.report import Line, told_by_row

KINDS = ("created", "updated", "unchanged", "passed over", "refused")


@dataclass
class Part:
    """``notes`` are sentences; ``rejected`` rows stand as they came, under ``heading``."""

    title: str
    file: str
    heading: Sequence[str]
    delimiter: str = ","
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows had what done to them, nought left out."""
        found = Counter(line.what for line in self.lines)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    def refuse(self, row: Rejected, name: str = "") -> None:
        """Take a refused row in."""
        reason = " ".join(fault.reason for fault in row.faults)
        self.rejected.append(row)
        self.lines.append(Line(row.line, "refused", name, reason))

    def text(self) -> Iterator[str]:
        """As it is printed."""
        counts = ", ".join(f"{number} {kind}" for kind, number in self.counts.items())
        yield f"{self.title}: {len(self.lines)} read ({counts or 'nothing'})."
        yield from (f"  {note}" for note in self.notes)
        yield from (f"  {line}" for line in told_by_row(self.rejected))

    def as_json(self) -> dict[str, Any]:
        """To be kept while somebody looks at it."""
        return {
            "title": self.title,
            "file": self.file,
            "counts": self.counts,
            "notes": self.notes,
            "rows": [[one.line, one.what, one.name, one.reason] for one in self.lines],
        }


def without_names(part: dict[str, Any]) -> dict[str, Any]:
    """Afterwards: what was refused and why, and nobody's name."""
    refused = [[line, what, "", why] for line, what, _, why in part["rows"] if what == "refused"]
    return part | {"rows": refused}


def only_counts(part: dict[str, Any]) -> dict[str, Any]:
    """For good."""
    return part | {"rows": [], "notes": []}
