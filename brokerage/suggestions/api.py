"""POST /api/v1/suggestions: a profile in, ranked roles out. Nothing is kept."""

from __future__ import annotations

from typing import Any

from brokerage.access import public, public_question
from brokerage.db import db
from brokerage.opportunities.service import get_shown
from brokerage.questions import ApiBlueprint
from brokerage.suggestions import service
from brokerage.suggestions.answers import ranking_document
from brokerage.suggestions.explain import explain, explanation_document
from brokerage.suggestions.explanation_schemas import ExplainSchema, ExplanationSchema
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
    session = db.session()
    found = service.search(
        session,
        from_mapping(question),
        local_today(),
        explain_excluded=question["explain_excluded"],
    )
    return ranking_document(found, service.list_others(session, found))


@suggestions_api.post("/explain")
@public_question
@suggestions_api.arguments(ExplainSchema)
@suggestions_api.response(200, ExplanationSchema)
@suggestions_api.alt_response(404, description="There is no such role.")
def explain_role(question: dict[str, Any]) -> dict[str, Any]:
    """Why one role is in the list for a profile, and where; or what keeps it out."""
    session = db.session()
    role = get_shown(session, question["opportunity_id"])
    return explanation_document(explain(session, role, from_mapping(question), local_today()))


@suggestions_api.get("/skills")
@public
@suggestions_api.arguments(SkillsQuestionSchema, location="query")
@suggestions_api.response(200, SuggestedSkillsSchema)
def list_skills(question: dict[str, Any]) -> dict[str, list[SuggestedSkill]]:
    """Skills that somebody's own words may mean, to be offered and ticked; nothing is kept."""
    return {"skills": suggest_skills(db.session(), question["text"], question["limit"])}
