"""The formats in which people can be brought in, and what to do with a file of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from brokerage.errors import Invalid
from brokerage.interchange.drafts import Rejected, Remark
from brokerage.interchange.people import mapped, teamkinetic
from brokerage.interchange.people.drafts import PersonItem
from brokerage.interchange.people.mapping import ColumnMapping, check, guess
from brokerage.interchange.people.reading import as_row
from brokerage.interchange.people.sheets import AnyTable, open_any
from brokerage.interchange.rejects import write_cells

FORMATS = {
    "teamkinetic": "TeamKinetic's export of volunteers (Volunteer-data.csv)",
    "mapped": "A table of your own, CSV or XLSX; you say which column is what",
}
OTHER_EXPORTS = {  # the three other files that centres have beside it
    "SESSIONNAME": "sessions",
    "PROVIDERPHONE": "providers",
    "TAGS": "opportunities",
}


@dataclass(frozen=True)
class OpenedPeople:
    """A file that is what its format says; its items can be read more than once."""

    table: AnyTable
    mapping: ColumnMapping | None
    today: date

    @property
    def remarks(self) -> list[Remark]:
        """What is odd about the file as a whole."""
        return list(self.table.remarks)

    def items(self) -> Iterator[PersonItem]:
        """Every person, or row that was refused."""
        if self.mapping is None:
            return teamkinetic.read(self.table, self.today)
        return mapped.read(self.table, self.mapping, self.today)

    def not_kept(self) -> Counter[str]:
        """What the file says that has no place here yet, by kind."""
        if self.mapping is not None:
            return Counter()
        rows = (as_row(self.table, raw) for raw in self.table.rows())
        return Counter(
            kind
            for row in rows
            if not isinstance(row, Rejected)
            for kind in teamkinetic.not_kept(row, self.table.heading)
        )

    def write_rejects(self, path: Path, rejected: Iterable[Rejected]) -> None:
        """Refused rows as they came, each with its line and reasons, always as CSV."""
        write_cells(path, self.table.heading, self.table.delimiter, rejected)


def open_people(
    form: str, path: Path, today: date, mapping: ColumnMapping | None = None
) -> OpenedPeople:
    """Raises Invalid, with a sentence, for a file that is not what its format says."""
    if form == "teamkinetic":
        _check_which_export(path)
        return OpenedPeople(open_any(path, teamkinetic.REQUIRED), None, today)
    table = open_any(path)
    chosen = mapping or ColumnMapping(_source(path), guess(table.heading))
    check(chosen, table.heading)
    return OpenedPeople(table, chosen, today)


def _check_which_export(path: Path) -> None:
    heading = open_any(path).heading
    for column, name in OTHER_EXPORTS.items():
        if column in heading:
            raise Invalid(
                f"{path.name} is TeamKinetic's export of {name}; "
                "this brings in volunteers, from Volunteer-data.csv."
            )


def _source(path: Path) -> str:
    """A name for a table of one's own: that of the file."""
    plain = "".join(c if c.isalnum() and c.isascii() else "-" for c in path.stem.lower())
    return (plain.strip("-") or "table")[:40]
