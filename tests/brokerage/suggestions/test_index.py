"""A role published, paused or filled is in, or out of, every worker's results within 2 s."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import move, record_change
from brokerage.suggestions.index import (
    LiveIndex,
    build,
    live_index,
    read_statistics,
    refresh_statistics,
    renew,
)
from brokerage.weeks import local_today
from matching.statistics import Statistics
from tests.making import DRIVING, make_county, make_role

BROKER = Actor("a broker", "desk")

WORKER = """
import sys
from brokerage import create_app
app = create_app({"INSTANCE_DIR": sys.argv[1], "DATABASE_URL": sys.argv[2], "LOG_LEVEL": "ERROR"})
client = app.test_client()
for line in sys.stdin:
    print(client.get("/api/v1/opportunities").get_json()["total"], flush=True)
"""


class Worker:
    """Another process with an index of its own, as under gunicorn."""

    def __init__(self, instance: Path, url: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(instance), url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def total(self) -> int:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def close(self) -> None:
        self.process.communicate()


@pytest.mark.parametrize("which", ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def test_a_change_reaches_another_worker_within_two_seconds(
    which: str, request: pytest.FixtureRequest
) -> None:
    app: Flask = request.getfixturevalue(which)
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        role = make_role(session, "First")
        make_role(session, "Second")
        public_id = role.public_id
    url = app.config["DATABASE_URL"]
    worker = Worker(Path(app.instance_path), url)
    try:
        assert worker.total() == 2
        for target, expected in ((State.PAUSED, 1), (State.LIVE, 2), (State.FILLED, 1)):
            with app.app_context(), unit_of_work() as session:
                found = session.scalars(
                    select(Opportunity).where(Opportunity.public_id == public_id)
                ).one()
                move(session, found, target, BROKER)
            time.sleep(1.5)
            assert worker.total() == expected
    finally:
        worker.close()


def test_taking_up_changes_equals_building_anew(session: Session) -> None:
    make_county(session)
    roles = [make_role(session, f"Role {n}", skills={DRIVING: "needed"}) for n in range(12)]
    held = build(session, Statistics.fit([]), local_today())
    move(session, roles[3], State.CLOSED, BROKER)
    roles[5].title = "Renamed"
    make_role(session, "New", on="Sat 10:00-12:00")
    record_change(session, [roles[5]])
    renewed, rebuilt = renew(session, held), build(session, held.catalogue.statistics, held.today)
    assert set(renewed.catalogue.ids) == set(rebuilt.catalogue.ids)
    assert dict(renewed.tags) == dict(rebuilt.tags)
    assert renewed.version == rebuilt.version
    order = [rebuilt.catalogue.ids.index(name) for name in renewed.catalogue.ids]
    assert (renewed.facets.bits == rebuilt.facets.bits[order]).all()


def test_a_role_closed_a_moment_ago_is_not_shown_though_the_index_lags(session: Session) -> None:
    from brokerage.suggestions.queries import Search
    from brokerage.suggestions.service import search

    make_county(session)
    role = make_role(session, "Gone")
    live_index().check_seconds = 3600
    assert len(search(session, Search(), local_today()).cards) == 1
    move(session, role, State.CLOSED, BROKER)
    found = search(session, Search(), local_today())
    assert found.cards == ()
    assert found.total == 1  # counts may lag


def test_nothing_is_read_anew_while_nothing_changed(session: Session) -> None:
    make_county(session)
    make_role(session)
    index = LiveIndex(check_seconds=0)
    assert index.current(session) is index.current(session)


def test_statistics_are_fitted_by_a_command_and_found_by_workers(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_role(session, "Driver", skills={DRIVING: "needed"})
    with app.app_context():
        assert read_statistics(app).rarity(DRIVING) == 1.0
        answer = app.test_cli_runner().invoke(args=["suggestions", "index"])
        assert "1 live role" in answer.output
        assert read_statistics(app).rarity(DRIVING) < 1.0
        assert refresh_statistics(app) == 1
        assert [p.name for p in Path(app.instance_path).glob("statistics*")] == ["statistics"]


def test_a_web_worker_does_not_import_scikit_learn(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_role(session)
    refresh_statistics(app)
    program = (
        "import sys; from brokerage import create_app;"
        f"app = create_app({{'INSTANCE_DIR': {str(app.instance_path)!r}}});"
        "assert app.test_client().get('/api/v1/opportunities?near=TN23').status_code == 200;"
        "assert 'sklearn' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_index_is_built_again_when_the_day_changes(session: Session) -> None:
    make_county(session)
    make_role(session)
    index = LiveIndex(check_seconds=0)
    first = index.current(session)
    index._snapshot = type(first)(**{**vars(first), "today": first.today.replace(year=2020)})
    assert index.current(session).today == local_today()
    assert db.session is not None


def test_one_role_that_makes_no_sense_stops_nobody_else(session: Session) -> None:
    make_county(session)
    make_role(session, "Sound")
    broken = make_role(session, "Broken", windows=("tue-evening",))
    broken.windows[0].start_minute = 1440
    session.flush()
    held = build(session, Statistics.fit([]), local_today())
    assert len(held.catalogue) == 1
    broken.title = "Still broken"
    record_change(session, [broken])
    assert len(renew(session, held).catalogue) == 1
