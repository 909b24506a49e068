"""Bring the database to the newest shape, once, however many processes try at the same time."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import Connection, Engine, text

from brokerage.db import db

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
        with engine.connect() as connection:
            yield connection


@click.group()
def database() -> None:
    """The database's shape."""


@database.command("migrate")
@with_appcontext
def migrate_command() -> None:
    """Run the missing migrations (safe to run twice, or in two places at once)."""
    migrate(current_app._get_current_object())  # type: ignore[attr-defined]
    click.echo("The database is up to date.")


@database.command("revise")
@click.argument("change")
@with_appcontext
def revise_command(change: str) -> None:
    """Write the next numbered migration from what the models say, for you to read and keep."""
    scripts = ScriptDirectory(str(FOLDER))
    number = f"{len(list(scripts.walk_revisions())) + 1:04d}"
    config = _config()
    with db.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.revision(config, message=change, autogenerate=True, rev_id=number)
