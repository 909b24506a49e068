"""Money that came to volunteering through the service, as people enter it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from brokerage.errors import Invalid
from brokerage.evaluation.entered.reading import read_past_day, read_pence, read_words
from brokerage.evaluation.models import Funding

LARGEST = 20_000_000  # pounds; a column of pence holds no more
LONGEST_NOTE = 1_000
KINDS = {
    "council_grant": "Council grant",
    "government_grant": "Government grant",
    "health": "NHS or other health body",
    "lottery": "National Lottery",
    "trust": "Charitable trust or foundation",
    "business": "Business",
    "donations": "Donations and fundraising",
    "earned": "Fees and sales",
    "other": "Another source",
}


def read_funding(typed: Mapping[str, str], centre_id: int | None, today: date) -> Funding:
    """What a form says. Raises Invalid, naming the field."""
    if typed["kind"] not in KINDS:
        raise Invalid("Choose one of the answers.", "kind")
    return Funding(
        centre_id=centre_id,
        received_on=read_past_day(typed["received_on"], "received_on", today),
        pence=read_pence(typed["pounds"], "pounds", LARGEST),
        came_from=read_words(typed["came_from"], "came_from"),
        kind=typed["kind"],
        note=read_words(typed["note"], "note", LONGEST_NOTE),
    )
