"""Two counties, each in both databases: the demonstration, and one written by hand."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from psycopg import sql

from brokerage import create_app
from brokerage.db import Base, db
from brokerage.demo.jobs import load
from tests.brokerage.evaluation.independent.crafted import County, write_cases
from tests.conftest import close, new_postgres, settings

TODAY = date(2026, 6, 10)
IN_EVERY_DATABASE = {"catalogue_version"}  # its one row comes with the migration


@pytest.fixture(scope="module")
def demonstration(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The county as `flask demo load --scale county` makes it, on a Wednesday in June 2026."""
    folder = tmp_path_factory.mktemp("whole_county")
    shutil.copy(migrated, folder / "brokerage.sqlite3")
    app = create_app(settings(folder))
    load(app, "county", today=TODAY)
    yield app
    close(app)


@pytest.fixture(scope="module")
def demonstration_on_postgres(
    demonstration: Flask, migrated_postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The same rows in the other database."""
    with new_postgres(migrated_postgres) as url:
        _copy(Path(demonstration.config["INSTANCE_DIR"]) / "brokerage.sqlite3", url)
        app = create_app(settings(tmp_path_factory.mktemp("copied"), DATABASE_URL=url))
        yield app
        close(app)


@pytest.fixture(scope="module")
def empty(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application on a new SQLite file."""
    folder = tmp_path_factory.mktemp("by_hand")
    shutil.copy(migrated, folder / "brokerage.sqlite3")
    app = create_app(settings(folder))
    yield app
    close(app)


@pytest.fixture(scope="module")
def empty_on_postgres(
    migrated_postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """An application on a new PostgreSQL database."""
    with new_postgres(migrated_postgres) as url:
        app = create_app(settings(tmp_path_factory.mktemp("by_hand"), DATABASE_URL=url))
        yield app
        close(app)


@pytest.fixture(scope="module", params=["empty", "empty_on_postgres"])
def county(request: pytest.FixtureRequest) -> Iterator[County]:
    """All cases in one county, on one of the two databases."""
    app: Flask = request.getfixturevalue(request.param)
    with app.app_context():
        centres = write_cases()
        yield County(db.session(), centres)
        db.session.remove()


def _copy(path: Path, url: str) -> None:
    with sqlite3.connect(path) as here, psycopg.connect(url.replace("+psycopg", "")) as there:
        there.execute("SET TIME ZONE 'UTC'")  # moments lie in SQLite without theirs
        for table in Base.metadata.sorted_tables:
            if table.name not in IN_EVERY_DATABASE:
                _copy_table(here, there, table.name, [column.name for column in table.columns])
        there.commit()
        there.execute("ANALYZE")


def _copy_table(
    here: sqlite3.Connection, there: psycopg.Connection, table: str, columns: list[str]
) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    quoted = ", ".join(f'"{column}"' for column in columns)
    with there.cursor() as cursor, cursor.copy(into) as rows:
        for row in here.execute(f'SELECT {quoted} FROM "{table}"'):
            rows.write_row([None if value is None else str(value) for value in row])
