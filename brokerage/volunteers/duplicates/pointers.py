"""Everything that belongs to a person: each column of any table that points at volunteers.

The list is read from the models, so a new table is on it from its first day.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Table, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from brokerage.db import Base
from brokerage.errors import Conflict

Moved = dict[str, list[int]]

STAYS = {  # why a table's rows keep pointing at the record they were written for
    "volunteer_moves": "each record keeps its own history; one person is not registered twice",
    "volunteer_windows": "times are chosen as one: weeks.py swaps them",
    "volunteer_pauses": "times are chosen as one: weeks.py swaps them",
    "volunteer_merges": "what was merged, and how to undo it",
    "volunteer_pairs": "found by comparing these two records, and found anew",
    "volunteers_not_the_same": "an answer about these two records",
}
ONE_IS_ENOUGH = {  # a second one says the same; it stays with the record that was merged
    "account_hats",
    "basket_items",
    "bookings",
    "calendar_addresses",
    "equality_answers",
    "kept_roles",
    "volunteer_takings",
    "volunteer_terms",
}
IN_THE_WAY = {
    "introductions": "Both have an open introduction to the same role: end one of them first.",
}


def pointers() -> list[Column[int]]:
    """Every column that points at volunteers and follows the person, in a stable order."""
    return [
        column
        for table in sorted(Base.metadata.tables.values(), key=lambda table: table.name)
        if table.name not in STAYS
        for column in _pointing(table)
    ]


def repoint(session: Session, old_id: int, new_id: int) -> Moved:
    """Bring everything of one record to another; which rows moved, by table and column.

    Raises Conflict where two things cannot both belong to one person.
    """
    return {
        str(column): ids
        for column in pointers()
        if (ids := [i for i in _ids(session, column, old_id) if _move(session, column, i, new_id)])
    }


def point_back(session: Session, moved: Moved, old_id: int, new_id: int) -> None:
    """Bring rows back that still point where they were brought; later decisions stay."""
    columns = {str(column): column for column in pointers()}
    for name, ids in moved.items():
        column = columns[name]
        key = column.table.c.id
        for start in range(0, len(ids), 500):
            mine = key.in_(ids[start : start + 500])
            session.execute(
                update(column.table).where(mine, column == new_id).values({column.name: old_id})
            )


def _pointing(table: Table) -> Iterator[Column[int]]:
    for column in table.columns:
        if any(key.target_fullname == "volunteers.id" for key in column.foreign_keys):
            yield column


def _ids(session: Session, column: Column[int], old_id: int) -> list[int]:
    key = column.table.c.id
    return list(session.scalars(select(key).where(column == old_id).order_by(key)))


def _move(session: Session, column: Column[int], row_id: int, new_id: int) -> bool:
    """One row, in a savepoint: whether the database lets the new record have it too."""
    table = column.table
    try:
        with session.begin_nested():
            session.execute(update(table).where(table.c.id == row_id).values({column.name: new_id}))
    except IntegrityError as problem:
        if table.name in ONE_IS_ENOUGH:
            return False
        message = IN_THE_WAY.get(table.name, "Both have something that only one person can have.")
        raise Conflict(message) from problem
    return True
