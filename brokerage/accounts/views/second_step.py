"""The second factor: set up at the first sign-in, asked for at every later one."""

from __future__ import annotations

from flask import current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs, public
from brokerage.accounts import current, forms, second_factor
from brokerage.accounts.models import Account
from brokerage.accounts.passwords import matches
from brokerage.accounts.second_factor import Factor, factor, is_right, new_recovery_codes
from brokerage.accounts.throttling import note_try
from brokerage.accounts.views.blueprint import accounts, ask
from brokerage.accounts.views.entering import account_at_step, enter
from brokerage.db import unit_of_work

SECRET = "totp"  # noqa: S105 - the cookie's entry; what it holds is encrypted


@accounts.get("/sign-in/second-step")
@public
def second_step() -> ResponseReturnValue:
    """Ask for the code of the app."""
    if account_at_step() is None:
        return redirect(url_for("accounts.by_password"))
    return ask("second_step", (forms.STEP_CODE,))


@accounts.post("/sign-in/second-step")
@public
def check_second_step() -> ResponseReturnValue:
    """Sign in, if the code is right."""
    typed, errors = forms.read((forms.STEP_CODE,), request.form)
    with unit_of_work() as unit:
        account = account_at_step()
        if account is None:
            return redirect(url_for("accounts.by_password"))
        note_try(unit, "second_step", account.public_id, request.remote_addr)
    if errors:
        return ask("second_step", (forms.STEP_CODE,), {}, errors)
    with unit_of_work() as unit:
        if is_right(unit, _maker(), account, typed["code"]):
            return enter(account, "password", second_factor=True)
    wrong = "That code is wrong, or was used. Wait for the next one."
    return ask("second_step", (forms.STEP_CODE,), {}, {"code": [wrong]})


@accounts.get("/sign-in/second-step/set-up")
@public
def set_up_second_step() -> ResponseReturnValue:
    """Show the square to scan."""
    account = account_at_step()
    if account is None or account.tf_totp_secret:
        return redirect(url_for("accounts.by_password"))
    if SECRET not in session:
        session[SECRET] = _maker().generate_totp_secret()
    return _ask_for_first_code(account)


@accounts.post("/sign-in/second-step/set-up")
@public
def keep_second_step() -> ResponseReturnValue:
    """Keep the secret if the app has it, sign in, and show the recovery codes once."""
    typed, errors = forms.read((forms.FIRST_CODE,), request.form)
    with unit_of_work() as unit:
        account = account_at_step()
        if account is None or account.tf_totp_secret or SECRET not in session:
            return redirect(url_for("accounts.by_password"))
        note_try(unit, "second_step", account.public_id, request.remote_addr)
    if errors:
        return _ask_for_first_code(account, errors)
    with unit_of_work() as unit:
        if second_factor.set_up(unit, _maker(), account, session[SECRET], typed["code"]):
            codes = new_recovery_codes(_maker(), account)
            onwards = enter(account, "password", second_factor=True)
            return _show_codes(codes, onwards.location)
    wrong = "That is not the code of this moment. Check the clock of your telephone, and try again."
    return _ask_for_first_code(account, {"code": [wrong]})


@accounts.get("/recovery-codes")
@needs("account.own")
def recovery_codes() -> ResponseReturnValue:
    """Offer new recovery codes."""
    return ask("new_recovery_codes", (forms.OLD_PASSWORD,))


@accounts.post("/recovery-codes")
@needs("account.own")
def replace_recovery_codes() -> ResponseReturnValue:
    """Print new ones for whoever knows the password; the old ones no longer count."""
    asked = (forms.OLD_PASSWORD,)
    typed, errors = forms.read(asked, request.form)
    account = current.current_account()
    assert account is not None  # noqa: S101 - the route needs a sign-in
    with unit_of_work() as unit:
        note_try(unit, "password", account.sign_in_name, request.remote_addr)
        kept, has_app = account.password, account.tf_totp_secret is not None
    if not errors and not (has_app and matches(kept, typed["current"])):
        errors = {"current": ["That is not your password."]}
    if errors:
        return ask("new_recovery_codes", asked, {}, errors)
    with unit_of_work():
        codes = new_recovery_codes(_maker(), account)
    return _show_codes(codes, url_for("accounts.own"))


def _maker() -> Factor:
    config = current_app.config
    return factor(config["SECRET_KEY"], config["SERVICE_NAME"])


def _ask_for_first_code(
    account: Account, errors: dict[str, list[str]] | None = None
) -> ResponseReturnValue:
    maker, kept = _maker(), session[SECRET]
    return ask(
        "set_up_second_step",
        (forms.FIRST_CODE,),
        {},
        errors,
        picture=second_factor.picture(maker, account, kept),
        typed_key=maker.get_totp_pretty_key(kept),
    )


def _show_codes(codes: list[str], onwards: str) -> str:
    return render_template("accounts/recovery_codes.html", codes=codes, onwards=onwards)
