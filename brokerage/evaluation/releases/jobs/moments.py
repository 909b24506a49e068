"""Reading for a long time without holding anybody up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from brokerage.db import db


@contextmanager
def one_moment() -> Iterator[Session]:
    """A session that sees the database as it is now, whatever is written meanwhile."""
    engine = db.engine
    if engine.dialect.name == "postgresql":  # SQLite's readers see one moment in any case
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection, Session(connection) as session:
        yield session
