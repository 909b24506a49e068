"""The page of one role."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from brokerage.access import public
from brokerage.centres.service import centre_for_district
from brokerage.db import db
from brokerage.errors import Invalid
from brokerage.opportunities import jobposting
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.opportunities.service import get_shown
from brokerage.opportunities.words import why_closed
from brokerage.schema import Audience, Fact, facts
from brokerage.suggestions import service as suggestions
from brokerage.suggestions.addresses import Answers
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
    closed = why_closed(opportunity, today)
    answers = Answers.of(request.args)
    page = render_template(
        "opportunities/show.html",
        opportunity=opportunity,
        closed=closed,
        today=today,
        groups=_groups(opportunity),
        terms=suggestions.terms_in_words(session, opportunity),
        card=suggestions.card_for(session, opportunity, _asked(), today),
        job_posting=jobposting.document(opportunity, request.base_url, today),
        centre=centre_for_district(session, places[0].district_code if places else None, today),
        back=_address(answers),
        from_search=bool(answers.lists),
        similar=_address(_similar(opportunity, answers)),
    )
    return page, 410 if closed else 200


def _asked() -> Search:
    """The search that the link carries; none where it carries none that can be read."""
    try:
        return from_address(request.args)
    except (Invalid, ValidationError):
        return Search()


def _groups(opportunity: Opportunity) -> dict[str, list[Fact]]:
    """Facts by heading. A plain "no" about time says nothing that the times do not."""
    found = facts(OpportunitySchema, opportunity, Audience.PUBLIC)
    return {
        group.title: [f for f in group.facts if (group.title, f.value) != ("When", "No")]
        for group in found
    }


def _similar(opportunity: Opportunity, answers: Answers) -> Answers:
    """A search for roles that read like this one, near where somebody looked or where it is."""
    near = answers.lists.get("near", [])
    postcodes = [place.postcode for place in opportunity.shown_places if place.postcode]
    plain = answers.without("page", "q", "skills", "interests", "text")
    made = plain.with_values("text", [opportunity.title])
    return made.with_values("near", near or postcodes[:1])


def _address(answers: Answers) -> str:
    return url_for("suggestions.results", **answers.lists)  # type: ignore[arg-type]
