"""Shared by all tests: a real database for each, and the rules about what may be skipped.

A test that needs PostgreSQL, a browser, a spreadsheet program or the real data is skipped only
where these are absent; with BROKERAGE_REQUIRE_POSTGRES, BROKERAGE_REQUIRE_BROWSER,
BROKERAGE_REQUIRE_OFFICE or BROKERAGE_REAL_DATA set, a missing piece fails instead.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from brokerage import create_app
from brokerage.db import begin_writing, db, end_writing
from brokerage.migrating import migrate

pytest_plugins = ("tests.repeating",)

CHROMIUM = os.environ.get("BROKERAGE_CHROMIUM", "/usr/bin/chromium")
POSTGRES = os.environ.get(
    "BROKERAGE_TEST_POSTGRES_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
)


PRODUCTION = {
    "MODE": "production",
    "SECRET_KEY": "sixteen characters and more",
    "PUBLIC_URL": "https://volunteering.example",
    "EMAIL_THROUGH": "smtp",
    "SMTP_URL": "smtp://mail.example:587",
    "MAIL_FROM": "Our Centre <hello@centre.example>",
    "TEXTS_THROUGH": "log",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-golden", action="store_true", help="write golden files anew; read their diff"
    )


def _absent(what: str, variable: str) -> None:
    if os.environ.get(variable):
        pytest.fail(f"{what} is missing, and {variable} is set")
    pytest.skip(f"{what} is not here")


@pytest.fixture(scope="session")
def real_data() -> Path:
    folder = os.environ.get("BROKERAGE_REAL_DATA", "")
    if not folder:
        pytest.skip("the real data is not here (BROKERAGE_REAL_DATA)")
    path = Path(folder).resolve()
    if not (path / "README.md").exists():
        pytest.fail(f"BROKERAGE_REAL_DATA names {path}, which is not the real data")
    return path


@pytest.fixture(scope="session")
def chromium() -> str:
    if not Path(CHROMIUM).exists():
        _absent("a browser", "BROKERAGE_REQUIRE_BROWSER")
    return CHROMIUM


@pytest.fixture(scope="session")
def soffice() -> str:
    """The spreadsheet program that files are opened with, to see what people would see."""
    found = shutil.which("soffice")
    if found is None:
        _absent("a spreadsheet program", "BROKERAGE_REQUIRE_OFFICE")
    return str(found)


def settings(instance: Path, **more: Any) -> dict[str, Any]:
    return {
        "MODE": "demonstration",
        "SECRET_KEY": "a secret for tests only",
        "DATABASE_URL": "",
        "INSTANCE_DIR": str(instance),
        "LOG_LEVEL": "ERROR",
        "INDEX_CHECK_SECONDS": 0.001,
        "JOBS_URL": "memory:",  # nothing runs them; a test runs the job it is about
        "SHOWINGS_SECONDS": 0,  # no timers; tests of showings set their own
        **more,
    }


@pytest.fixture(scope="session", autouse=True)
def routes_compiled_once() -> Iterator[None]:
    """Werkzeug compiles two functions for every route of every application that is made.

    They depend on the route alone and take the rule as an argument, so all applications of a test
    run share them: that is four fifths of the time that making one takes.
    """
    compiled: dict[object, Callable[..., tuple[str, str]]] = {}
    compile_anew = Rule._compile_builder

    def compile_once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        defaults = tuple(sorted((rule.defaults or {}).items()))
        known_by = rule.rule, tuple(rule._trace), defaults, append_unknown
        if known_by not in compiled:
            compiled[known_by] = compile_anew(rule, append_unknown)
        return compiled[known_by]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", compile_once)
        yield


class KeptBytecode(BytecodeCache):
    """Compiled templates in memory, by the text that they were compiled from."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """The applications of a test run share what is compiled from the templates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Flask.jinja_options, "bytecode_cache", KeptBytecode())
        yield


def close(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file of the newest shape, copied for each test."""
    folder = tmp_path_factory.mktemp("migrated")
    app = create_app(settings(folder))
    migrate(app)
    with app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    close(app)
    return folder / "brokerage.sqlite3"


@pytest.fixture
def app(migrated: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh, empty SQLite file."""
    instance = tmp_path / "instance"
    instance.mkdir()
    shutil.copy(migrated, instance / "brokerage.sqlite3")
    made = create_app(settings(instance))
    made.testing = False  # errors become pages, as they do for users
    made.config["WTF_CSRF_ENABLED"] = False  # test_forgery.py turns it on and walks every route
    yield made
    close(made)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session inside an application context that may write; never committed."""
    with app.app_context():
        begin_writing()
        yield db.session()
        db.session.rollback()
        end_writing()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def cli(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@contextmanager
def new_postgres(template: str = "template1") -> Iterator[str]:
    """The address of a new PostgreSQL database like another one, dropped afterwards."""
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    name = f"brokerage_test_{uuid.uuid4().hex[:12]}"
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    except OperationalError:
        server.dispose()
        _absent("PostgreSQL", "BROKERAGE_REQUIRE_POSTGRES")
    yield POSTGRES.rsplit("/", 1)[0] + f"/{name}"
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """The address of a new, empty PostgreSQL database."""
    with new_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a PostgreSQL database of the newest shape, copied for each test."""
    with new_postgres() as url:
        made = create_app(settings(tmp_path_factory.mktemp("template"), DATABASE_URL=url))
        migrate(made)
        close(made)
        yield url.rsplit("/", 1)[1]


@pytest.fixture
def postgres_app(migrated_postgres: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on an empty PostgreSQL database of the newest shape."""
    with new_postgres(migrated_postgres) as url:
        made = create_app(settings(tmp_path / "postgres", DATABASE_URL=url))
        made.config["WTF_CSRF_ENABLED"] = False
        yield made
        close(made)
