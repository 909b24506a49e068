"""The database: base model, column shorthands, and the one place where a change is committed.

SQLite and PostgreSQL are both first-class. SQLite waits for other writers only if a transaction
takes its write lock at the start, so writing transactions begin with BEGIN IMMEDIATE: a deferred
one that writes later fails at once, whatever the time-out, or silently loses an update.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Annotated, Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Engine, MetaData, String, Text, TypeDecorator, event, text
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, registry

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; both databases give back aware datetimes."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def new_public_id() -> str:
    """A random id for addresses: 16 characters, 95 bits, no guessing and no counting."""
    return secrets.token_urlsafe(12)


key = Annotated[int, mapped_column(primary_key=True, sort_order=-2)]
public_id = Annotated[
    str, mapped_column(String(22), unique=True, default=new_public_id, sort_order=-1)
]
name_text = Annotated[str, mapped_column(String(200))]
long_text = Annotated[str, mapped_column(Text, default="")]
code_text = Annotated[str, mapped_column(String(40))]
uri_text = Annotated[str, mapped_column(String(255))]
moment = Annotated[datetime, mapped_column(Moment)]
created = Annotated[datetime, mapped_column(Moment, default=now)]


class Base(DeclarativeBase):
    """Every model; constraints are named so that migrations can change them."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: Moment, list[str]: JSON, list[int]: JSON},
    )


db = SQLAlchemy(model_class=Base)

_writing: ContextVar[bool] = ContextVar("writing", default=False)


def begin_writing() -> None:
    """Say, before the first statement, that this request or command is going to write."""
    _writing.set(True)


def end_writing() -> None:
    """Forget begin_writing (end of a request)."""
    _writing.set(False)


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """The one commit. Views, commands and jobs open it; services never do.

    Everything inside is kept or nothing is. Opened after a read in the same session, it would be
    an upgrade of a read transaction, which SQLite refuses while others write; that is a
    programming error and is raised as such.
    """
    session = db.session()
    if session.in_transaction() and not _writing.get():
        raise RuntimeError("open the unit of work before the first query, or call done_reading")
    token = _writing.set(True)
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        _writing.reset(token)


BULK_LOCK = 7_301_956  # any number that nothing else locks, as long as it is always this one


def one_at_a_time(session: Session, lock: int = BULK_LOCK) -> None:
    """Wait until no other bulk load (import, demonstration) runs; held until the commit.

    ``lock``: another number, for what must wait for its like alone.
    """
    if session.get_bind().dialect.name == "postgresql":  # SQLite has one writer in any case
        session.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": lock})


def done_reading() -> None:
    """Close a read transaction, so that a unit of work may follow in the same command."""
    db.session.rollback()


def init_db(app: Flask) -> None:
    """Bind the engine with the settings each database needs."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    if url.startswith("sqlite"):
        options: dict[str, Any] = {"connect_args": {"timeout": 15, "check_same_thread": False}}
    else:
        options = {"pool_pre_ping": True, "pool_size": 8, "max_overflow": 8}
        # Compiling the questions of figures took ten times as long as answering them.
        options["connect_args"] = {"options": "-c jit=off"}
    options["hide_parameters"] = True  # values may be personal, and errors are logged
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    _dispose_after_fork(engine)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _settings(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # we write BEGIN ourselves, below
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "busy_timeout=15000",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def _dispose_after_fork(engine: Engine) -> None:
    """Two processes on one socket mix up their answers; a child opens its own."""
    reference = weakref.ref(engine)

    def dispose() -> None:
        if (alive := reference()) is not None:
            alive.dispose(close=False)

    os.register_at_fork(after_in_child=dispose)
