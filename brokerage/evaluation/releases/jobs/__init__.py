"""Beside the requests: making releases, ending evaluations, taking people out."""

from __future__ import annotations

from flask import Flask, current_app

from brokerage.actors import Actor
from brokerage.db import db, done_reading, unit_of_work
from brokerage.errors import BrokerageError
from brokerage.evaluation.releases.erasing import note_refusals
from brokerage.evaluation.releases.evaluations import end, list_running
from brokerage.evaluation.releases.jobs.making import SORRY, fail, make
from brokerage.evaluation.releases.jobs.replacing import take_out
from brokerage.evaluation.releases.models import Evaluation
from brokerage.jobs import job, scheduled
from brokerage.jobs.service import wake
from brokerage.progress import forget, noted_for
from brokerage.weeks import local_today


@job("releases.make")
def make_release(release_id: int, asked_by: str) -> str | None:
    """Makes a release of records for an evaluation, as somebody asked."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    name = progress_of(release_id)
    told = noted_for(app, name, every=1_000)
    try:
        actor = Actor("job:releases.make", "job", on_behalf_of=asked_by)
        done = make(release_id, actor, _secret(), told)
    except BrokerageError as problem:
        fail(release_id, problem.message)
        raise
    except Exception:
        fail(release_id, SORRY)
        raise
    finally:
        forget(app, name)
    if done:
        with unit_of_work() as session:
            wake(session, tidy_releases)  # somebody may have been erased meanwhile
    return f"{told.rows:,} records." if done else None


@scheduled("releases.tidy", "20 4 * * *")
def tidy_releases() -> str | None:
    """Ends evaluations after their last day, and takes out who was erased or has said no."""
    actor = Actor("job:releases.tidy", "job")
    ended = made = 0
    for number in _running():
        with unit_of_work() as session:
            evaluation = session.get_one(Evaluation, number)
            if evaluation.ends_on < local_today():
                end(session, evaluation, actor)
                ended += 1
                continue
            note_refusals(session, evaluation, _secret())
        made += take_out(number, actor)
    return f"{ended} evaluations ended, {made} releases made anew." if ended or made else None


def progress_of(release_id: int) -> str:
    """What the count of its rows is called meanwhile."""
    return f"release-{release_id}"


def _running() -> list[int]:
    found = [one.id for one in list_running(db.session())]
    done_reading()
    return found


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])
