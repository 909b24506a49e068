from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect

from brokerage.db import Base, db
from brokerage.migrating import is_current, migrate

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
