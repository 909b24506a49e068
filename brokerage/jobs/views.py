"""How the work beside the requests goes: for whoever looks after the service."""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, render_template
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.db import db, now
from brokerage.jobs import service
from brokerage.jobs.jobs import jobs_of
from brokerage.jobs.schedule import next_due
from brokerage.messages.models import STANDS
from brokerage.messages.reading import count_by_state, list_ended_badly

jobs = Blueprint("jobs", __name__, url_prefix="/running")


@jobs.get("")
@needs("jobs.read")
def index() -> ResponseReturnValue:
    """Every job with its last and next run; where messages stand. Names nobody."""
    session, moment = db.session(), now()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    rows = [
        (
            job,
            service.find_last_run(session, job.name),
            next_due(job.crontab, moment) if job.crontab else None,
        )
        for job in jobs_of(app).values()
    ]
    return render_template(
        "jobs/index.html",
        jobs=rows,
        counts=count_by_state(session),
        stands=STANDS,
        ended_badly=list_ended_badly(session, 20),
    )
