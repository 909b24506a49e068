"""The rows of a table, checked as they pass: their types, and their one possible order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter
from types import NoneType
from typing import Any

from brokerage.evaluation.packaging.tables import Field, Table, Type, Value

_HOLDS: dict[Type, type] = {
    Type.STRING: str,
    Type.INTEGER: int,
    Type.NUMBER: Decimal,
    Type.BOOLEAN: bool,
    Type.DATE: date,
    Type.YEARMONTH: str,
}


class NotAsDeclared(ValueError):
    """A table gives other rows than its fields and primary key say: mend the query behind it."""


def checked_rows(table: Table) -> Iterator[Sequence[Value]]:
    """Its rows. Raises NotAsDeclared at the first one that is out of order, or of another type.

    Texts are in the order of their UTF-8 bytes, on every database; what is missing comes first.
    """
    kinds = [_kinds(one) for one in table.fields]
    key_of = key_in(table)
    before = None
    for number, row in enumerate(table.rows(), 1):
        if len(row) != len(kinds) or not all(map(isinstance, row, kinds)):
            raise NotAsDeclared(f"{table.name}, row {number}: not what its fields say")
        key = key_of(row)
        if before is not None and not before < key:
            raise NotAsDeclared(f"{table.name}, row {number}: twice, or not in order of its key")
        before = key
        yield row


def key_in(table: Table) -> Callable[[Sequence[Value]], Any]:
    """What its rows are put in order by."""
    places = {one.name: at for at, one in enumerate(table.fields)}
    pick = [itemgetter(places[name]) for name in table.primary_key]
    if all(_always(table.fields[places[name]]) for name in table.primary_key):
        return itemgetter(*(places[name] for name in table.primary_key))
    return lambda row: tuple((value is not None, value) for value in (get(row) for get in pick))


def _kinds(one: Field) -> tuple[type, ...]:
    return (_HOLDS[one.type],) if _always(one) else (_HOLDS[one.type], NoneType)


def _always(one: Field) -> bool:
    return bool(one.constraints.get("required"))
