"""Passwords: forgotten, chosen by link, changed."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs, public
from brokerage.accounts import current, forms
from brokerage.accounts.challenges import (
    claim_link,
    end_challenges,
    find_by_link,
    issue,
)
from brokerage.accounts.finding import find_for_password
from brokerage.accounts.mails import send_reset
from brokerage.accounts.models import Account
from brokerage.accounts.passwords import matches, set_password
from brokerage.accounts.throttling import note_try
from brokerage.accounts.views.blueprint import accounts, ask
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid

LINKS = ("reset", "invitation")


@accounts.get("/password/forgotten")
@public
def forgotten_password() -> ResponseReturnValue:
    """Ask whose password was forgotten."""
    return ask("forgotten_password", forms.ASK)


@accounts.post("/password/forgotten")
@public
def ask_for_reset() -> ResponseReturnValue:
    """Send a link, if there is such an account; the answer is the same for all."""
    typed, errors = forms.read(forms.ASK, request.form)
    if errors:
        return ask("forgotten_password", forms.ASK, typed, errors)
    with unit_of_work() as unit:
        note_try(unit, "message", typed["name"], request.remote_addr)
    with unit_of_work() as unit:
        found = find_for_password(unit, typed["name"])
        account = found if found and found.password and current.may_sign_in(found) else None
        end_challenges(unit, "reset", account)
        send_reset(unit, account, issue(unit, "reset", account))
    return render_template("accounts/reset_sent.html")


@accounts.get("/password/reset/<token>")
@public
def reset_password(token: str) -> ResponseReturnValue:
    """Ask for a new password; the link stays good until it is used."""
    if find_by_link(db.session(), LINKS, token) is None:
        return render_template("accounts/reset_over.html"), 410
    return ask("reset_password", forms.FIRST_PASSWORD)


@accounts.post("/password/reset/<token>")
@public
def keep_reset_password(token: str) -> ResponseReturnValue:
    """Keep it and end every sign-in; a refused password does not use the link up."""
    typed, errors = forms.read(forms.FIRST_PASSWORD, request.form)
    if errors:
        return ask("reset_password", forms.FIRST_PASSWORD, {}, errors)
    try:
        with unit_of_work() as unit:
            used = claim_link(unit, LINKS, token)
            account = unit.get(Account, used.account_id) if used and used.account_id else None
            if account is None or not current.may_sign_in(account):
                return render_template("accounts/reset_over.html"), 410
            set_password(unit, account, typed["password"])
    except Invalid as problem:
        errors = forms.about(problem, forms.FIRST_PASSWORD)
        return ask("reset_password", forms.FIRST_PASSWORD, {}, errors)
    flash("Your password is kept. Sign in with it.")
    return redirect(url_for("accounts.by_password"))


@accounts.get("/password")
@needs("account.own")
def change_password() -> ResponseReturnValue:
    """Ask for the old and the new password."""
    return ask("change_password", forms.CHANGE_PASSWORD)


@accounts.post("/password")
@needs("account.own")
def keep_password() -> ResponseReturnValue:
    """Change it; other browsers are signed out."""
    asked = forms.CHANGE_PASSWORD
    typed, errors = forms.read(asked, request.form)
    found = current.current_sign_in()
    assert found is not None  # noqa: S101 - the route needs a sign-in
    with unit_of_work() as unit:
        note_try(unit, "password", found.account.sign_in_name, request.remote_addr)
        kept = found.account.password
    if not errors and not matches(kept, typed["current"]):
        errors = {"current": ["That is not your password."]}
    if errors:
        return ask("change_password", asked, {}, errors)
    try:
        with unit_of_work() as unit:
            account, method, second = found.account, found.method, found.second_factor
            set_password(unit, account, typed["password"])
            current.sign_in(account, method, second)
    except Invalid as problem:
        return ask("change_password", asked, {}, forms.about(problem, asked))
    flash("Your password is changed. Other browsers are signed out.")
    return redirect(url_for("accounts.own"))
