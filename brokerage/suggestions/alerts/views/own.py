"""Under My volunteering: what I hear of new roles, and how often."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.consents import has_consent
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Invalid
from brokerage.suggestions.alerts import owning, service
from brokerage.suggestions.alerts.models import Kind
from brokerage.suggestions.alerts.views.asked import (
    act_on,
    answered,
    errors_of,
    searched,
    to_roles,
    typed_wish,
    usual_wish,
    wish_controls,
)
from brokerage.suggestions.alerts.wishes import Wish, how_often_in_words, usual_way, ways_to
from brokerage.volunteers.views.my_introductions import myself

my_alerts = Blueprint("my_alerts", __name__, url_prefix="/my/alerts")


@my_alerts.get("")
@needs("my.record")
def index() -> ResponseReturnValue:
    """Every alert of mine."""
    return _index()


@my_alerts.post("")
@needs("my.record")
def save() -> ResponseReturnValue:
    """One tap on a list of results: tell me of new ones like these, once a week."""
    return _add(searching=True)


@my_alerts.post("/matches")
@needs("my.record")
def matches() -> ResponseReturnValue:
    """Tell me of new roles that fit my record."""
    return _add(searching=False)


@my_alerts.get("/<alert_id>")
@needs("my.record")
def show(alert_id: str) -> ResponseReturnValue:
    """One of them, to change, pause or stop."""
    return _page(alert_id)


@my_alerts.post("/<alert_id>")
@needs("my.record")
def change(alert_id: str) -> ResponseReturnValue:
    """Change, pause, go on, or stop."""
    try:
        with unit_of_work() as session:
            alert = owning.get_of_volunteer(session, myself(), alert_id)
            said = act_on(session, alert, current_actor())
    except BrokerageError as problem:
        if problem.status == 404:
            raise
        return _page(alert_id, problem)
    flash(said)
    return redirect(url_for("my_alerts.index"))


def _add(searching: bool) -> ResponseReturnValue:
    try:
        with unit_of_work() as session:
            me = myself()
            wish = usual_wish(usual_way(me))
            saved = searched(session) if searching else None
            query, words = (saved.query, saved.words) if saved else (None, "")
            service.add_for(session, me, query, words, wish, current_actor())
    except (Invalid, ValidationError) as problem:
        return _index(problem)
    flash("It is set up: once a week, if there is something new.")
    return redirect(url_for("my_alerts.index"))


def _index(problem: BrokerageError | ValidationError | None = None) -> ResponseReturnValue:
    session, me = db.session(), myself()
    found = owning.list_of_volunteer(session, me)
    errors = errors_of(problem) if problem else {}
    page = render_template(
        "alerts/own.html",
        alerts=[(one, how_often_in_words(one.how_often, one.weekday)) for one in found],
        agreed=has_consent(session, me.id, service.PURPOSE),
        by_record=any(one.kind == Kind.RECORD for one in found),
        reachable=bool(ways_to(me)),
        errors={"alerts": [one for texts in errors.values() for one in texts]} if errors else {},
        most=owning.MOST,
    )
    return answered(page, problem)


def _page(alert_id: str, problem: BrokerageError | None = None) -> ResponseReturnValue:
    me = myself()
    alert = owning.get_of_volunteer(db.session(), me, alert_id)
    errors = errors_of(problem) if problem else {}
    endpoint, arguments = to_roles(alert)
    wish = Wish(alert.how_often, alert.weekday, alert.channel)
    page = render_template(
        "alerts/mine.html",
        alert=alert,
        often=how_often_in_words(alert.how_often, alert.weekday),
        controls=wish_controls(typed_wish(wish), errors, ways_to(me)),
        roles=url_for(endpoint, **arguments),  # type: ignore[arg-type]
        errors=errors,
        tried=request.method == "POST",
    )
    return answered(page, problem)
