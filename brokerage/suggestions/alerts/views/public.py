"""For the public: save a search with an e-mail address, confirm it, change and stop it by link."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from brokerage.access import public
from brokerage.accounts.current import current_actor
from brokerage.accounts.throttling import TooManyTries, note_try
from brokerage.consents import get_purpose
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Invalid
from brokerage.suggestions.alerts import owning, service
from brokerage.suggestions.alerts.models import AlertState
from brokerage.suggestions.alerts.views.asked import (
    EMAIL,
    act_on,
    answered,
    errors_of,
    filled,
    searched,
    to_roles,
    typed_wish,
    usual_wish,
    wish_controls,
)
from brokerage.suggestions.alerts.wishes import Wish, how_often_in_words, read_wish
from brokerage.volunteers.contacts import read_email

alerts = Blueprint("alerts", __name__, url_prefix="/alerts")
EMAIL_ONLY = {"email": "By e-mail"}


@alerts.get("/new")
@public
def new() -> ResponseReturnValue:
    """Hear of new roles like those of a search."""
    try:
        return _form()
    except (Invalid, ValidationError):  # the list says what is wrong with the search
        return redirect(url_for("suggestions.results", **request.args.to_dict(flat=False)))  # type: ignore[arg-type]


@alerts.post("/new")
@public
def ask() -> ResponseReturnValue:
    """Write to the address. The answer is the same whether or not we know it."""
    typed = request.form.get("email", "").replace("\0", "")
    try:
        email = read_email(typed)
        if email is None:
            raise Invalid("Write your e-mail address.", "email")
        with unit_of_work() as session:
            note_try(session, "alert", email, request.remote_addr)
        with unit_of_work() as session:
            saved = searched(session)
            wish = read_wish({**request.form, "channel": "email"})
            service.ask(session, email, saved.query, saved.words, wish, current_actor())
    except TooManyTries as problem:
        return _form(Invalid(problem.message, "email"), 429)
    except ValidationError:
        return redirect(url_for("suggestions.home"))
    except Invalid as problem:
        return _form(problem) if problem.field != "near" else redirect(url_for("suggestions.home"))
    return redirect(url_for("alerts.sent"))


@alerts.get("/sent")
@public
def sent() -> ResponseReturnValue:
    """Look into your mail."""
    return render_template("alerts/sent.html", days=owning.TO_CONFIRM.days)


@alerts.get("/confirm/<token>")
@public
def confirm(token: str) -> ResponseReturnValue:
    """Ask first: mail scanners open every link they see."""
    alert = owning.get_by_link(db.session(), token, owning.CONFIRM)
    if alert.state != AlertState.ASKED:
        return redirect(url_for("alerts.show", token=owning.token_of(alert)))
    often = how_often_in_words(alert.how_often, alert.weekday)
    wording = get_purpose(service.PURPOSE).wording.text
    return render_template("alerts/confirm.html", alert=alert, often=often, wording=wording)


@alerts.post("/confirm/<token>")
@public
def confirmed(token: str) -> ResponseReturnValue:
    """It is my address, and I want this."""
    with unit_of_work() as session:
        alert = owning.get_by_link(session, token, owning.CONFIRM)
        service.confirm(session, alert, current_actor())
        token = owning.token_of(alert)
    flash("It is set up. We write when there is something new.")
    return redirect(url_for("alerts.show", token=token))


@alerts.get("/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """One alert: what it looks for, how often, and the ways to pause and to stop it."""
    return _page(token)


@alerts.post("/<token>")
@public
def change(token: str) -> ResponseReturnValue:
    """Change, pause, go on, or stop."""
    try:
        with unit_of_work() as session:
            alert = owning.get_by_link(session, token)
            said = act_on(session, alert, current_actor())
    except BrokerageError as problem:
        if problem.status == 404:
            raise
        return _page(token, problem)
    flash(said)
    if request.form.get("do") == "stop":
        return redirect(url_for("alerts.stopped"))
    return redirect(url_for("alerts.show", token=token))


@alerts.get("/stopped")
@public
def stopped() -> ResponseReturnValue:
    """It is done."""
    return render_template("alerts/stopped.html")


def _form(problem: Invalid | None = None, status: int = 0) -> ResponseReturnValue:
    saved = searched(db.session())
    errors = errors_of(problem) if problem else {}
    typed = {**typed_wish(usual_wish()), "email": request.form.get("email", "")}
    page = render_template(
        "alerts/new.html",
        saved=saved,
        email=filled(EMAIL, typed, errors),
        controls=wish_controls(typed, errors, EMAIL_ONLY),
        errors=errors,
        wording=get_purpose(service.PURPOSE).wording.text,
        back=url_for("suggestions.results", **saved.answers.lists),  # type: ignore[arg-type]
    )
    return page, status or (problem.status if problem else 200)


def _page(token: str, problem: BrokerageError | None = None) -> ResponseReturnValue:
    session = db.session()
    alert = owning.get_by_link(session, token)
    errors = errors_of(problem) if problem else {}
    endpoint, arguments = to_roles(alert)
    wish = Wish(alert.how_often, alert.weekday, alert.channel)
    page = render_template(
        "alerts/show.html",
        alert=alert,
        often=how_often_in_words(alert.how_often, alert.weekday),
        controls=wish_controls(typed_wish(wish), errors, EMAIL_ONLY),
        roles=url_for(endpoint, **arguments),  # type: ignore[arg-type]
        errors=errors,
    )
    return answered(page, problem)
