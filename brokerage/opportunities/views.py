"""The page of one role."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from brokerage.access import public
from brokerage.centres.service import centre_for_district
from brokerage.db import db
from brokerage.errors import Invalid
from brokerage.feeds.live import is_shown
from brokerage.geography.service import locate
from brokerage.opportunities import jobposting
from brokerage.opportunities.models import Attendance, Opportunity
from brokerage.opportunities.parts_shown import groups_shown
from brokerage.opportunities.service import get_shown
from brokerage.opportunities.words import why_closed
from brokerage.suggestions import service as suggestions
from brokerage.suggestions.addresses import Answers
from brokerage.suggestions.explain import explain
from brokerage.suggestions.queries import Search, from_address
from brokerage.suggestions.results import Card
from brokerage.weeks import local_today

MOST_LIKE = 4

opportunities = Blueprint("opportunities", __name__)


@opportunities.get("/opportunities/<public_id>")
@public
def show(public_id: str) -> ResponseReturnValue:
    """A role: what, when, where, why it fits (when asked from a search), and whom to ring."""
    session = db.session()
    today = local_today()
    opportunity = get_shown(session, public_id)
    closed = why_closed(opportunity, today)
    answers = Answers.of(request.args)
    others = answers.without("same")
    asked = _asked()
    try:
        explained = explain(session, opportunity, asked, today, placed=False)
    except Invalid:  # a place or a skill that nobody knows: the role is still the role
        asked = Search()
        explained = explain(session, opportunity, asked, today, placed=False)
    card = explained.card
    page = render_template(
        "opportunities/show.html",
        opportunity=opportunity,
        closed=closed,
        feeds_out=is_shown(opportunity, today),
        today=today,
        groups=groups_shown(opportunity),
        terms=suggestions.terms_in_words(session, opportunity),
        card=card,
        explained=explained,
        elsewhere=_address(others.without("page", "limit").with_values("same", [public_id])),
        job_posting=jobposting.document(opportunity, request.base_url, today),
        centre=centre_for_district(session, _district_code(card, asked), today),
        back=_address(answers),
        from_search=bool(answers.lists),
        carried=answers.lists,
        carried_on=others.lists,
        like=suggestions.similar_roles(session, opportunity, MOST_LIKE),
        similar=_address(_similar(opportunity, answers)),
    )
    return page, 410 if closed else 200


def _asked() -> Search:
    """The search that the link carries; none where it carries none that can be read."""
    try:
        return from_address(request.args)
    except (Invalid, ValidationError):
        return Search()


def _district_code(card: Card, asked: Search) -> str | None:
    """Where to ring: at the role's place; for one from home, or nowhere stated, near the asker."""
    remote = card.opportunity.attendance == Attendance.REMOTE
    if card.place and card.place.district_code and not remote:
        return card.place.district_code
    district = locate(asked.profile.near).district if asked.profile.near else None
    return district.code if district else None


def _similar(opportunity: Opportunity, answers: Answers) -> Answers:
    """A search for roles that read like this one, near where somebody looked or where it is."""
    near = answers.lists.get("near", [])
    postcodes = [place.postcode for place in opportunity.shown_places if place.postcode]
    plain = answers.without("page", "limit", "same", "q", "skills", "interests", "text")
    made = plain.with_values("text", [opportunity.title])
    return made.with_values("near", near or postcodes[:1])


def _address(answers: Answers) -> str:
    return url_for("suggestions.results", **answers.lists)  # type: ignore[arg-type]
