"""A table as it leaves the service: its fields with types and constraints, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = str | int | bool | Decimal | date | None
"""What a cell may hold: no floats, as two machines may write them differently."""


class Type(StrEnum):
    """Types of a Frictionless Table Schema that our files use."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    YEARMONTH = "yearmonth"  # written 2026-09, held as a string


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name in files, its title on screens, and what may stand in it."""

    name: str
    type: Type
    title: str
    description: str
    constraints: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in the order in which they are written, one value for each field.

    ``rows`` is called once for each file made of the table, so that no file needs them in memory.
    ``links``: columns that name a row of another table of the package, by its column of that name.
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    rows: Callable[[], Iterable[Sequence[Value]]]
    links: Mapping[str, str] = field(default_factory=dict)
