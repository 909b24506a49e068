"""A database that is put back as it was, after whatever a test asked of the application."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import StaticPool, event

from brokerage.db import db

READS = re.compile(r"\s*(SELECT|PRAGMA|BEGIN)\b", re.IGNORECASE)


class KeptFile:
    """SQLite's file, copied back where something was committed: most questions write nothing."""

    def __init__(self, app: Flask) -> None:
        self.app, self._writing, self._written = app, False, False
        with app.app_context():
            self.file = Path(db.engine.url.database or "")
            event.listen(db.engine, "before_cursor_execute", self._executes)
            event.listen(db.engine, "commit", self._commits)
            event.listen(db.engine, "rollback", self._rolls_back)
            with db.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self._let_go()
        self.kept = self.file.with_suffix(".kept")
        shutil.copy(self.file, self.kept)

    def undo(self) -> None:
        """The database as it was."""
        if self._written:
            self._let_go()
            for suffix in ("-wal", "-shm"):
                Path(f"{self.file}{suffix}").unlink(missing_ok=True)
            shutil.copy(self.kept, self.file)
        self._writing = self._written = False

    def _let_go(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def _executes(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        self._writing = self._writing or not READS.match(statement)

    def _commits(self, _connection: Any) -> None:
        self._written = self._written or self._writing
        self._writing = False

    def _rolls_back(self, _connection: Any) -> None:
        self._writing = False


class KeptTransaction:
    """PostgreSQL within one transaction that never ends: what the application takes for its own
    transactions are savepoints in it. A copy of the database for each would take half a second.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            db.session.remove()
            engine = db.engine
            engine.dispose()
            address = engine.url.set(drivername="postgresql")
            self.connection = psycopg.connect(address.render_as_string(hide_password=False))
            engine.pool = StaticPool(lambda: self.connection, reset_on_return=None)
            dialect: Any = engine.dialect
            dialect.do_begin = lambda one: one.execute("SAVEPOINT of_the_application")
            dialect.do_commit = lambda one: one.execute("RELEASE of_the_application")
            dialect.do_rollback = lambda one: one.execute("ROLLBACK TO of_the_application")

    def undo(self) -> None:
        """The database as it was."""
        with self.app.app_context():
            db.session.remove()
        self.connection.rollback()


def keep(app: Flask) -> KeptFile | KeptTransaction:
    """Remember the database as it is now; ``undo`` goes back to it, as often as one likes."""
    on_sqlite = app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite")
    return KeptFile(app) if on_sqlite else KeptTransaction(app)
