"""Running jobs: what the clock asks for, what people asked for, what a crash left behind."""

from __future__ import annotations

from flask import Flask

from brokerage.db import db, done_reading, now, unit_of_work
from brokerage.errors import BrokerageError, NotFound
from brokerage.jobs import Job, service
from brokerage.jobs.alone import alone
from brokerage.jobs.models import JobRun, RunState
from brokerage.logging import log, log_bug


def tick(app: Flask) -> list[int]:
    """Once a minute: the ids of the runs that should start now."""
    with app.app_context():
        _revive(app)
        with unit_of_work() as session:
            for job in jobs_of(app).values():
                if job.crontab:
                    service.take_due(session, job, now())
            service.forget_old_runs(session)
            return [run.id for run in service.list_runs(session, RunState.ASKED)]


def look(app: Flask, name: str) -> None:
    """Run a job that was woken; if it is running already, the next tick does."""
    with app.app_context():
        get_job(app, name)
        with unit_of_work() as session:
            run_id = service.ask_once(session, name).id
        run(app, run_id)


def run(app: Flask, run_id: int) -> JobRun | None:
    """Do what was asked, alone. The run as it ended; None if it could not start or found nothing.

    A run that finds its job running stays asked for, and starts with a later tick.
    """
    with app.app_context():
        waiting = db.session().get(JobRun, run_id)
        name = waiting.job if waiting else ""
        done_reading()
        if not name:
            return None
        with alone(app, name) as mine:
            return _run_alone(app, run_id) if mine else None


def _run_alone(app: Flask, run_id: int) -> JobRun | None:
    with unit_of_work() as session:
        begun = service.begin(session, run_id)
        if begun is None:
            return None
        name, arguments = begun.job, dict(begun.arguments)
    state, outcome = _work(app, name, arguments)
    with unit_of_work() as session:
        service.end(session, run_id, state, outcome)
    return db.session().get(JobRun, run_id, populate_existing=True)


def _work(app: Flask, name: str, arguments: dict[str, object]) -> tuple[RunState, str | None]:
    try:
        with app.app_context():
            return RunState.DONE, get_job(app, name).work(**arguments)
    except BrokerageError as problem:
        log.warning("job failed", job=name, error=type(problem).__name__)
        return RunState.FAILED, problem.message
    except Exception as problem:
        log_bug(problem)
        return RunState.FAILED, f"{type(problem).__name__}: see the log."


def _revive(app: Flask) -> None:
    """Runs that say they are running while nobody holds their job's lock: their process died."""
    running = [(r.id, r.job) for r in service.list_runs(db.session(), RunState.RUNNING)]
    done_reading()
    for run_id, name in running:
        with alone(app, name) as mine:
            if mine:
                with unit_of_work() as session:
                    service.ask_again(session, run_id)


def jobs_of(app: Flask) -> dict[str, Job]:
    """Every job there is (brokerage/slices.py lists them)."""
    found: dict[str, Job] = app.extensions["jobs"]
    return found


def get_job(app: Flask, name: str) -> Job:
    """Raises NotFound for a name that is not in the list."""
    try:
        return jobs_of(app)[name]
    except KeyError:
        raise NotFound(f"There is no job {name}.", "name", sorted(jobs_of(app))) from None
