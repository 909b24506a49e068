"""Asking for jobs, and what happens to one that was asked for. Never commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from brokerage.db import now
from brokerage.jobs import Job
from brokerage.jobs.models import JobClock, JobRun, RunState
from brokerage.jobs.schedule import latest_due

ATTEMPTS = 3
KEPT = timedelta(days=90)


def ask(session: Session, job: Job, **arguments: Any) -> JobRun:
    """Ask for one run in the caller's transaction; it starts soon after the commit.

    ``arguments`` must survive JSON. A process killed on the way loses nothing: the run is a row.
    """
    run = JobRun(job=job.name, arguments=arguments)
    session.add(run)
    session.flush()
    session.info.setdefault("asked", []).append(run.id)
    return run


def wake(session: Session, job: Job) -> None:
    """Have a job look for work after the commit. Leaves no row, so only for jobs that find their
    work in the database and are scheduled as well."""
    session.info.setdefault("woken", set()).add(job.name)


def ask_once(session: Session, name: str) -> JobRun:
    """The run without arguments that already waits, or a new one."""
    waiting = select(JobRun).where(JobRun.job == name, JobRun.state == RunState.ASKED)
    for run in session.scalars(waiting):
        if not run.arguments:
            return run
    run = JobRun(job=name)
    session.add(run)
    session.flush()
    return run


def take_due(session: Session, job: Job, moment: datetime) -> JobRun | None:
    """Take the last minute in which a schedule was due, unless it is taken. However many were
    missed, they are made up for by one run; a schedule seen for the first time starts now."""
    seen_to = session.scalar(select(JobClock.seen_to).where(JobClock.job == job.name))
    if seen_to is None:
        _start_clock(session, job, moment)
        return None
    due = latest_due(job.crontab, seen_to, moment)
    if due is None:
        return None
    taken: Any = session.execute(
        update(JobClock).where(JobClock.job == job.name, JobClock.seen_to < due).values(seen_to=due)
    )
    return ask_once(session, job.name) if taken.rowcount else None


def _start_clock(session: Session, job: Job, moment: datetime) -> None:
    try:
        with session.begin_nested():
            session.add(JobClock(job=job.name, seen_to=moment))
    except IntegrityError:  # another process was quicker
        return


def begin(session: Session, run_id: int) -> JobRun | None:
    """Start a run that waits. None if it is gone, or somebody else started it."""
    started: Any = session.execute(
        update(JobRun)
        .where(JobRun.id == run_id, JobRun.state == RunState.ASKED)
        .values(state=RunState.RUNNING, started_at=now(), attempt=JobRun.attempt + 1)
    )
    return session.get(JobRun, run_id, populate_existing=True) if started.rowcount else None


def end(session: Session, run_id: int, state: RunState, outcome: str | None) -> None:
    """Write down what came of a run; forget one that found nothing to do."""
    if outcome is None:
        session.execute(delete(JobRun).where(JobRun.id == run_id))
        return
    session.execute(
        update(JobRun)
        .where(JobRun.id == run_id)
        .values(state=state, ended_at=now(), outcome=outcome[:400])
    )


def ask_again(session: Session, run_id: int) -> None:
    """Of a run whose process died: let it wait anew, or give up after the last attempt."""
    mine = (JobRun.id == run_id, JobRun.state == RunState.RUNNING)
    session.execute(
        update(JobRun)
        .where(*mine, JobRun.attempt >= ATTEMPTS)
        .values(state=RunState.FAILED, ended_at=now(), outcome="Its process ended each time.")
    )
    session.execute(update(JobRun).where(*mine).values(state=RunState.ASKED))


def list_runs(session: Session, state: RunState) -> Sequence[JobRun]:
    """Runs in a state, oldest first."""
    return session.scalars(select(JobRun).where(JobRun.state == state).order_by(JobRun.id)).all()


def find_last_run(session: Session, name: str) -> JobRun | None:
    """The newest run of a job that left a row."""
    found = select(JobRun).where(JobRun.job == name).order_by(JobRun.id.desc())
    return session.scalars(found.limit(1)).first()


def forget_old_runs(session: Session) -> None:
    """What ended long ago."""
    session.execute(delete(JobRun).where(JobRun.ended_at < now() - KEPT))
