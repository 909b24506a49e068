"""A small county of invented people, loaded once, and what tests ask of its releases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import create_app
from brokerage.db import db, unit_of_work
from brokerage.demo.jobs import load
from brokerage.demo.scale import Scale
from brokerage.hours.models import OutcomeAnswer
from brokerage.introductions.models import Introduction
from tests.conftest import close, settings
from tests.evaluating import QUARTER

SMALL = Scale(organisations=12, live=40, not_live=6, volunteers=160, introductions=90)


def answer(session: Session) -> None:
    """Of so few people nobody may have said what changed for them: one does."""
    moment = QUARTER.moments[1] - timedelta(days=2)
    going_on = Introduction.started_on.is_not(None) & Introduction.closed_at.is_(None)
    earlier = going_on & (Introduction.started_on < moment.date())
    one = session.scalars(select(Introduction).where(earlier).order_by(Introduction.id)).first()
    assert one is not None
    who = {"introduction_id": one.id, "volunteer_id": one.volunteer_id, "given_at": moment}
    said = {"moment": "weeks_4", "question": "confidence", "wording": "test", "answer": "more"}
    session.add(OutcomeAnswer(**who, **said, actor="test", through="web"))


@pytest.fixture(scope="package")
def loaded(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    shutil.copy(migrated, folder / "brokerage.sqlite3")
    app = create_app(settings(folder))
    load(app, SMALL)
    with app.app_context(), unit_of_work() as session:
        answer(session)
    with app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    close(app)
    return folder / "brokerage.sqlite3"


@pytest.fixture
def county(loaded: Path, tmp_path: Path) -> Iterator[Flask]:
    """The invented county on SQLite, as if nobody had touched it."""
    folder = tmp_path / "county"
    folder.mkdir()
    shutil.copy(loaded, folder / "brokerage.sqlite3")
    app = create_app(settings(folder))
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    close(app)
