"""The records behind a measure: which they are, and what each adds to its number.

A number is nothing but these rows added up, so a list of them tells the same story.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from brokerage.evaluation.cells import TOTAL, Cell, Stay
from brokerage.evaluation.measures.asking import NOT_STATED, in_all
from brokerage.evaluation.periods import Period

Column = ColumnElement[Any] | InstrumentedAttribute[Any]
Selected = Select[*tuple[Any, ...]]


class Record(StrEnum):
    """What a row is a row of."""

    PERSON = "person"
    NAMELESS = "nameless"
    INTRODUCTION = "introduction"
    FEEDBACK = "feedback"
    ANSWER = "answer"
    ROLE = "role"
    HOURS = "hours"
    FUNDING = "funding"
    ORGANISATION = "organisation"
    SUPPORT = "support"


class Row(NamedTuple):
    """One record's part in a number. ``group`` None: nobody said. ``days``: of measures in days.

    ``record``: its key in the table, or a text where a row stands for several records.
    """

    record: int | str
    centre_id: int | None
    district_code: str | None
    group: str | None
    numerator: int = 1
    denominator: int = 0
    unknown: int = 0
    days: float = 0.0


class Source(NamedTuple):
    """Rows of one kind of record: a question to the database, or what code has decided."""

    record: Record
    rows: Selected | Sequence[Row]


class Groups(StrEnum):
    """How the groups of rows make numbers."""

    NONE = "none"
    PARTS = "parts"  # every row is in one group; together they are the total
    OWN = "own"  # rows say themselves what they belong to; those of the total are apart


Sources = Callable[[Session, Period], Iterable[Source]]


@dataclass(frozen=True)
class Counting:
    """How one measure is counted: its rows, and how their groups make numbers.

    ``cells``: a shorter way to the same numbers, where adding up the rows would be a long one.
    """

    sources: Sources
    groups: Groups = Groups.NONE
    cells: Callable[[Session, Period], Iterable[Cell]] | None = None

    def __call__(self, session: Session, period: Period) -> list[Cell]:
        """The numbers of each centre, district and group."""
        if self.cells is not None:
            return list(self.cells(session, period))
        found = [
            cell
            for source in self.sources(session, period)
            for cell in _added(session, source.rows)
        ]
        if self.groups is Groups.NONE:
            return [cell._replace(group=TOTAL) for cell in found]
        return in_all(found) if self.groups is Groups.PARTS else found


@dataclass(frozen=True)
class Timing:
    """How one measure of days is timed: each row is a stay, and says how many days it took."""

    sources: Sources

    def __call__(self, session: Session, period: Period) -> Iterator[Stay]:
        """Every stay."""
        for source in self.sources(session, period):
            for row in each(session, source.rows):
                yield Stay(row.centre_id, row.district_code, row.group or TOTAL, row.days)


def rows_of(
    record: Column,
    places: tuple[Column, Column],
    group: Column | str = TOTAL,
    *,
    numerator: Column | int = 1,
    denominator: Column | int = 0,
    unknown: Column | int = 0,
) -> Selected:
    """The question that gives rows; what remains to be said is of which records."""
    stated = {"group": group, "numerator": numerator, "denominator": denominator}
    named = [_column(value).label(name) for name, value in (stated | {"unknown": unknown}).items()]
    centre, district = places
    return select(
        record.label("record"), centre.label("centre"), district.label("district"), *named
    )


def each(session: Session, rows: Selected | Sequence[Row]) -> Iterable[Row]:
    """The rows themselves."""
    if isinstance(rows, Select):
        return (Row(*row) for row in session.execute(rows))
    return rows


def _added(session: Session, rows: Selected | Sequence[Row]) -> Iterable[Cell]:
    if not isinstance(rows, Select):
        return [Cell(r.centre_id, r.district_code, _called(r.group), *r[4:7]) for r in rows]
    found = rows.subquery()
    place = (found.c.centre, found.c.district, found.c.group)
    sums = (func.sum(found.c[name]) for name in ("numerator", "denominator", "unknown"))
    query = select(*place, *sums).group_by(*place)
    return [
        Cell(row[0], row[1], _called(row[2]), *(int(n or 0) for n in row[3:]))
        for row in session.execute(query)
    ]


def _called(group: str | None) -> str:
    return NOT_STATED if group is None else group


def _column(value: Column | int | str) -> Column:
    return literal(value) if isinstance(value, int | str) else value
