"""The public's pages for finding a role: the question (home) and the answer (results)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from flask import Blueprint, Response, current_app, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from brokerage.access import public
from brokerage.centres.service import centre_for_district, list_centres
from brokerage.db import db
from brokerage.errors import Invalid
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.service import get_shown
from brokerage.opportunities.words import why_closed
from brokerage.suggestions import service, strips, words
from brokerage.suggestions.addresses import Answers
from brokerage.suggestions.download import MOST_ROWS, results_csv
from brokerage.suggestions.explain import PLACES_COUNTED, Explained
from brokerage.suggestions.explain import explain as account
from brokerage.suggestions.explanations import explanation_page
from brokerage.suggestions.forms import search_form
from brokerage.suggestions.jobs import note_showings
from brokerage.suggestions.maps import background
from brokerage.suggestions.pages import results_page
from brokerage.suggestions.queries import from_address
from brokerage.suggestions.readers import shows_to_a_person
from brokerage.suggestions.refusals import by_field, in_plain_words
from brokerage.weeks import local_today

suggestions = Blueprint("suggestions", __name__)


@suggestions.get("/")
@public
def home() -> ResponseReturnValue:
    """The question: where I am, what I can offer, when."""
    return _question({}, ())


@suggestions.get("/opportunities")
@public
def results() -> ResponseReturnValue:
    """The answer: roles ranked for what was asked. A bad value shows the question again."""
    session = db.session()
    today = local_today()
    try:
        found = service.search(session, from_address(request.args), today)
    except (Invalid, ValidationError) as problem:
        return _question(_by_field(problem), getattr(problem, "suggestions", ())), 422
    if shows_to_a_person(request):
        rows = [card.opportunity.id for card in found.cards]
        note_showings(current_app._get_current_object(), rows, today)  # type: ignore[attr-defined]
    district = found.located.district if found.located else None
    form = search_form(session, request.args, {})
    answers = Answers.of(request.args)
    return render_template(
        "suggestions/results.html",
        found=found,
        form=form,
        page=results_page(found, form, answers, today, _to_results, _to_question),
        centre=centre_for_district(session, district.code if district else None, today),
    )


@suggestions.get("/opportunities.csv")
@public
def download() -> ResponseReturnValue:
    """The same list as a file, from its first page."""
    asked = replace(from_address(request.args), limit=MOST_ROWS, page=1)
    found = service.search(db.session(), asked, local_today())
    text = results_csv(found, _page_of)
    return Response(
        text,
        mimetype="text/csv",
        headers={"Content-Disposition": 'attachment; filename="roles.csv"'},
    )


@suggestions.get("/opportunities/<public_id>/fit")
@public
def explain(public_id: str) -> ResponseReturnValue:
    """Why a role is in somebody's list, and where; or why it is not, and what would open it."""
    session = db.session()
    today = local_today()
    role = get_shown(session, public_id)
    answers = Answers.of(request.args)

    def judged(said: Answers) -> Explained:
        return account(session, role, from_address(MultiDict(said.lists)), today)

    try:
        found = judged(answers)
    except (Invalid, ValidationError) as problem:
        return _question(_by_field(problem), getattr(problem, "suggestions", ())), 422
    limit = from_address(request.args).limit
    place, closed = found.card.place, why_closed(role, today)
    page = render_template(
        "suggestions/explain.html",
        found=found,
        page=explanation_page(found, answers, limit, _to_results, judged),
        closed=closed,
        furthest=PLACES_COUNTED,
        to_role=_to_role(role, answers),
        to_instead=_to_role(found.instead, answers) if found.instead else "",
        to_question=_to_question(answers.without("page")),
        centre=centre_for_district(session, place.district_code if place else None, today),
    )
    return page, 410 if closed else 200


@suggestions.get("/map.json")
@public
def map_background() -> ResponseReturnValue:
    """The county that the map draws under its markers; the same for everybody."""
    response = jsonify(background(db.session()))
    response.cache_control.public = True
    response.cache_control.max_age = 3600
    return response


def _question(errors: Mapping[str, list[str]], nearby: Iterable[str]) -> str:
    session = db.session()
    answers = Answers.of(request.args)
    return render_template(
        "suggestions/home.html",
        form=search_form(session, request.args, errors),
        errors=errors,
        nearby=[(text, _to_results(answers.with_values("near", [text]))) for text in nearby],
        live=service.count_live(session),
        centres=list_centres(session),
        example=strips.example(),
    )


def _to_role(role: Opportunity, answers: Answers) -> str:
    address: str = url_for("opportunities.show", public_id=role.public_id, **answers.lists)  # type: ignore[arg-type]
    return address


def _page_of(role: Opportunity) -> str:
    return url_for("opportunities.show", public_id=role.public_id, _external=True)


def _to_results(answers: Answers) -> str:
    return url_for("suggestions.results", **answers.lists)  # type: ignore[arg-type]


def _to_question(answers: Answers) -> str:
    return url_for("suggestions.home", **answers.lists)  # type: ignore[arg-type]


def _by_field(problem: Invalid | ValidationError) -> dict[str, list[str]]:
    if isinstance(problem, Invalid):
        return {problem.field or "near": [problem.message]}
    return {name: in_plain_words(name, found) for name, found in by_field(problem).items()}


suggestions.add_app_template_filter(words.drawing, "drawing")
suggestions.add_app_template_filter(words.kinds_in_words, "kinds_in_words")
suggestions.add_app_template_filter(words.times_in_words, "times_in_words")
