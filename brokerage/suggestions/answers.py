"""An answer as a document: what the API sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from brokerage.suggestions.results import Card, Found, Other


def ranking_document(found: Found, others: Mapping[str, Sequence[Other]]) -> dict[str, Any]:
    """The shape RankingSchema writes; ``others`` as service.list_others gives them."""
    return {
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "near": found.located.label if found.located else None,
        "approximate": found.located.approximate if found.located else False,
        "matches": [
            _match(card, others.get(card.opportunity.public_id, ())) for card in found.cards
        ],
        "excluded": found.excluded,
        "excluded_by_rule": dict(found.excluded_by_rule),
        "nearly": found.nearly,
    }


def _match(card: Card, others: Sequence[Other]) -> dict[str, Any]:
    return {
        "rank": card.rank,
        "score": round(card.score, 4),
        "distance_km": rounded(card.distance_km),
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
        "elsewhere": {
            "text": card.elsewhere,
            "count": len(card.also),
            "opportunities": [_other(one) for one in others],
        },
    }


def _other(one: Other) -> dict[str, Any]:
    return {
        "id": one.opportunity.public_id,
        "place": one.place.name if one.place else None,
        "postcode": one.place.postcode if one.place else None,
        "distance_km": rounded(one.distance_km),
        "approximate": one.approximate,
    }


def rounded(distance_km: float | None) -> float | None:
    """Kilometres to a tenth; None where there is no distance."""
    return None if distance_km is None else round(distance_km, 1)
