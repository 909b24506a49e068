"""What ranking needs done by the clock."""

from __future__ import annotations

from flask import current_app

from brokerage.jobs import scheduled
from brokerage.suggestions.index import refresh_statistics
from brokerage.templating import plural


@scheduled("suggestions.refit", "40 2 * * *")
def refit_statistics() -> str:
    """Counts anew what is common and rare among roles; every worker then compiles them afresh."""
    count = refresh_statistics(current_app._get_current_object())  # type: ignore[attr-defined]
    return f"The statistics come from {plural(count, 'live role')}."
