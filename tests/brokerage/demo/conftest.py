"""A small demonstration county, loaded once for all tests that only read it."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from brokerage import create_app
from brokerage.db import db
from brokerage.demo.jobs import load
from brokerage.demo.scale import Scale
from tests.conftest import close, settings

TODAY = date(2026, 6, 10)
TINY = Scale(organisations=5, live=12, not_live=4, volunteers=20, introductions=6)
READABLE = Scale(organisations=80, live=240, not_live=60, volunteers=400, introductions=160)


@pytest.fixture(scope="session")
def county(migrated, tmp_path_factory):
    """An application with a county of READABLE size, for a Wednesday in June 2026."""
    folder = tmp_path_factory.mktemp("county")
    shutil.copy(migrated, folder / "brokerage.sqlite3")
    app = create_app(settings(folder))
    load(app, READABLE, today=TODAY)
    yield app
    close(app)


@pytest.fixture
def records(county):
    """A session that only reads the county."""
    with county.app_context():
        yield db.session()
        db.session.remove()
