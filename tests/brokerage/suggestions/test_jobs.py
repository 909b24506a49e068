"""Showings: counted in the process, written down in bundles, on both databases. The nightly
statistics."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage import create_app
from brokerage.db import db, unit_of_work
from brokerage.migrating import migrate
from brokerage.suggestions.index import read_statistics
from brokerage.suggestions.jobs import Showings, note_showings, prune, refit_statistics
from brokerage.suggestions.models import RoleShowing
from brokerage.suggestions.showings import KEPT, record_showings
from brokerage.weeks import local_today
from tests.conftest import close, settings
from tests.making import DRIVING, make_county, make_role

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
DAY = date(2026, 11, 2)
BOTH = pytest.mark.parametrize(
    "which", ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)]
)


@pytest.fixture
def counting(tmp_path: Path) -> Iterator[Flask]:
    """An application that counts, but writes nothing down by itself for an hour."""
    made = create_app(settings(tmp_path / "counting", SHOWINGS_SECONDS=3600))
    migrate(made)
    with made.app_context(), unit_of_work() as session:
        make_county(session)
        make_role(session, "First", on="Tue 18:30-20:30")
        make_role(session, "Second", on="Mon 09:00-10:00")
    yield made
    held = made.extensions.get("showings")
    if held and held._timer:
        held._timer.cancel()
    close(made)


def written(app: Flask) -> list[tuple[Any, ...]]:
    with app.app_context():
        columns = (RoleShowing.opportunity_id, RoleShowing.shown_on, RoleShowing.shown)
        query = select(*columns, RoleShowing.attention).order_by(*columns)
        return [tuple(row) for row in db.session.execute(query)]


def make_roles(app: Flask, count: int = 2) -> list[int]:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        return [make_role(session).id for _ in range(count)]


@BOTH
def test_showings_add_up_by_role_and_day_and_the_top_counts_more(
    which: str, request: pytest.FixtureRequest
) -> None:
    app: Flask = request.getfixturevalue(which)
    first, second = make_roles(app)
    held = Showings(app, seconds=3600)
    held.tally.add([first, second], DAY)
    held.tally.add([second], DAY)
    assert held.write_down() == 2
    held.tally.add([second, first], DAY)
    held.tally.add([first], DAY + timedelta(1))
    assert held.write_down() == 3
    assert held.write_down() == 0
    assert written(app) == [
        (first, DAY, 2, 1.5),
        (first, DAY + timedelta(1), 1, 1.0),
        (second, DAY, 3, 2.5),
    ]


@BOTH
def test_two_processes_that_write_at_once_lose_nothing(
    which: str, request: pytest.FixtureRequest
) -> None:
    app: Flask = request.getfixturevalue(which)
    roles = make_roles(app, 4)
    workers = [Showings(app, seconds=3600) for _ in range(4)]

    def work(held: Showings, order: list[int]) -> None:
        for _ in range(5):
            held.tally.add(order, DAY)
            held.write_down()

    orders = [roles, roles[::-1], roles[1:] + roles[:1], roles]
    threads = [
        threading.Thread(target=work, args=pair) for pair in zip(workers, orders, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for held in workers:
        held.write_down()  # what had to wait
        if held._timer:
            held._timer.cancel()
    assert [shown for _role, _on, shown, _share in written(app)] == [20, 20, 20, 20]


def test_a_role_that_is_gone_is_passed_over(app: Flask) -> None:
    (only,) = make_roles(app, 1)
    with app.app_context(), unit_of_work() as session:
        counts = {(only, DAY): (1, 1.0), (only + 1000, DAY): (1, 1.0)}
        assert record_showings(session, counts) == 1
    assert len(written(app)) == 1


def test_what_the_database_refuses_is_kept_and_tried_again(app: Flask) -> None:
    (only,) = make_roles(app, 1)
    held = Showings(app, seconds=3600)
    held.tally.add([only], DAY)
    with app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE role_showings RENAME TO away")
    assert held.write_down() == 0
    held.tally.add([only], DAY)
    with app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO role_showings")
    assert held._timer is not None
    held._timer.cancel()
    assert held.write_down() == 1
    assert written(app) == [(only, DAY, 2, 2.0)]


def test_a_page_of_results_counts_what_it_showed(counting: Flask) -> None:
    client = counting.test_client()
    client.get("/opportunities?near=TN23&when=tue-evening", headers=BROWSER)
    client.get("/opportunities?q=second", headers=BROWSER)
    assert written(counting) == []  # reading writes nothing
    assert counting.extensions["showings"].write_down() == 2
    shares = sorted((shown, share) for _role, _on, shown, share in written(counting))
    assert shares == [(1, 1.0), (2, 1.5)]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/api/v1/opportunities", BROWSER),
        ("/opportunities.csv", BROWSER),
        ("/", BROWSER),
        ("/opportunities?near=nowhere+at+all", BROWSER),
        ("/opportunities?q=nothinglikeit", BROWSER),
        ("/opportunities", {"User-Agent": "Mozilla/5.0 (compatible; ExampleBot/2.1)"}),
        ("/opportunities", {"User-Agent": "curl/8.5.0"}),
        ("/opportunities", {"User-Agent": ""}),
        ("/opportunities", {**BROWSER, "Sec-Purpose": "prefetch;prerender"}),
    ],
)
def test_programs_files_and_empty_pages_are_not_showings(
    counting: Flask, path: str, headers: dict[str, str]
) -> None:
    counting.test_client().get(path, headers=headers)
    assert "showings" not in counting.extensions


def test_a_telephone_is_not_a_robot_and_head_shows_nothing(counting: Flask) -> None:
    client = counting.test_client()
    client.head("/opportunities", headers=BROWSER)
    assert "showings" not in counting.extensions
    client.get("/opportunities", headers={"User-Agent": "Mozilla/5.0 (Linux; CUBOT NOTE 50)"})
    assert counting.extensions["showings"].write_down() == 2


def test_nothing_is_counted_where_the_setting_says_so(app: Flask, client: FlaskClient) -> None:
    make_roles(app)
    client.get("/opportunities", headers=BROWSER)
    assert "showings" not in app.extensions


def test_the_timer_writes_down_by_itself(tmp_path: Path) -> None:
    app = create_app(settings(tmp_path / "timed", SHOWINGS_SECONDS=0.01))
    migrate(app)
    (only,) = make_roles(app, 1)
    with app.app_context():
        note_showings(app, [only], DAY)
        timer = app.extensions["showings"]._timer
    if timer:
        timer.join()
    assert written(app) == [(only, DAY, 1, 1.0)]
    close(app)


def test_what_is_left_is_written_down_when_the_process_ends_and_a_fork_begins_empty(
    tmp_path: Path,
) -> None:
    app = create_app(settings(tmp_path / "ending"))
    migrate(app)
    (only,) = make_roles(app, 1)
    program = (
        "import os, sys; from datetime import date; from brokerage import create_app;"
        "from brokerage.suggestions.jobs import note_showings;"
        f"app = create_app({{'INSTANCE_DIR': {str(app.instance_path)!r}, 'LOG_LEVEL': 'ERROR'}});"
        f"note_showings(app, [{only}], date(2026, 11, 2));"
        "child = os.fork();"
        "child and os.waitpid(child, 0)"  # the child too ends as a process does
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True)
    assert written(app) == [(only, DAY, 1, 1.0)]
    close(app)


def test_old_counts_are_deleted_by_command_and_by_the_nightly_one(app: Flask) -> None:
    (only,) = make_roles(app, 1)
    today = local_today()
    for days in (0, KEPT.days, KEPT.days + 1):
        with app.app_context(), unit_of_work() as session:
            record_showings(session, {(only, today - timedelta(days)): (1, 1.0)})
    printed = app.test_cli_runner().invoke(args=["suggestions", "showings", "--prune"]).output
    assert "1 old count deleted" in printed
    assert len(written(app)) == 2
    with app.app_context(), unit_of_work() as session:
        record_showings(session, {(only, today - KEPT - timedelta(1)): (1, 1.0)})
    app.test_cli_runner().invoke(args=["suggestions", "index"])
    assert len(written(app)) == 2
    with app.app_context():
        assert prune(today) == 0


def test_statistics_are_counted_anew_from_live_roles(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_role(session, "Driver", skills={DRIVING: "needed"})
    assert read_statistics(app).columns.rarity.size == 0
    with app.app_context():
        assert refit_statistics.work() == "The statistics come from 1 live role."
    assert read_statistics(app).columns.rarity.size > 0
