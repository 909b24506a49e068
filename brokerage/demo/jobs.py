"""Loading the demonstration county: all of it or nothing, never in production, never twice.

Run by `flask demo load` and when the demonstration is first served.
"""

from __future__ import annotations

from datetime import date

from flask import Flask

from brokerage.db import db, done_reading, one_at_a_time, unit_of_work
from brokerage.demo.accounts import add_accounts
from brokerage.demo.chance import SEED
from brokerage.demo.desk.service import add_desk
from brokerage.demo.scale import SCALES, Scale
from brokerage.demo.service import Advance, fill, is_empty
from brokerage.errors import Conflict, NotAllowedInProduction
from brokerage.suggestions.index import refresh_statistics
from brokerage.weeks import local_today

NOT_EMPTY = "There are records already; the demonstration needs a new database."


def load_once(app: Flask, scale: str | Scale = "small") -> bool:
    """Load where there is nothing yet; whether it did."""
    try:
        load(app, scale)
    except Conflict:
        return False
    return True


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
    size = SCALES[scale] if isinstance(scale, str) else scale
    with app.app_context(), unit_of_work() as session:
        one_at_a_time(session)
        if not is_empty(session):  # somebody was quicker
            raise Conflict(NOT_EMPTY)
        day = today or local_today()
        written = fill(session, size, day, seed, advance)
        written["accounts"] = add_accounts(session)
        written |= add_desk(session, size, day, seed, advance)
    refresh_statistics(app)
    return written


def check_loadable(app: Flask) -> None:
    """Raises what load would raise before it begins."""
    if app.config["MODE"] == "production":
        raise NotAllowedInProduction("Production holds real people: no invented county goes in.")
    with app.app_context():
        empty = is_empty(db.session())
        done_reading()
    if not empty:
        raise Conflict(NOT_EMPTY)
