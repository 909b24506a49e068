"""The rows about one person, table by table; for the copy they get and for erasing them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, or_, select
from sqlalchemy.orm import Session

from brokerage.db import Base
from brokerage.privacy.tables import OWNED, PERSON, about_a_person, owner_of
from brokerage.volunteers.models import Volunteer


def ids_of(session: Session, volunteer: Volunteer) -> list[int]:
    """The record's own id and those of records that were merged into it."""
    found, queue = [volunteer.id], [volunteer.id]
    while queue:
        merged = select(Volunteer.id).where(Volunteer.merged_into_id.in_(queue))
        queue = [one for one in session.scalars(merged) if one not in found]
        found += queue
    return found


def conditions(session: Session, ids: Sequence[int]) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """For each table about people, which of its rows are about these."""
    owned: dict[str, Sequence[int]] = {PERSON: ids}
    for name in OWNED:
        table = Base.metadata.tables[name]
        owned[name] = session.scalars(select(table.c.id).where(_mine(table, owned))).all()
    for table, columns in about_a_person():
        yield table, or_(*(one.in_(owned[owner_of(one)]) for one in columns))


def rows_of(session: Session, table: Table, where: ColumnElement[bool]) -> Sequence[RowMapping]:
    """Oldest first."""
    return session.execute(select(table).where(where).order_by(table.c.id)).mappings().all()


def _mine(table: Table, owned: dict[str, Any]) -> ColumnElement[bool]:
    return or_(
        *(
            one.in_(owned[PERSON])
            for one in table.columns
            if any(key.column.table.name == PERSON for key in one.foreign_keys)
        )
    )
