"""The public's pages for finding a role: the question (home) and the answer (results)."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from brokerage.access import public
from brokerage.centres.service import centre_for_district, list_centres
from brokerage.db import db
from brokerage.errors import Invalid
from brokerage.suggestions import service
from brokerage.suggestions.forms import search_form
from brokerage.suggestions.queries import from_address
from brokerage.weeks import local_today

suggestions = Blueprint("suggestions", __name__)


@suggestions.get("/")
@public
def home() -> ResponseReturnValue:
    """The question: where I am, what I can offer, when."""
    session = db.session()
    return render_template(
        "suggestions/home.html",
        form=search_form(session, request.args, {}),
        live=service.count_live(session),
        centres=list_centres(session),
    )


@suggestions.get("/opportunities")
@public
def results() -> ResponseReturnValue:
    """The answer: roles ranked for what was asked. A bad value shows the question again."""
    session = db.session()
    try:
        found = service.search(session, from_address(request.args), local_today())
    except (Invalid, ValidationError) as problem:
        return _ask_again(_by_field(problem), getattr(problem, "suggestions", ()))
    district = found.located.district if found.located else None
    return render_template(
        "suggestions/results.html",
        found=found,
        form=search_form(session, request.args, {}),
        centre=centre_for_district(session, district.code if district else None, local_today()),
    )


def _ask_again(errors: dict[str, list[str]], nearby: object) -> ResponseReturnValue:
    session = db.session()
    page = render_template(
        "suggestions/home.html",
        form=search_form(session, MultiDict(request.args), errors),
        errors=errors,
        nearby=nearby,
        live=service.count_live(session),
        centres=list_centres(session),
    )
    return page, 422


def _by_field(problem: Invalid | ValidationError) -> dict[str, list[str]]:
    if isinstance(problem, Invalid):
        return {problem.field or "near": [problem.message]}
    messages = problem.normalized_messages()
    return {str(name): _flat(found) for name, found in messages.items()}


def _flat(found: object) -> list[str]:
    if isinstance(found, dict):
        return [text for inner in found.values() for text in _flat(inner)]
    return [str(text) for text in found] if isinstance(found, list) else [str(found)]
