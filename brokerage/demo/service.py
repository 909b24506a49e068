"""Loading the demonstration county: all of it or nothing, never in production, never twice.

These are edges, as commands are: they open the one unit of work, and fit the search statistics
once it is kept.
"""

from __future__ import annotations

from datetime import date

from flask import Flask

from brokerage.db import unit_of_work
from brokerage.demo.chance import SEED
from brokerage.demo.county import Advance, fill, is_empty
from brokerage.demo.scale import SCALES, Scale
from brokerage.errors import Conflict, NotAllowedInProduction
from brokerage.suggestions.index import refresh_statistics
from brokerage.weeks import local_today


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
    if app.config["MODE"] == "production":
        raise NotAllowedInProduction("Production holds real people: no invented county goes in.")
    size = SCALES[scale] if isinstance(scale, str) else scale
    with app.app_context(), unit_of_work() as session:
        if not is_empty(session):
            raise Conflict("There are records already; the demonstration needs a new database.")
        written = fill(session, size, today or local_today(), seed, advance)
    refresh_statistics(app)
    return written
