"""One role as a message tells it: what, for whom, when, why it fits, and where to read on."""

from __future__ import annotations

from typing import Any

from brokerage.links import link
from brokerage.suggestions.results import Card
from brokerage.suggestions.words import when_lines

WHEN, WHY = 2, 3  # lines of each


def role_told(card: Card) -> dict[str, Any]:
    """Only reasons for: what speaks against a role is between its page and its reader."""
    role = card.opportunity
    where = (card.place.name or card.place.postcode or "") if card.place else ""
    return {
        "title": role.title,
        "organisation": role.organisation.name,
        "where": where if role.attendance != "remote" else "",
        "elsewhere": card.elsewhere,
        "when": when_lines(card.strip, role)[:WHEN],
        "reasons": [reason.text for reason in card.reasons_for[:WHY]],
        "address": link("opportunities.show", public_id=role.public_id),
    }
