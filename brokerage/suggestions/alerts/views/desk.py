"""At the desk: somebody's alerts, set up, changed and stopped for them as they asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.actors import Actor
from brokerage.consents import has_consent
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Invalid
from brokerage.forms import Control
from brokerage.idempotency import new_submission_key, once
from brokerage.suggestions.alerts import owning, posting, service
from brokerage.suggestions.alerts.models import Alert
from brokerage.suggestions.alerts.saved import check, kept, written
from brokerage.suggestions.alerts.views.asked import (
    act_on,
    answered,
    errors_of,
    filled,
    typed_wish,
    usual_wish,
    wish_controls,
)
from brokerage.suggestions.alerts.wishes import (
    Wish,
    how_often_in_words,
    read_wish,
    usual_way,
    ways_to,
)
from brokerage.suggestions.alerts.wording import in_words
from brokerage.suggestions.index import live_index
from brokerage.suggestions.limits import FIRST_MILES, MILES
from brokerage.tenancy import get_volunteer
from brokerage.volunteers.models import Volunteer

desk_alerts = Blueprint("desk_alerts", __name__, url_prefix="/desk/people/<volunteer_id>/alerts")

REACHED = {"phone": "By telephone", "desk": "In person", "letter": "By letter"}
ABOUT = Control(
    "about",
    "radios",
    "What should we look for?",
    choices=(
        ("record", "Roles that fit their record"),
        ("search", "Roles that they describe"),
    ),
)
WORDS = Control("words", "text", "Words that must be in the role", "If they describe it")
NEAR = Control("near", "text", "Near which place?", "A postcode, a town or a village")
WITHIN = Control(
    "within",
    "select",
    "How far, in miles?",
    choices=tuple((one, one) for one in MILES),
)
THROUGH = Control("through", "radios", "How they asked", choices=tuple(REACHED.items()))


@desk_alerts.get("")
@needs("volunteers.read")
def index(volunteer_id: str) -> ResponseReturnValue:
    """What somebody hears of, and a form to set up more."""
    return _index(volunteer_id)


@desk_alerts.post("")
@needs("volunteers.edit")
def add(volunteer_id: str) -> ResponseReturnValue:
    """Set one up for them, as they asked."""
    try:
        with unit_of_work() as session:
            volunteer = get_volunteer(session, current_actor(), volunteer_id)
            actor = _at_desk(volunteer)
            once(session, _key(), actor, lambda: _add(session, volunteer, actor), "alert")
    except (Invalid, ValidationError) as problem:
        return _index(volunteer_id, problem)
    flash("It is set up.")
    return redirect(url_for("desk_alerts.index", volunteer_id=volunteer_id))


@desk_alerts.get("/<alert_id>")
@needs("volunteers.read")
def show(volunteer_id: str, alert_id: str) -> ResponseReturnValue:
    """One of them."""
    return _page(volunteer_id, alert_id)


@desk_alerts.post("/<alert_id>")
@needs("volunteers.edit")
def change(volunteer_id: str, alert_id: str) -> ResponseReturnValue:
    """Change, pause, go on, or stop it for them; who had it stopped reads so in their mail."""
    try:
        with unit_of_work() as session:
            volunteer = get_volunteer(session, current_actor(), volunteer_id)
            alert = owning.get_of_volunteer(session, volunteer, alert_id)
            if request.form.get("do") == "stop":
                posting.queue_stopped(session, alert, volunteer)
            act_on(session, alert, _at_desk(volunteer))
    except BrokerageError as problem:
        if problem.status == 404:
            raise
        return _page(volunteer_id, alert_id, problem)
    flash("It is done.")
    return redirect(url_for("desk_alerts.index", volunteer_id=volunteer_id))


def _add(session: Session, volunteer: Volunteer, actor: Actor) -> Alert:
    wish = read_wish(request.form, usual_way(volunteer))
    if request.form.get("about") == "record":
        return service.add_for(session, volunteer, None, "", wish, actor)
    if request.form.get("about") != "search":
        raise Invalid("Choose what to look for.", "about")
    asked = {
        "q": request.form.get("words", ""),
        "near": request.form.get("near", ""),
        "within": request.form.get("within", "") if request.form.get("near", "").strip() else "",
    }
    answers = kept(MultiDict(asked))
    if not answers.lists:
        raise Invalid("Write what they are looking for, or where.", "words")
    query = written(answers)
    words = in_words(check(session, query), (), live_index().current(session).vocabulary)
    return service.add_for(session, volunteer, query, words, wish, actor)


def _at_desk(volunteer: Volunteer) -> Actor:
    """Whoever is signed in, and how word reached them."""
    way = request.form.get("through", "")
    through = way if way in REACHED else "desk"
    behalf = f"volunteer:{volunteer.public_id}"
    return replace(current_actor(), through=through, on_behalf_of=behalf)


def _key() -> str:
    key = request.form.get("submission", "")
    if not key:
        raise Invalid("Open the page again: this form is not complete.", "about")
    return key


def _index(
    volunteer_id: str, problem: BrokerageError | ValidationError | None = None
) -> ResponseReturnValue:
    session = db.session()
    volunteer = get_volunteer(session, current_actor(), volunteer_id)
    found = owning.list_of_volunteer(session, volunteer)
    errors = errors_of(problem) if problem else {}
    page = render_template(
        "alerts/desk.html",
        person=volunteer,
        alerts=[(one, how_often_in_words(one.how_often, one.weekday)) for one in found],
        agreed=has_consent(session, volunteer.id, service.PURPOSE),
        controls=_controls(volunteer, errors),
        reachable=bool(ways_to(volunteer)),
        errors=errors,
        submission=new_submission_key(),
        most=owning.MOST,
    )
    return answered(page, problem)


def _controls(volunteer: Volunteer, errors: dict[str, list[str]]) -> list[Control]:
    typed: dict[str, Any] = {
        "about": "record",
        "near": volunteer.postcode or "",
        "within": FIRST_MILES,
        "through": "phone",
        **typed_wish(usual_wish(usual_way(volunteer))),
        **request.form,
    }
    asked = [filled(one, typed, errors) for one in (ABOUT, WORDS, NEAR, WITHIN)]
    ways = wish_controls(typed, errors, ways_to(volunteer))
    return [*asked, *ways, filled(THROUGH, typed, errors)]


def _page(
    volunteer_id: str, alert_id: str, problem: BrokerageError | None = None
) -> ResponseReturnValue:
    session = db.session()
    volunteer = get_volunteer(session, current_actor(), volunteer_id)
    alert = owning.get_of_volunteer(session, volunteer, alert_id)
    errors = errors_of(problem) if problem else {}
    wish = Wish(alert.how_often, alert.weekday, alert.channel)
    typed = {"through": "phone", **typed_wish(wish), **request.form}
    controls = wish_controls(typed, errors, ways_to(volunteer))
    page = render_template(
        "alerts/desk_one.html",
        person=volunteer,
        alert=alert,
        often=how_often_in_words(alert.how_often, alert.weekday),
        controls=[*controls, filled(THROUGH, typed, errors)],
        errors=errors,
    )
    return answered(page, problem)
