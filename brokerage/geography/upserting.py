"""Add rows, or bring those already there up to date, in either database."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from brokerage.db import Base


def upsert(
    session: Session,
    model: type[Base],
    rows: Sequence[Mapping[str, Any]],
    keep: Collection[str] = (),
) -> None:
    """Insert ``rows`` by primary key; an empty new value in a ``keep`` column changes nothing."""
    if not rows:
        return
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - tells the type checker what mapping means
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(table)
    new = statement.excluded
    changes = {
        name: func.coalesce(new[name], table.c[name]) if name in keep else new[name]
        for name in rows[0]
        if not table.c[name].primary_key
    }
    keys = [column.name for column in table.primary_key]
    session.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=changes),
        [dict(row) for row in rows],
    )
