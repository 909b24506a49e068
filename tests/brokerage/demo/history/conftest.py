"""A small county with its history, loaded once for the tests that only read it."""

from __future__ import annotations

import shutil

import pytest

from brokerage import create_app
from brokerage.db import db
from brokerage.demo.jobs import count_figures, load
from brokerage.demo.scale import Scale
from tests.brokerage.demo.conftest import TODAY
from tests.conftest import close, settings

LONG = Scale(
    organisations=60, live=150, not_live=40, volunteers=500, introductions=120, monthly=80,
    quarters=4, months=2,
)  # fmt: skip


@pytest.fixture(scope="session")
def old_county(migrated, tmp_path_factory):
    """An application with a county of LONG size, for a Wednesday in June 2026."""
    folder = tmp_path_factory.mktemp("old-county")
    shutil.copy(migrated, folder / "brokerage.sqlite3")
    app = create_app(settings(folder))
    load(app, LONG, today=TODAY)
    count_figures(app, LONG, today=TODAY)
    yield app
    close(app)


@pytest.fixture
def records(old_county):
    """A session that only reads it."""
    with old_county.app_context():
        yield db.session()
        db.session.remove()
