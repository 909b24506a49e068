"""Every night the open periods are counted anew, and closed ones compared with today."""

from __future__ import annotations

from datetime import date

from flask import Flask, current_app
from sqlalchemy import select

from brokerage.actors import Actor
from brokerage.db import db, done_reading, unit_of_work
from brokerage.evaluation.closing import close_counted, closed_together, list_late_changes
from brokerage.evaluation.closing_asked import progress_name
from brokerage.evaluation.counting import count_period, find_counted
from brokerage.evaluation.models import CountedPeriod
from brokerage.evaluation.periods import MONTHS_IN, Period
from brokerage.evaluation.quality.keeping import keep_counts
from brokerage.jobs import job, scheduled
from brokerage.progress import forget, noted_for
from brokerage.weeks import local_today


@scheduled("evaluation.count", "15 3 * * *")
def count_open_periods() -> str | None:
    """Counts this month and quarter, and those before them that nobody has closed."""
    today = local_today()
    late = 0
    due = open_periods(today)
    for period in due:
        with unit_of_work() as session:
            count_period(session, period)
    for kind in MONTHS_IN:
        with unit_of_work() as session:
            now_open = find_counted(session, Period.around(today, kind))
            late += list_late_changes(session, now_open) if now_open else 0
    changes = f" {late} late changes listed." if late else ""
    return f"{len(due)} periods counted.{changes}"


@scheduled("evaluation.quality", "45 3 * * *")
def count_what_to_mend() -> str | None:
    """Counts what is missing, contradictory or out of date at each centre."""
    with unit_of_work() as session:
        found = keep_counts(session, local_today())
    return f"{found:,} to mend."


@job("evaluation.close")
def close_asked(period: str, asked_by: str, without_all: bool = False) -> str:
    """Counts a month or quarter once more and closes it, as the pilot lead asked."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    asked, name = Period.read(period), progress_name(period)
    actor = Actor("job:evaluation.close", "job", on_behalf_of=asked_by)
    step = noted_for(app, name, every=1)
    try:
        if _is_closed(asked):  # by the run that died after its last step
            return f"{asked.in_words()} is closed."
        for each in closed_together(asked):
            with unit_of_work() as session:
                count_period(session, each, lambda *_: step())
        with unit_of_work() as session:
            close_counted(session, asked, actor, local_today(), without_all=without_all)
    finally:
        forget(app, name)
    return f"{asked.in_words()} is closed."


def _is_closed(period: Period) -> bool:
    found = find_counted(db.session(), period)
    closed = found is not None and found.closed_at is not None
    done_reading()
    return closed


def open_periods(today: date) -> list[Period]:
    """The present month and quarter, the one before each, and every older one left open."""
    around = [Period.around(today, kind) for kind in MONTHS_IN]
    wanted = {*around, *(period.before() for period in around)}
    closed: set[Period] = set()
    for row in db.session.scalars(select(CountedPeriod)):
        (wanted if row.closed_at is None else closed).add(Period.read(row.period))
    done_reading()
    return sorted(wanted - closed)
