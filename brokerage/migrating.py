"""Bring the database to the newest shape, once, however many processes try at the same time."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from sqlalchemy import Connection, Engine, text

from brokerage.commands import Commands
from brokerage.db import db
from brokerage.errors import BrokerageError

FOLDER = Path(__file__).parent.parent / "migrations"
LOCK_NUMBER = 7_301_955  # any number, as long as it is always this one


def migrate(app: Flask) -> None:
    """Run the missing migrations under a lock; a second process waits and finds nothing to do."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with app.app_context(), _locked(app, db.engine) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_current(connection: Connection) -> bool:
    """Whether the database has the shape this code expects (readiness)."""
    found = MigrationContext.configure(connection).get_current_heads()
    return set(found) == set(ScriptDirectory(str(FOLDER)).get_heads())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def _locked(app: Flask, engine: Engine) -> Iterator[Connection]:
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:n)"), {"n": LOCK_NUMBER})
            connection.commit()  # the lock belongs to the session and outlives this transaction
            try:
                yield connection
            finally:
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": LOCK_NUMBER})
                connection.commit()
        return
    with open(Path(app.instance_path) / "migrating.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with engine.connect() as connection, _without_foreign_keys(connection):
            yield connection


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by copying it and dropping the old one, which its children forbid."""
    raw: Any = connection.connection.dbapi_connection  # the pragma does nothing in a transaction
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise BrokerageError(f"The migration left rows that refer to nothing: {broken[:5]}")
    finally:
        connection.rollback()
        raw.execute("PRAGMA foreign_keys=ON")


database = Commands("database", help="The database's shape.")


@database.command("migrate")
def migrate_command() -> None:
    """Run the missing migrations (safe to run twice, or in two places at once)."""
    migrate(current_app._get_current_object())  # type: ignore[attr-defined]
    click.echo("The database is up to date.")


@database.command("revise")
@click.argument("change")
def revise_command(change: str) -> None:
    """Write the next numbered migration from what the models say, for you to read and keep."""
    scripts = ScriptDirectory(str(FOLDER))
    number = f"{len(list(scripts.walk_revisions())) + 1:04d}"
    config = _config()
    with db.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.revision(config, message=change, autogenerate=True, rev_id=number)
