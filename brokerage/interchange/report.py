"""What an import did, for the person who ran it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from brokerage.interchange.drafts import Rejected, Remark


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a preview: what happens to it, and why where it is refused."""

    line: int
    what: str  # created, updated, unchanged or refused
    name: str
    reason: str = ""


SHOWN = 20  # lines of each list in the terminal; the rejects file has them all


@dataclass
class Report:
    """Counts, and everything worth telling with its line."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    place_unknown: int = 0
    organisations_added: int = 0
    organisations_updated: int = 0
    shifted_days: int = 0
    states: Counter[str] = field(default_factory=Counter)
    unknown_terms: Counter[str] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    by_row: bool = False  # a preview tells each row; a feed of a nation would fill the memory
    told: list[Line] = field(default_factory=list)

    def tell(self, line: int, what: str, name: str, reason: str = "") -> None:
        """Take a row into the preview, where there is one."""
        if self.by_row:
            self.told.append(Line(line, what, name, reason))

    def refuse(self, row: Rejected, name: str = "") -> None:
        """Take a refused row in."""
        self.rejected.append(row)
        self.tell(row.line, "refused", name, " ".join(fault.reason for fault in row.faults))

    def lines(self) -> Iterator[str]:
        """The report as it is printed."""
        yield (
            f"Roles read: {self.read} ({self.added} added, {self.updated} updated, "
            f"{self.unchanged} unchanged, {len(self.rejected)} rejected)."
        )
        yield (
            f"Organisations: {self.organisations_added} added, "
            f"{self.organisations_updated} updated."
        )
        if self.states:
            told = ", ".join(f"{n} {state.replace('_', ' ')}" for state, n in self.states.items())
            yield f"Of the roles added and updated: {told}."
        if self.place_unknown:
            yield f"Place unknown: {self.place_unknown} (kept, never ranked by distance)."
        if self.shifted_days:
            yield f"All dates were moved by {self.shifted_days} days (demonstration)."
        if self.unknown_terms:
            told = ", ".join(f"{word} ({n})" for word, n in self.unknown_terms.most_common(SHOWN))
            yield f"Not in any taxonomy, and kept: {told}."
        yield from listed("Worth knowing", told_by_reason(self.remarks))
        yield from listed("Rejected", told_by_row(self.rejected))


def listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    """A heading and its lines, the first of them where they are many; nothing for none."""
    if lines:
        yield f"{title}:"
    yield from (f"  {line}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"  … and {len(lines) - SHOWN} more."


def told_by_row(rejected: Sequence[Rejected]) -> list[str]:
    """Every reason of every row that was refused."""
    return [_line(fault) for row in rejected for fault in row.faults]


def _line(remark: Remark) -> str:
    parts = [f"line {remark.line}"]
    parts += [remark.column] if remark.column else []
    parts += [f"“{remark.value}”"] if remark.value else []
    return f"{', '.join(parts)}: {remark.reason}"


def told_by_reason(remarks: Sequence[Remark]) -> list[str]:
    """The same thing said of many lines is said once."""
    groups: dict[tuple[str, str], list[Remark]] = {}
    for remark in remarks:
        groups.setdefault((remark.column, remark.reason), []).append(remark)
    return [_line(group[0]) if len(group) == 1 else _many(group) for group in groups.values()]


def _many(group: Sequence[Remark]) -> str:
    lines = list(dict.fromkeys(str(remark.line) for remark in group))
    shown = ", ".join(lines[:8]) + (f" and {len(lines) - 8} more" if len(lines) > 8 else "")
    column = f"{group[0].column}: " if group[0].column else ""
    return f"lines {shown}: {column}{group[0].reason}"
