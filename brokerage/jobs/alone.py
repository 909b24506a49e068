"""One at a time, on one machine or several; a lock ends with the process that held it."""

from __future__ import annotations

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine, text

from brokerage.db import db

LOCK_FAMILY = 7_301_956  # any number, as long as it is always this one


@contextmanager
def alone(app: Flask, name: str) -> Iterator[bool]:
    """Whether nobody else is inside under the same name; never waits."""
    if db.engine.dialect.name == "postgresql":
        with _advisory_lock(db.engine, name) as held:
            yield held
    else:
        with _file_lock(Path(app.instance_path) / "locks", name) as held:
            yield held


@contextmanager
def _advisory_lock(engine: Engine, name: str) -> Iterator[bool]:
    numbers = {"family": LOCK_FAMILY, "name": zlib.crc32(name.encode()) - 2**31}
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        held = connection.scalar(text("SELECT pg_try_advisory_lock(:family, :name)"), numbers)
        try:
            yield bool(held)
        finally:
            if held:
                connection.execute(text("SELECT pg_advisory_unlock(:family, :name)"), numbers)


@contextmanager
def _file_lock(folder: Path, name: str) -> Iterator[bool]:
    folder.mkdir(exist_ok=True)
    with open(folder / f"{name}.lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True  # closing the file ends the lock
