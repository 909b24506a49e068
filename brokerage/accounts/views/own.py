"""My account: name and address, roles, and each place where one is signed in."""

from __future__ import annotations

import secrets

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts import current, forms
from brokerage.accounts.challenges import claim_code, issue
from brokerage.accounts.hats import roles_held
from brokerage.accounts.mails import send_address_changed, send_address_code
from brokerage.accounts.models import Account
from brokerage.accounts.service import (
    change_address,
    change_name,
    end_sign_ins,
    get_sign_in,
    list_sign_ins,
)
from brokerage.accounts.throttling import note_try
from brokerage.accounts.views.blueprint import accounts, ask
from brokerage.audit import record
from brokerage.db import db, now, unit_of_work

PROVING = "proving"  # which new address this browser gave


def _account() -> Account:
    account = current.current_account()
    assert account is not None  # noqa: S101 - every route here needs a sign-in
    return account


@accounts.get("")
@needs("account.own")
def own() -> ResponseReturnValue:
    """Everything about the account."""
    unit = db.session()
    account = _account()
    return render_template(
        "accounts/own.html",
        account=account,
        roles=roles_held(unit, account),
        sign_ins=list_sign_ins(unit, account),
        here=current.current_sign_in(),
    )


@accounts.post("/sign-ins/<sign_in_id>/end")
@needs("account.own")
def end_sign_in(sign_in_id: str) -> ResponseReturnValue:
    """Sign one browser out."""
    with unit_of_work() as unit:
        get_sign_in(unit, _account(), sign_in_id).ended_at = now()
    flash("That browser is signed out.")
    return redirect(url_for("accounts.own"))


@accounts.post("/sign-ins/end-others")
@needs("account.own")
def end_other_sign_ins() -> ResponseReturnValue:
    """Sign every browser out but this one."""
    with unit_of_work() as unit:
        end_sign_ins(unit, _account(), but=current.current_sign_in())
    flash("All other browsers are signed out.")
    return redirect(url_for("accounts.own"))


@accounts.get("/details")
@needs("account.own")
def details() -> ResponseReturnValue:
    """Ask for name and e-mail address."""
    account = _account()
    typed = {"full_name": account.name, "email": account.email or ""}
    return ask("details", forms.DETAILS, typed)


@accounts.post("/details")
@needs("account.own")
def keep_details() -> ResponseReturnValue:
    """Keep the name at once; a new address only when a code sent to it comes back."""
    typed, errors = forms.read(forms.DETAILS, request.form)
    if errors:
        return ask("details", forms.DETAILS, typed, errors)
    wanted = typed["email"].lower()
    with unit_of_work() as unit:
        account = _account()
        if change_name(account, typed["full_name"]):
            actor = current.current_actor()
            record(unit, actor, "account.changed", "account", account.public_id, ["name"])
        unproved = bool(wanted) and wanted != account.email
        if unproved:
            note_try(unit, "message", account.sign_in_name, request.remote_addr)
            _begin_proving(account, wanted)
    if unproved:
        return redirect(url_for("accounts.prove_address"))
    flash("Your details are kept.")
    return redirect(url_for("accounts.own"))


@accounts.get("/details/code")
@needs("account.own")
def prove_address() -> ResponseReturnValue:
    """Ask for the code that was sent to the new address."""
    if PROVING not in session:
        return redirect(url_for("accounts.details"))
    return ask("prove_address", forms.ENTER_CODE)


@accounts.post("/details/code")
@needs("account.own")
def keep_address() -> ResponseReturnValue:
    """Keep the new address, and tell the old one."""
    proving = session.get(PROVING)
    if not proving:
        return redirect(url_for("accounts.details"))
    typed, errors = forms.read(forms.ENTER_CODE, request.form)
    if not errors:
        with unit_of_work() as unit:
            account = _account()
            used = claim_code(unit, "email", proving["id"], proving["browser"], typed["code"])
            if used is not None and used.account_id == account.id and used.address:
                old = change_address(unit, account, used.address)
                actor = current.current_actor()
                record(unit, actor, "account.changed", "account", account.public_id, ["email"])
                if old:
                    send_address_changed(unit, account, old)
                session.pop(PROVING)
                flash("Your e-mail address is kept.")
                return redirect(url_for("accounts.own"))
        errors = {"code": ["That code is wrong, was used, or is too old."]}
    return ask("prove_address", forms.ENTER_CODE, {}, errors)


def _begin_proving(account: Account, address: str) -> None:
    unit, browser = db.session(), secrets.token_urlsafe(16)
    issued = issue(unit, "email", account, browser=browser, address=address)
    send_address_code(unit, account, address, issued)
    session[PROVING] = {"id": issued.public_id, "browser": browser}
