"""POST /api/v1/suggestions: a profile in, ranked roles out. Nothing is kept."""

from __future__ import annotations

from typing import Any

from brokerage.access import public_question
from brokerage.db import db
from brokerage.questions import ApiBlueprint
from brokerage.suggestions import service
from brokerage.suggestions.answers import ranking_document
from brokerage.suggestions.queries import from_mapping
from brokerage.suggestions.schemas import RankingSchema, SuggestionsQuestionSchema
from brokerage.weeks import local_today

suggestions_api = ApiBlueprint(
    "suggestions_api",
    __name__,
    url_prefix="/api/v1/suggestions",
    description="Roles ranked for a person, each with its reasons.",
)


@suggestions_api.post("")
@public_question
@suggestions_api.arguments(SuggestionsQuestionSchema)
@suggestions_api.response(200, RankingSchema)
def suggest(question: dict[str, Any]) -> dict[str, Any]:
    """Rank roles for a profile; on request also say what was left out, and why."""
    found = service.search(
        db.session(),
        from_mapping(question),
        local_today(),
        explain_excluded=question["explain_excluded"],
    )
    return ranking_document(found)
