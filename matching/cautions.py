"""What a broker has to know of a role beside how it fits: it was asked, and has not answered.

It is no factor, since it says nothing of a person and a role; ``exposure.py`` takes it off the
standing. Volunteers and organisations never read it here.
"""

from __future__ import annotations

from dataclasses import replace

from matching.exposure import UNCONFIRMED, Exposure
from matching.reasons import BROKER_ONLY
from matching.types import Match, Ranking, Reason

CONFIRMED = "confirmed"
NOT_CONFIRMED = "Has not said lately that people are still needed: ask before you send anybody"


def cautioned(ranking: Ranking, exposure: Exposure | None) -> Ranking:
    """The same ranking, with what a broker has to know of each role."""
    if exposure is None or not exposure.unconfirmed:
        return ranking
    return replace(ranking, matches=tuple(warned(one, exposure) for one in ranking.matches))


def warned(found: Match, exposure: Exposure | None) -> Match:
    """One match, with the same."""
    if exposure is None or found.opportunity_id not in exposure.unconfirmed:
        return found
    said = Reason(CONFIRMED, NOT_CONFIRMED, False, UNCONFIRMED, None, BROKER_ONLY)
    return replace(found, reasons=(*found.reasons, said))
