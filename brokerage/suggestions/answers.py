"""An answer as a document: what the API sends."""

from __future__ import annotations

from typing import Any

from brokerage.suggestions.results import Card, Found


def ranking_document(found: Found) -> dict[str, Any]:
    """The shape RankingSchema writes."""
    return {
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "near": found.located.label if found.located else None,
        "approximate": found.located.approximate if found.located else False,
        "matches": [_match(card) for card in found.cards],
        "excluded": found.excluded,
        "excluded_by_rule": dict(found.excluded_by_rule),
        "nearly": found.nearly,
    }


def _match(card: Card) -> dict[str, Any]:
    distance = card.distance_km
    return {
        "rank": card.rank,
        "score": round(card.score, 4),
        "distance_km": None if distance is None else round(distance, 1),
        "journey_minutes": card.journey.minutes if card.journey else None,
        "approximate": card.approximate,
        "reasons": [
            {
                "factor": reason.factor,
                "text": reason.text,
                "supports": reason.supports,
                "weight": round(reason.weight, 4),
                "score": None if reason.score is None else round(reason.score, 4),
            }
            for reason in card.reasons
        ],
        "opportunity": card.opportunity,
    }
