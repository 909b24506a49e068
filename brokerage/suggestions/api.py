"""POST /api/v1/suggestions: a profile in, ranked roles out. Nothing is kept."""

from __future__ import annotations

from typing import Any

from brokerage.access import public, public_question
from brokerage.db import db
from brokerage.questions import ApiBlueprint
from brokerage.suggestions import service
from brokerage.suggestions.answers import ranking_document
from brokerage.suggestions.queries import from_mapping
from brokerage.suggestions.schemas import RankingSchema, SuggestionsQuestionSchema
from brokerage.suggestions.skills import SuggestedSkill, suggest_skills
from brokerage.suggestions.skills_schemas import SkillsQuestionSchema, SuggestedSkillsSchema
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


@suggestions_api.get("/skills")
@public
@suggestions_api.arguments(SkillsQuestionSchema, location="query")
@suggestions_api.response(200, SuggestedSkillsSchema)
def list_skills(question: dict[str, Any]) -> dict[str, list[SuggestedSkill]]:
    """Skills that somebody's own words may mean, to be offered and ticked; nothing is kept."""
    return {"skills": suggest_skills(db.session(), question["text"], question["limit"])}
