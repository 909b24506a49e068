"""Loading the demonstration county: all of it or nothing, never in production, never twice.

Run by `flask demo load` and when the demonstration is first served.
"""

from __future__ import annotations

from datetime import date, timedelta

from flask import Flask

from brokerage.actors import Role
from brokerage.db import db, done_reading, now, one_at_a_time, unit_of_work
from brokerage.demo.accounts import add_accounts
from brokerage.demo.chance import SEED
from brokerage.demo.desk.service import add_desk
from brokerage.demo.entered import add_entered
from brokerage.demo.figures import add_figures, last_closed_quarters, periods_so_far
from brokerage.demo.history.late import add_late_hours, list_late
from brokerage.demo.history.said import add_said
from brokerage.demo.history.service import add_history
from brokerage.demo.hours.service import add_hours
from brokerage.demo.joining import add_joining
from brokerage.demo.posting import add_posting
from brokerage.demo.publications import add_publication
from brokerage.demo.releases import add_evaluation, who
from brokerage.demo.scale import SCALES, Scale
from brokerage.demo.service import Advance, fill, is_empty
from brokerage.errors import Conflict, NotAllowedInProduction
from brokerage.evaluation.quality.keeping import keep_counts
from brokerage.evaluation.releases.jobs import make_release
from brokerage.evaluation.releases.letting_go import approve
from brokerage.evaluation.releases.models import Release
from brokerage.suggestions.alerts.jobs import work_through
from brokerage.suggestions.index import refresh_statistics
from brokerage.volunteers.duplicates.pairing import find_pairs
from brokerage.weeks import local_today

MOST_RELEASED = 5_000  # people of whom records are made while a county is loaded
NOT_EMPTY = "There are records already; the demonstration needs a new database."


def load_once(app: Flask, scale: str | Scale = "small") -> bool:
    """Load where there is nothing yet, and write the day's digests; whether it did."""
    try:
        load(app, scale)
    except Conflict:
        return False
    write_digests(app)
    count_figures(app, scale)
    make_releases(app, scale)
    return True


def write_digests(app: Flask) -> None:
    """Today's, by the job itself: whoever looks into the mailbox finds what would have come."""
    with app.app_context():
        work_through(now())
        db.session.remove()


def count_figures(
    app: Flask,
    scale: str | Scale,
    *,
    today: date | None = None,
    advance: Advance = lambda _count: None,
) -> None:
    """The figures of the months and quarters so far, as nights and centres would have left them."""
    day = today or local_today()
    periods = periods_so_far(_size(scale), day)
    published = last_closed_quarters(periods, day)
    with app.app_context(), unit_of_work() as session:
        add_entered(session, day)
    for period in periods:
        with app.app_context(), unit_of_work() as session:
            add_figures(session, period, day)
            if period in published:
                add_publication(session, period)
        advance(1)
    with app.app_context(), unit_of_work() as session:
        if add_late_hours(session, day, SEED):
            list_late(session, day)
        for night in (day - timedelta(days=7), day):  # so that a change is told
            keep_counts(session, night)


def make_releases(app: Flask, scale: str | Scale, *, today: date | None = None) -> None:
    """An evaluation with two releases, the first of them approved; only where that is quick."""
    if _size(scale).volunteers > MOST_RELEASED:
        return
    with app.app_context():
        with unit_of_work() as session:
            secret = str(app.config["SECRET_KEY"])
            asked = add_evaluation(session, today or local_today(), secret)
        for one in asked:
            make_release.work(*one)
        with unit_of_work() as session:
            approve(session, session.get_one(Release, asked[0].id), who(session, Role.LEAD))


def load(
    app: Flask,
    scale: str | Scale = "small",
    *,
    today: date | None = None,
    seed: int = SEED,
    advance: Advance = lambda _count: None,
) -> dict[str, int]:
    """Load the demonstration county; gives the number of rows by table.

    Raises NotAllowedInProduction, and Conflict where anything has been put in already.
    """
    check_loadable(app)
    size = _size(scale)
    with app.app_context(), unit_of_work() as session:
        one_at_a_time(session)
        if not is_empty(session):  # somebody was quicker
            raise Conflict(NOT_EMPTY)
        day = today or local_today()
        county = fill(session, size, day, seed, advance)
        written = county.written
        written["accounts"] = add_accounts(session)
        written |= add_desk(session, size, day, seed, advance)
        written["volunteer_pairs"] = find_pairs(session)
        for more in (
            add_history(session, size, county, day, seed, advance),
            add_hours(session, day, seed),
            add_said(session, day, seed),
            add_joining(session, day, seed),
            add_posting(session, day, seed),
        ):
            for table, count in more.items():
                written[table] = written.get(table, 0) + count
    refresh_statistics(app)
    return written


def _size(scale: str | Scale) -> Scale:
    return SCALES[scale] if isinstance(scale, str) else scale


def check_loadable(app: Flask) -> None:
    """Raises what load would raise before it begins."""
    if app.config["MODE"] == "production":
        raise NotAllowedInProduction("Production holds real people: no invented county goes in.")
    with app.app_context():
        empty = is_empty(db.session())
        done_reading()
    if not empty:
        raise Conflict(NOT_EMPTY)
