"""Closing takes a while, so it is asked for: asking, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.errors import Conflict
from brokerage.evaluation.closing import closed_together, ready_to_close
from brokerage.evaluation.measures import COUNTED, TIMED
from brokerage.evaluation.periods import Period
from brokerage.jobs import Job
from brokerage.jobs.models import JobRun, RunState
from brokerage.jobs.service import ask
from brokerage.progress import rows_done

UNDER_WAY = (RunState.ASKED, RunState.RUNNING)


@dataclass(frozen=True)
class Closing:
    """``refused``: why the last attempt came to nothing; empty while one is under way."""

    under_way: bool
    done: int
    steps: int
    refused: str = ""


def ask_to_close(
    session: Session, period: Period, actor: Actor, job: Job, today: date, *, without_all: bool
) -> None:
    """Have it closed soon; asked for twice, it is done once. Raises Conflict as closing does."""
    ready_to_close(session, period, today, without_all=without_all)
    last = _last_run(session, period, job)
    if last is None or last.state not in UNDER_WAY:
        ask(session, job, period=str(period), asked_by=actor.name, without_all=without_all)
        audit.record(session, actor, "ask_to_close", "period", str(period))


def find_closing(session: Session, app: Flask, period: Period, job: Job) -> Closing | None:
    """How far the closing is that was asked for last; None where none was."""
    last = _last_run(session, period, job)
    if last is None:
        return None
    steps = len(closed_together(period)) * (len(COUNTED) + len(TIMED))
    if last.state in UNDER_WAY:
        return Closing(True, min(rows_done(app, progress_name(str(period))), steps), steps)
    return Closing(False, 0, steps, last.outcome if last.state == RunState.FAILED else "")


def refuse_while_closing(session: Session, period: Period, job: Job) -> None:
    """Raises Conflict: what is confirmed stays so until the closing is over."""
    last = _last_run(session, period, job)
    if last is not None and last.state in UNDER_WAY:
        raise Conflict(f"{period.in_words()} is being closed.", "period")


def progress_name(period: str) -> str:
    """Under which its progress is noted."""
    return f"closing-{period}"


def _last_run(session: Session, period: Period, job: Job) -> JobRun | None:
    runs = session.scalars(select(JobRun).where(JobRun.job == job.name).order_by(JobRun.id.desc()))
    return next((one for one in runs if one.arguments.get("period") == str(period)), None)
