"""A sheet of a workbook, and the names that sheets may have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | bool | Decimal | date | None

LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A heading and its rows, which are read once. ``widths``: of the columns, in characters."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()


def free_name(wanted: str, taken: Collection[str]) -> str:
    """A name that a sheet may have and none has yet, such as "Hours (2)"."""
    plain = _NOT_IN_NAMES.sub(" ", wanted).strip(" '") or "Sheet"
    taken_already = {name.lower() for name in taken}
    name, number = plain[:LONGEST_NAME], 1
    while name.lower() in taken_already:
        number += 1
        ending = f" ({number})"
        name = plain[: LONGEST_NAME - len(ending)] + ending
    return name
