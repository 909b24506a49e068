"""Signing in and out: a message with a link and a code, a password, or a code from the desk."""

from __future__ import annotations

import secrets

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs, public
from brokerage.accounts import current, forms
from brokerage.accounts.challenges import (
    claim_code,
    claim_desk_code,
    claim_link,
    find_by_link,
    issue,
)
from brokerage.accounts.finding import Meant, Way, find_for_password, who_is_meant
from brokerage.accounts.mails import send_way_in
from brokerage.accounts.models import Account
from brokerage.accounts.passwords import matches
from brokerage.accounts.throttling import note_try
from brokerage.accounts.views.blueprint import accounts, ask
from brokerage.accounts.views.entering import (
    NEXT,
    account_named,
    begin_second_step,
    enter,
    is_ours,
    may_enter_by_link,
    needs_second_step,
)
from brokerage.db import db, unit_of_work

ASKED = "asked"  # which message this browser asked for


@accounts.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Ask who it is."""
    if is_ours(request.args.get("next")):
        session[NEXT] = request.args["next"]
    return ask("sign_in", forms.ASK)


@accounts.post("/sign-in")
@public
def ask_for_message() -> ResponseReturnValue:
    """Send a link and a code, if anybody is meant; the answer is the same for all."""
    typed, errors = forms.read(forms.ASK, request.form)
    if errors:
        return ask("sign_in", forms.ASK, typed, errors)
    with unit_of_work() as unit:
        note_try(unit, "message", typed["name"], request.remote_addr)
    browser = secrets.token_urlsafe(16)
    with unit_of_work() as unit:
        meant = who_is_meant(unit, typed["name"])
        if meant.account and not current.may_sign_in(meant.account):
            meant = Meant(Way.NOBODY)
        linked = meant.account if meant.way is Way.LINK else None
        issued = issue(unit, "link", linked, browser=browser)
        send_way_in(unit, meant, issued)
    session[ASKED] = {"id": issued.public_id, "browser": browser}
    return redirect(url_for("accounts.enter_code"))


@accounts.get("/sign-in/code")
@public
def enter_code() -> ResponseReturnValue:
    """Say what to look for, and ask for the code."""
    if ASKED not in session:
        return redirect(url_for("accounts.sign_in"))
    return ask("enter_code", forms.ENTER_CODE)


@accounts.post("/sign-in/code")
@public
def sign_in_by_code() -> ResponseReturnValue:
    """Sign in with the code, in the browser that asked for it."""
    asked = session.get(ASKED)
    if not asked:
        return redirect(url_for("accounts.sign_in"))
    typed, errors = forms.read(forms.ENTER_CODE, request.form)
    if errors:
        return ask("enter_code", forms.ENTER_CODE, {}, errors)
    with unit_of_work() as unit:
        note_try(unit, "code", asked["id"], request.remote_addr)
    with unit_of_work() as unit:
        used = claim_code(unit, "link", asked["id"], asked["browser"], typed["code"])
        account = unit.get(Account, used.account_id) if used else None
        if account is not None and may_enter_by_link(unit, account):
            return enter(account, "code")
    wrong = "That code is wrong, was used, or is too old. Look for the newest e-mail from us."
    return ask("enter_code", forms.ENTER_CODE, {}, {"code": [wrong]})


@accounts.get("/sign-in/link/<token>")
@public
def by_link(token: str) -> ResponseReturnValue:
    """A button: programs that look through mail open links, and must not use them up."""
    found = find_by_link(db.session(), ("link",), token)
    return render_template("accounts/by_link.html", good=found is not None)


@accounts.post("/sign-in/link/<token>")
@public
def sign_in_by_link(token: str) -> ResponseReturnValue:
    """Sign in with the link."""
    with unit_of_work() as unit:
        used = claim_link(unit, ("link",), token)
        account = unit.get(Account, used.account_id) if used and used.account_id else None
        if account is not None and may_enter_by_link(unit, account):
            return enter(account, "link")
    return render_template("accounts/by_link.html", good=False), 410


@accounts.get("/sign-in/password")
@public
def by_password() -> ResponseReturnValue:
    """Ask staff for name and password."""
    return ask("by_password", forms.BY_PASSWORD)


@accounts.post("/sign-in/password")
@public
def sign_in_by_password() -> ResponseReturnValue:
    """Check the password, outside any transaction: it takes long on purpose."""
    typed, errors = forms.read(forms.BY_PASSWORD, request.form)
    if errors:
        return ask("by_password", forms.BY_PASSWORD, typed, errors)
    with unit_of_work() as unit:
        note_try(unit, "password", typed["name"], request.remote_addr)
    with unit_of_work() as unit:
        found = find_for_password(unit, typed["name"])
        found = found if found and current.may_sign_in(found) else None
        account_id, kept = (found.id, found.password) if found else (0, None)
    right = matches(kept, typed["password"])
    with unit_of_work() as unit:
        account = unit.get(Account, account_id) if right else None
        if account is not None and account.password == kept:
            if needs_second_step(account):
                return begin_second_step(account)
            return enter(account, "password")
    wrong = "That name and password do not belong together."
    return ask("by_password", forms.BY_PASSWORD, typed, {"name": [wrong]})


@accounts.get("/sign-in/letter")
@public
def by_letter() -> ResponseReturnValue:
    """Ask for the sign-in name and the code that were printed at the desk."""
    return ask("by_letter", forms.AT_THE_DESK)


@accounts.post("/sign-in/letter")
@public
def sign_in_by_letter() -> ResponseReturnValue:
    """Sign in with the printed code."""
    typed, errors = forms.read(forms.AT_THE_DESK, request.form)
    if errors:
        return ask("by_letter", forms.AT_THE_DESK, typed, errors)
    with unit_of_work() as unit:
        note_try(unit, "desk_code", typed["name"], request.remote_addr)
    with unit_of_work() as unit:
        account = account_named(unit, typed["name"])
        used = claim_desk_code(unit, account, typed["code"])
        if account is not None and used is not None:
            return enter(account, "desk")
    wrong = "That name and code do not belong together, or the code was used or is too old."
    return ask("by_letter", forms.AT_THE_DESK, typed, {"code": [wrong]})


@accounts.post("/sign-out")
@needs("account.own")
def sign_out() -> ResponseReturnValue:
    """End this browser's sign-in."""
    with unit_of_work():
        current.sign_out()
    return redirect(url_for("suggestions.home"))
