from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre, CentreDistrict
from brokerage.db import db, done_reading, unit_of_work
from brokerage.opportunities.service import current_version, record_change
from brokerage.organisations.models import Organisation


def organisation(source_id: str) -> Organisation:
    return Organisation(
        name="The Example Trust", kind="charity", source="tests", source_id=source_id
    )


def test_leaving_a_unit_of_work_keeps_everything(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        session.add(organisation("1"))
    with app.app_context():
        assert db.session.scalars(select(Organisation.source_id)).all() == ["1"]


def test_an_error_inside_a_unit_of_work_keeps_nothing(app: Flask) -> None:
    def fails_halfway() -> None:
        with unit_of_work() as session:
            session.add(organisation("1"))
            session.flush()
            raise ZeroDivisionError

    with app.app_context(), pytest.raises(ZeroDivisionError):
        fails_halfway()
    with app.app_context():
        assert db.session.scalars(select(Organisation)).all() == []


def test_a_unit_of_work_after_a_read_is_refused_until_the_read_is_closed(app: Flask) -> None:
    with app.app_context():
        db.session.scalars(select(Organisation)).all()
        with pytest.raises(RuntimeError, match="before the first query"), unit_of_work():
            pass
        done_reading()
        with unit_of_work() as session:
            session.add(organisation("1"))


def _count_up(app: Flask, times: int) -> None:
    for _ in range(times):
        with app.app_context(), unit_of_work() as session:
            record_change(session, [])


@pytest.mark.parametrize("which", ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def test_no_concurrent_change_is_lost(which: str, request: pytest.FixtureRequest) -> None:
    app: Flask = request.getfixturevalue(which)
    _count_up(app, 1)
    threads = [threading.Thread(target=_count_up, args=(app, 25)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert current_version(db.session()) == 1 + 6 * 25


def test_sqlite_is_opened_with_the_settings_that_keep_data_safe(session: Session) -> None:
    found = {
        name: session.execute(text(f"PRAGMA {name}")).scalar()
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 15000,
    }


def test_a_foreign_key_to_nothing_is_refused(session: Session) -> None:
    session.add(
        CentreDistrict(
            centre=Centre(slug="c", name="C", about="", address="", phone="01632 960001"),
            district_code="E99999999",
            valid_from=datetime.now(UTC).date(),
        )
    )
    with pytest.raises(IntegrityError):
        session.flush()


def test_moments_come_back_in_utc_and_naive_ones_are_refused(session: Session) -> None:
    summer = timezone(timedelta(hours=1))
    given = organisation("1")
    given.created_at = datetime(2026, 7, 1, 12, tzinfo=summer)
    session.add(given)
    session.flush()
    session.expire(given)
    assert given.created_at == datetime(2026, 7, 1, 11, tzinfo=UTC)
    given.created_at = datetime(2026, 7, 1, 12)  # noqa: DTZ001 - the mistake under test
    with pytest.raises(StatementError, match="time zone"):
        session.flush()


@pytest.mark.postgres
def test_a_forked_child_does_not_share_its_parents_connection(postgres_app: Flask) -> None:
    with postgres_app.app_context():
        mine = db.session.execute(text("SELECT pg_backend_pid()")).scalar()
        done_reading()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        with postgres_app.app_context():
            other = db.session.execute(text("SELECT pg_backend_pid()")).scalar()
        os.write(writing, str(other).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert int(os.read(reading, 20)) != mine
    os.close(reading)
    os.close(writing)
