"""A list of results as a file: what the cards show, and every public fact of each role."""

from __future__ import annotations

from collections.abc import Callable

from brokerage.downloads import csv_text
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.schema import Audience, declared, in_words, visible
from brokerage.suggestions.results import Card, Found
from brokerage.suggestions.words import kinds_in_words, when_lines
from brokerage.templating import KM_PER_MILE

MOST_ROWS = 500
SHOWN = (
    *("Rank", "Role", "Organisation", "In one sentence", "When"),
    *("Where", "Miles", "Approximate", "Journey in minutes (estimate)", "Elsewhere", "Kind"),
)
FACTS = {
    name: field
    for name, field in declared(OpportunitySchema).items()
    if visible(field, Audience.PUBLIC) and not field.metadata["drawn_apart"]
}


def results_csv(found: Found, address_of: Callable[[Opportunity], str]) -> str:
    """The whole file, in the order of the list."""
    labels = [str(field.metadata["label"]) for field in FACTS.values()]
    rows = []
    for card in found.cards:
        role = card.opportunity
        facts = [in_words(field, getattr(role, name)) for name, field in FACTS.items()]
        rows.append([*_shown(card), *facts, address_of(role)])
    return csv_text([*SHOWN, *labels, "Page"], rows)


def _shown(card: Card) -> list[object]:
    role, place = card.opportunity, card.place
    where = ", ".join(part for part in (place.name, place.postcode) if part) if place else ""
    miles = None if card.distance_km is None else round(card.distance_km / KM_PER_MILE, 1)
    about = "Yes" if miles is not None and card.approximate else ""
    minutes = card.journey.minutes if card.journey else None
    when = "; ".join(when_lines(card.strip, role))
    named = [card.rank, role.title, role.organisation.name, role.summary]
    far = [where, miles, about, minutes]
    return [*named, when, *far, card.elsewhere, kinds_in_words(role)]
