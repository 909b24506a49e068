from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from flask import Flask
from sqlalchemy import Engine, inspect

from brokerage.db import Base, db, unit_of_work
from brokerage.errors import BrokerageError
from brokerage.migrating import _locked, is_current, migrate
from tests.making import make_county, make_role

BOOT = """
import sys
from brokerage import create_app
from brokerage.migrating import migrate
migrate(create_app({"INSTANCE_DIR": sys.argv[1], "DATABASE_URL": sys.argv[2]}))
"""


def first_boots(instance: Path, url: str, how_many: int = 3) -> list[int]:
    command = [sys.executable, "-c", BOOT, str(instance), url]
    running = [
        subprocess.Popen(command, env=dict(os.environ), stderr=subprocess.PIPE)
        for _ in range(how_many)
    ]
    return [process.wait(60) for process in running if process.communicate()]


def test_several_first_boots_at_once_all_succeed_on_sqlite(tmp_path: Path) -> None:
    assert first_boots(tmp_path, "") == [0, 0, 0]


@pytest.mark.postgres
def test_several_first_boots_at_once_all_succeed_on_postgresql(
    tmp_path: Path, postgres_url: str
) -> None:
    assert first_boots(tmp_path, postgres_url) == [0, 0, 0]


@pytest.mark.parametrize("which", ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def test_the_migrations_make_exactly_what_the_models_say(
    which: str, request: pytest.FixtureRequest
) -> None:
    app: Flask = request.getfixturevalue(which)
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert is_current(connection)


def test_migrating_twice_changes_nothing(app: Flask) -> None:
    migrate(app)
    with app.app_context():
        assert set(inspect(db.engine).get_table_names()) == {
            *Base.metadata.tables,
            "alembic_version",
        }


def test_a_table_with_children_can_be_rebuilt_on_sqlite(app: Flask) -> None:
    """SQLite alters a table by dropping the old one, which foreign keys would forbid."""
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_role(session)
    with _locked(app, _engine(app)) as connection, connection.begin():
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("opportunities") as table:
            table.drop_column("micro")
    with app.app_context(), db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM opportunity_places").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_migration_that_orphans_rows_is_refused(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_role(session)
    with (
        pytest.raises(BrokerageError, match="refer to nothing"),
        _locked(app, _engine(app)) as connection,
    ):
        connection.exec_driver_sql("DELETE FROM organisations")


def _engine(app: Flask) -> Engine:
    with app.app_context():
        return db.engine
