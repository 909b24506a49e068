"""The page of one role."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from brokerage.access import public
from brokerage.centres.service import centre_for_district
from brokerage.db import db
from brokerage.errors import Invalid
from brokerage.opportunities import jobposting
from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.opportunities.service import get_shown, is_open
from brokerage.schema import Audience, facts
from brokerage.suggestions import service as suggestions
from brokerage.suggestions.queries import Search, from_address
from brokerage.weeks import local_today

opportunities = Blueprint("opportunities", __name__)


@opportunities.get("/opportunities/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """A role: what, when, where, why it fits (when asked from a search), and whom to ring."""
    session = db.session()
    today = local_today()
    opportunity = get_shown(session, public_id)
    places = opportunity.shown_places
    district = places[0].district_code if places else None
    page = render_template(
        "opportunities/show.html",
        opportunity=opportunity,
        open=is_open(opportunity, today),
        facts=facts(OpportunitySchema, opportunity, Audience.PUBLIC),
        terms=suggestions.terms_in_words(session, opportunity),
        card=suggestions.card_for(session, opportunity, _asked(), today),
        job_posting=jobposting.document(opportunity, request.base_url, today),
        centre=centre_for_district(session, district, today),
        back=request.query_string.decode(),
    )
    return page, 200 if is_open(opportunity, today) else 410


def _asked() -> Search:
    """The search that the link carries; none where it carries none that can be read."""
    try:
        return from_address(request.args)
    except (Invalid, ValidationError):
        return Search()
