"""What is thrown away by the clock."""

from __future__ import annotations

from brokerage.db import now, unit_of_work
from brokerage.jobs import scheduled
from brokerage.kept_forms import forget_kept


@scheduled("posting.forget_kept_forms", "25 * * * *")
def forget_kept_forms() -> str | None:
    """Deletes what was typed by people who were signed out and did not come back for a day."""
    with unit_of_work() as session:
        gone = forget_kept(session, now())
    return f"Forms thrown away: {gone}." if gone else None
