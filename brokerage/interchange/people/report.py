"""What an import of people would do or did: the same lines for the preview and afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from brokerage.interchange.drafts import Rejected, Remark
from brokerage.interchange.report import Line, listed, told_by_reason, told_by_row

__all__ = ["Line", "PeopleReport"]


@dataclass
class PeopleReport:
    """Counts, every row, and what was dropped by kind."""

    read: int = 0
    lines: list[Line] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    not_kept: Counter[str] = field(default_factory=Counter)
    place_unknown: int = 0
    unknown_terms: Counter[str] = field(default_factory=Counter)
    may_be_known: int = 0
    remarks: list[Remark] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def count(self, what: str) -> int:
        """How many rows had this done to them."""
        return sum(line.what == what for line in self.lines)

    def refuse(self, row: Rejected, name: str = "") -> None:
        """Take a refused row in."""
        reason = " ".join(fault.reason for fault in row.faults)
        self.rejected.append(row)
        self.lines.append(Line(row.line, "refused", name, reason))

    def text(self) -> Iterator[str]:
        """The report as it is printed."""
        counts = ", ".join(
            f"{self.count(what)} {what}" for what in ("created", "updated", "unchanged", "refused")
        )
        yield f"People read: {self.read} ({counts})."
        yield from self.notes()
        yield from listed("Refused", told_by_row(self.rejected))

    def notes(self) -> Iterator[str]:
        """What else is worth saying."""
        if self.count("created"):
            yield "New people are seen by this centre only, and get no news or digests."
        if self.may_be_known:
            yield f"May be known already: {self.may_be_known}. Look at the likely duplicates."
        for title, found in (("Dropped, never kept", self.dropped), ("Not kept", self.not_kept)):
            if found:
                yield f"{title}: {', '.join(f'{name} ({n})' for name, n in found.most_common())}."
        if self.place_unknown:
            yield f"Place unknown: {self.place_unknown} (kept, never matched by distance)."
        if self.unknown_terms:
            words = ", ".join(f"{word} ({n})" for word, n in self.unknown_terms.most_common(20))
            yield f"Not in any taxonomy, and left in “about”: {words}."
        yield from listed("Worth knowing", told_by_reason(self.remarks))
