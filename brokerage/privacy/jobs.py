"""Beside the requests: letting go of what the schedule says is due, and a centre that leaves."""

from __future__ import annotations

from flask import Flask, current_app

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.centres.service import find_lead
from brokerage.db import now, unit_of_work
from brokerage.errors import Conflict
from brokerage.jobs import job, scheduled
from brokerage.privacy.leaving import leave
from brokerage.privacy.retention import AT_ONCE, retain
from brokerage.privacy.schedule import schedule
from brokerage.progress import forget, noted_for
from brokerage.weeks import local_today


@scheduled("privacy.retain", "40 2 * * *")
def retain_by_schedule() -> str | None:
    """Deletes or makes anonymous what the retention schedule says is due."""
    done = run()
    said = ", ".join(f"{name}: {count}" for name, count in done.items() if count)
    return f"Let go of {said}." if said else None


def run() -> dict[str, int]:
    """Each line by itself and in batches: a run that is stopped loses nothing of what it did."""
    at, done = now(), {}
    for purpose in schedule():
        if purpose.months is None:
            continue
        done[purpose.id] = 0
        batch = AT_ONCE
        while batch == AT_ONCE:
            with unit_of_work() as session:
                batch = retain(session, purpose, at)
            done[purpose.id] += batch
    return done


@job("centres.leave")
def leave_centre(centre_id: int, asked_by: str) -> str:
    """A centre leaves, as its manager asked: its people go to the lead centre or are erased."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    name = f"leaving-{centre_id}"
    try:
        with unit_of_work() as session:
            centre, to = session.get_one(Centre, centre_id), find_lead(session)
            if to is None:
                raise Conflict("There is no centre to take over.")
            actor = Actor("job:centres.leave", "job", on_behalf_of=asked_by)
            done = leave(session, centre, to, actor, local_today(), noted_for(app, name))
    finally:
        forget(app, name)
    return f"{done.transferred} transferred, {done.erased} erased, {done.staff} roles ended."
