"""What runs by the clock: "still needed?", what silence leads to, and how soon who answers."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app

from brokerage.db import db, done_reading, unit_of_work
from brokerage.introductions.answering.chasing import chase
from brokerage.introductions.answering.quiet import list_due
from brokerage.introductions.answering.recent import keep_all_records
from brokerage.jobs import scheduled
from brokerage.organisations.models import Organisation
from brokerage.weeks import local_today


@scheduled("opportunities.still_needed", "45 7 * * 1-6")
def still_needed() -> str | None:
    """Asks whether quiet roles are still needed; ranks lower, pauses and closes silent ones."""
    today, quiet_after = local_today(), timedelta(current_app.config["STILL_NEEDED_DAYS"])
    due = list_due(db.session(), today, quiet_after)
    done_reading()
    roles = 0
    for organisation_id, what in sorted(due.items()):
        with unit_of_work() as session:
            roles += chase(session, session.get_one(Organisation, organisation_id), what, today)
    return f"{roles} roles asked about or moved on." if roles else None


@scheduled("organisations.answering", "20 4 * * *")
def response_records() -> str | None:
    """Works out which organisations usually answer soon: the window moves on each night."""
    with unit_of_work() as session:
        changed = keep_all_records(session)
    return f"{changed} organisations' records changed." if changed else None
