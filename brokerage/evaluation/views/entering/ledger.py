"""What the pages of targets, wage rates and funding have in common, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.forms import Control
from brokerage.records.forms import Typed


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list: ``value`` as a file holds it, ``text`` where the page says it in words.

    ``file_only``: the page says it elsewhere in the row.
    """

    head: str
    value: Callable[[Any], object]
    text: Callable[[Any], str] | None = None
    numeric: bool = False
    file_only: bool = False

    def shown(self, entry: object) -> str:
        """The cell on a page."""
        if self.text is not None:
            return self.text(entry)
        found = self.value(entry)
        return "" if found is None else str(found)


@dataclass(frozen=True)
class Ledger:
    """One kind of entries.

    ``name`` stands in addresses and in the names of files, ``kind`` in the audit trail and in the
    names of routes. ``make`` reads a form: what was typed, the centre (None: the county), and the
    entry that is corrected, if one is. It raises Invalid, naming the field.
    """

    name: str
    kind: str
    model: Any
    permission: str
    title: str
    one: str
    about: str
    columns: Sequence[Column]
    asked: Sequence[Control]
    typed: Callable[[Any], Typed]
    make: Callable[[Session, Typed, int | None, Any], Any]
    order: Sequence[Any]
    centred: bool = True  # of a centre or the county; else of everybody
    more: Callable[[Session, Actor], Mapping[str, object]] = field(default=lambda _s, _a: {})

    def address(self, what: str = "") -> str:
        """The endpoint of its list, or of ``new``, ``change``, ``remove``, ``download``."""
        return f"evaluation.{what}_{self.kind}" if what else f"evaluation.list_{self.kind}"
