"""`flask jobs`: what runs by the clock, how it went, and running it by hand."""

from __future__ import annotations

import click
from flask import Flask, current_app

from brokerage.commands import Commands
from brokerage.db import db, now, unit_of_work
from brokerage.jobs import Job, service
from brokerage.jobs.consumer import consume
from brokerage.jobs.jobs import get_job, jobs_of, run
from brokerage.jobs.models import JobRun, RunState
from brokerage.jobs.schedule import next_due
from brokerage.weeks import LOCAL_TIME

jobs = Commands("jobs", help="Work done beside the requests.")


@jobs.command("list")
def list_command() -> None:
    """Every job: when it runs next, and what came of the last run that did something."""
    for job in jobs_of(_app()).values():
        click.echo(f"{job.name}: {job.explained}")
        click.echo(f"    {_when(job)}")
        click.echo(f"    {_last(service.find_last_run(db.session(), job.name))}")


@jobs.command("now")
@click.argument("name")
def now_command(name: str) -> None:
    """Run the job NAME here and now, and say what came of it."""
    job = get_job(_app(), name)
    with unit_of_work() as session:
        run_id = service.ask_once(session, job.name).id
    ended = run(_app(), run_id)
    if ended is None and _waits(run_id):
        raise click.ClickException(f"{name} is running already; it runs once more afterwards.")
    if ended is not None and ended.state == RunState.FAILED:
        raise click.ClickException(f"{name} failed. {ended.outcome}")
    click.echo(ended.outcome if ended else "There was nothing to do.")


@jobs.command("run")
def run_command() -> None:
    """Run jobs as they fall due, until Ctrl-C or SIGTERM. `flask serve` starts this by itself."""
    consume(_app())


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app


def _waits(run_id: int) -> bool:
    return db.session().get(JobRun, run_id) is not None


def _when(job: Job) -> str:
    if not job.crontab:
        return "runs when asked for"
    due = next_due(job.crontab, now())
    at = f"next at {due.astimezone(LOCAL_TIME):%d %B %Y %H:%M}" if due else "not within 8 days"
    return f"runs by the clock ({job.crontab}), {at}"


def _last(run: JobRun | None) -> str:
    if run is None:
        return "has had nothing to do yet"
    moment = (run.ended_at or run.started_at or run.asked_at).astimezone(LOCAL_TIME)
    return f"{run.state} at {moment:%d %B %Y %H:%M}. {run.outcome}".rstrip()
