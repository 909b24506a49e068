"""One row of a table while it is read: its cells, and what was found wrong or done to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date as Day  # noqa: N812 - a method of Row is called date
from functools import cached_property
from typing import Any, TypeVar

from marshmallow import ValidationError

from brokerage.errors import Invalid
from brokerage.interchange import cleaning
from brokerage.interchange.dates import is_ongoing, read_date, read_end
from brokerage.interchange.drafts import Rejected, Remark
from brokerage.interchange.points import NotAPlace, Point, read_point
from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.schema import declared

ValueT = TypeVar("ValueT")
FIELDS = declared(OpportunitySchema)
YES, NO = ("yes", "true", "1", "y"), ("no", "false", "0", "n")


class Row:
    """Cells by column; ``faults`` refuse the row, ``remarks`` are only told."""

    def __init__(self, line: int, cells: Mapping[str, Any], record: Any) -> None:
        self.line = line
        self.record = record
        self._cells = cells
        self.facts: dict[str, Any] = {}
        self.faults: list[Remark] = []
        self.remarks: list[Remark] = []

    def raw(self, column: str) -> str:
        """A cell as it came; an empty text where there is none."""
        value = self._cells.get(column)
        return "" if value is None else str(value)

    def text(self, column: str) -> str | None:
        """One line of plain text; None where it is empty."""
        return cleaning.label(self.raw(column)) or None

    def needed(self, column: str) -> str:
        """As text, but an empty cell refuses the row."""
        found = self.text(column)
        if found is None:
            self.fault(column, "This must not be empty.")
        return found or ""

    def prose(self, column: str) -> str:
        """Paragraphs of plain text without personal details."""
        return self.public(column, cleaning.prose(self.raw(column)))

    def public(self, column: str, text: str) -> str:
        """Take personal details out of a text, and say so."""
        cleaned = cleaning.for_the_public(text)
        if cleaned.removed:
            reason = "A personal telephone number or e-mail address was taken out."
            self.remark(column, reason, value="")
        return cleaned.text

    def date(self, column: str) -> Day | None:
        """A date in any usual form."""
        return self.read(column, read_date)

    def end(self, column: str, *known: Day | None) -> Day | None:
        """A last date; one so far after the dates that are known means that there is none."""
        found = self.read(column, read_end)
        if found and is_ongoing(found, *known):
            self.remark(column, "An end so far off means that there is none.")
            return None
        return found

    def number(self, column: str) -> int | None:
        """A whole number."""
        return self.read(column, lambda text: int(text.removesuffix(".0")), "a whole number")

    def boolean(self, column: str) -> bool | None:
        """Yes or no."""
        text = self.raw(column).strip().lower()
        if text and text not in (*YES, *NO):
            self.fault(column, "Write yes or no.")
        return text in YES if text else None

    def point(self, latitude: str, longitude: str) -> Point | None:
        """A point of two columns; one that cannot be is told, and the place is unknown."""
        try:
            return read_point(self.raw(latitude), self.raw(longitude))
        except NotAPlace as problem:
            value = f"{self.raw(latitude)}, {self.raw(longitude)}"
            self.remark(latitude, str(problem), value)
            return None

    def read(self, column: str, reader: Callable[[str], ValueT], kind: str = "") -> ValueT | None:
        """What a reader makes of a cell; None where it is empty or the reader refuses it."""
        text = self.raw(column).strip()
        if not text:
            return None
        try:
            return reader(text)
        except Invalid as problem:
            self.fault(column, problem.message)
        except ValueError as problem:
            self.fault(column, f"This is not {kind}." if kind else str(problem))
        return None

    def state(self, name: str, value: Any, column: str) -> None:
        """Give a field of the role its value, if its own validators agree."""
        plain = value.isoformat() if isinstance(value, Day) else value
        try:
            self.facts[name] = FIELDS[name].deserialize(plain) if plain is not None else None
        except ValidationError as problem:
            reasons = problem.messages if isinstance(problem.messages, list) else [str(problem)]
            self.fault(column, " ".join(map(str, reasons)))

    def fault(self, column: str, reason: str, value: str | None = None) -> None:
        """Refuse the row."""
        self.faults.append(self._say(column, reason, value))

    def remark(self, column: str, reason: str, value: str | None = None) -> None:
        """Say what was done to a value."""
        self.remarks.append(self._say(column, reason, value))

    @cached_property
    def rejected(self) -> Rejected:
        """The row as refused, with all its faults."""
        return Rejected(self.line, self.record, tuple(self.faults))

    def _say(self, column: str, reason: str, value: str | None) -> Remark:
        shown = self.raw(column) if value is None else value
        return Remark(self.line, column, cleaning.plain(shown)[:100], reason)
