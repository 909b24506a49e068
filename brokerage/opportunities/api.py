"""GET /api/v1/opportunities and one role."""

from __future__ import annotations

from typing import Any

from brokerage.access import public
from brokerage.db import db
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.opportunities.service import get_shown
from brokerage.questions import ApiBlueprint
from brokerage.schema import Audience, seen_by
from brokerage.suggestions import service
from brokerage.suggestions.answers import ranking_document
from brokerage.suggestions.queries import from_flat
from brokerage.suggestions.schemas import RankingSchema, SearchSchema
from brokerage.weeks import local_today

opportunities_api = ApiBlueprint(
    "opportunities_api",
    __name__,
    url_prefix="/api/v1/opportunities",
    description="Live roles, filtered and in the order of the site.",
)


@opportunities_api.get("")
@public
@opportunities_api.arguments(SearchSchema, location="query")
@opportunities_api.response(200, RankingSchema)
def list_opportunities(search: dict[str, Any]) -> dict[str, Any]:
    """Live roles: ranked where the question says something about a person, else newest first."""
    session = db.session()
    found = service.search(session, from_flat(search), local_today())
    return ranking_document(found, service.list_others(session, found))


@opportunities_api.get("/<string:opportunity_id>")
@public
@opportunities_api.response(200, seen_by(OpportunitySchema, Audience.PUBLIC))
@opportunities_api.alt_response(404, description="There is no such role.")
def one_opportunity(opportunity_id: str) -> Opportunity:
    """One role, also after it has closed (see its state)."""
    return get_shown(db.session(), opportunity_id)
