"""A great many rows into one table: what SQLAlchemy would send, without its work for every row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table

Row = dict[str, Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same keys. None is no value, in a column of JSON too."""
    names = [column.key for column in table.columns if column.key in rows[0]]
    values = [_sent(connection, table.columns[name], [row[name] for row in rows]) for name in names]
    for column in table.columns:
        if column.key not in rows[0] and column.default is not None:
            names.append(column.key)
            values.append(_sent(connection, column, _defaults(column, len(rows))))
    quoted = ", ".join(f'"{name}"' for name in names)
    into = f'"{table.name}" ({quoted})'
    if connection.dialect.name == "postgresql":
        _copy(connection, into, list(zip(*values, strict=True)))
        return
    marks = ", ".join("?" * len(names))
    sql = f"INSERT INTO {into} VALUES ({marks})"  # noqa: S608 - names of our own tables
    connection.exec_driver_sql(sql, list(zip(*values, strict=True)))


def _sent(connection: Connection, column: Column[Any], values: list[Any]) -> list[Any]:
    """Values as the driver takes them."""
    process = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    if process is None:
        return values
    return [None if value is None else process(value) for value in values]


def _defaults(column: Column[Any], count: int) -> list[Any]:
    """What the model puts in where nothing is said."""
    default = column.default
    assert default is not None  # noqa: S101 - asked for by the caller
    if default.is_scalar:
        return [default.arg] * count  # type: ignore[attr-defined]
    return [default.arg(None) for _ in range(count)]  # type: ignore[attr-defined]


def _copy(connection: Connection, into: str, rows: list[tuple[Any, ...]]) -> None:
    """PostgreSQL's own way for many rows."""
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.close()
