"""Running jobs: once, recorded, and again after a crash."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select, update

from brokerage.db import db, now, unit_of_work
from brokerage.errors import Conflict, NotFound
from brokerage.jobs import Job, jobs
from brokerage.jobs.alone import alone
from brokerage.jobs.models import JobClock, JobRun, RunState
from brokerage.jobs.queueing import queue_of
from brokerage.jobs.service import ATTEMPTS, ask, wake

done: list[Any] = []


def work(**said: Any) -> str | None:
    """Notes that it ran."""
    done.append(said)
    return "Worked."


def idle() -> str | None:
    """Finds nothing."""
    done.append("idle")
    return None


def fail() -> str:
    """Breaks."""
    raise ZeroDivisionError("of somebody@example.org")


def refuse() -> str:
    """Cannot."""
    raise Conflict("It cannot be done today.")


WORK, IDLE = Job("test.work", work), Job("test.idle", idle, "* * * * *")
FAIL, REFUSE = Job("test.fail", fail), Job("test.refuse", refuse)


@pytest.fixture(params=["sqlite", "postgresql"])
def application(request: pytest.FixtureRequest) -> Iterator[Flask]:
    name = "app" if request.param == "sqlite" else "postgres_app"
    app: Flask = request.getfixturevalue(name)
    app.extensions["jobs"] = {job.name: job for job in (WORK, IDLE, FAIL, REFUSE)}
    done.clear()
    yield app
    done.clear()


def asked(app: Flask, job: Job, **arguments: Any) -> int:
    with app.app_context(), unit_of_work() as session:
        return ask(session, job, **arguments).id


def runs(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context():
        found = db.session.scalars(select(JobRun).order_by(JobRun.id))
        return [(run.job, run.state, run.outcome) for run in found]


def take_one(app: Flask) -> bool:
    """What the consumer's worker does."""
    task = queue_of(app).dequeue()
    if task:
        queue_of(app).execute(task)
    return task is not None


def test_what_is_asked_for_runs_after_the_commit_and_is_recorded(application: Flask) -> None:
    asked(application, WORK, count=3)
    assert done == []
    assert take_one(application)
    assert done == [{"count": 3}]
    assert runs(application) == [("test.work", "done", "Worked.")]


def test_what_is_rolled_back_was_never_asked_for(app: Flask) -> None:
    app.extensions["jobs"] = {WORK.name: WORK}

    def break_off() -> None:
        with unit_of_work() as session:
            ask(session, WORK)
            raise LookupError

    with app.app_context(), pytest.raises(LookupError):
        break_off()
    assert not take_one(app)
    assert runs(app) == []


def test_a_run_that_finds_nothing_leaves_no_row(application: Flask) -> None:
    with application.app_context(), unit_of_work() as session:
        wake(session, IDLE)
    assert take_one(application)
    assert done == ["idle"]
    assert runs(application) == []


def test_the_same_run_twice_in_the_queue_runs_once(application: Flask) -> None:
    run_id = asked(application, WORK)
    assert jobs.run(application, run_id)
    assert jobs.run(application, run_id) is None
    assert len(done) == 1


@pytest.mark.parametrize(
    ("job", "outcome"),
    [(FAIL, "ZeroDivisionError: see the log."), (REFUSE, "It cannot be done today.")],
)
def test_a_failure_is_recorded_without_anybodys_words(app: Flask, job: Job, outcome: str) -> None:
    app.extensions["jobs"] = {job.name: job}
    jobs.run(app, asked(app, job))
    assert runs(app) == [(job.name, "failed", outcome)]


def test_while_a_job_runs_elsewhere_another_run_waits_for_the_next_tick(
    application: Flask,
) -> None:
    run_id = asked(application, WORK)
    with application.app_context(), alone(application, WORK.name) as mine:
        assert mine
        outcome = []
        elsewhere = threading.Thread(target=lambda: outcome.append(jobs.run(application, run_id)))
        elsewhere.start()
        elsewhere.join()
    assert outcome == [None]
    assert done == []
    assert jobs.tick(application) == [run_id]


def test_a_run_whose_process_died_starts_again_but_not_for_ever(application: Flask) -> None:
    run_id = asked(application, WORK)
    for attempt in range(1, ATTEMPTS + 1):
        with application.app_context(), unit_of_work() as session:
            dying = update(JobRun).values(state=RunState.RUNNING, attempt=attempt)
            session.execute(dying)
        assert jobs.tick(application) == ([run_id] if attempt < ATTEMPTS else [])
    assert runs(application) == [("test.work", "failed", "Its process ended each time.")]


def test_a_run_in_progress_is_not_taken_for_dead(application: Flask) -> None:
    asked(application, WORK)
    with application.app_context():
        with unit_of_work() as session:
            session.execute(update(JobRun).values(state=RunState.RUNNING, attempt=1))
        with alone(application, WORK.name):
            assert jobs.tick(application) == []


def test_of_many_consumers_one_takes_what_is_due(application: Flask) -> None:
    assert jobs.tick(application) == [], "a schedule seen for the first time starts now"
    with application.app_context(), unit_of_work() as session:
        session.execute(update(JobClock).values(seen_to=now() - timedelta(hours=3)))
    gate, found = threading.Barrier(4), []

    def consume() -> None:
        gate.wait()
        for run_id in jobs.tick(application):
            found.append(run_id)
            jobs.run(application, run_id)

    consumers = [threading.Thread(target=consume) for _ in range(4)]
    for consumer in consumers:
        consumer.start()
    for consumer in consumers:
        consumer.join()
    assert len(set(found)) == 1, "three hours missed are made up for by one run"
    assert done == ["idle"]


def test_a_queue_that_cannot_be_reached_loses_nothing(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.extensions["jobs"] = {WORK.name: WORK}

    def broken(_task: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(queue_of(app), "enqueue", broken)
    run_id = asked(app, WORK)
    assert jobs.tick(app) == [run_id]


def test_a_job_nobody_declared_is_not_found(app: Flask) -> None:
    with pytest.raises(NotFound):
        jobs.look(app, "test.unknown")


def test_jobs_are_listed_with_what_they_do_and_when(cli: FlaskCliRunner) -> None:
    printed = cli.invoke(args=["jobs", "list"]).output
    assert "messages.deliver: Sends" in printed
    assert "next at" in printed
    assert "has had nothing to do yet" in printed


def test_a_job_can_be_run_by_hand(app: Flask, cli: FlaskCliRunner) -> None:
    app.extensions["jobs"] = {job.name: job for job in (WORK, IDLE, FAIL)}
    assert cli.invoke(args=["jobs", "now", "test.work"]).output == "Worked.\n"
    assert cli.invoke(args=["jobs", "now", "test.idle"]).output == "There was nothing to do.\n"
    failed = cli.invoke(args=["jobs", "now", "test.fail"])
    assert failed.exit_code == 1
    assert "test.fail failed. ZeroDivisionError" in failed.output
    unknown = cli.invoke(args=["jobs", "now", "test.unknown"])
    assert "There is no job test.unknown" in unknown.output
    with app.app_context(), alone(app, "test.work"):
        busy = cli.invoke(args=["jobs", "now", "test.work"])
    assert busy.exit_code == 1
    assert "is running already" in busy.output
