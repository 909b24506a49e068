"""The desk does things for a volunteer or an organisation, and helps them to sign in."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.challenges import end_challenges, issue
from brokerage.accounts.current import act_for, current_actor, stop_acting
from brokerage.accounts.opening import account_of_volunteer, open_for_volunteer
from brokerage.accounts.views.entering import is_ours
from brokerage.audit import record
from brokerage.db import db, unit_of_work
from brokerage.navigation import first_page
from brokerage.tenancy import get_organisation, get_volunteer

acting = Blueprint("acting", __name__, url_prefix="/acting")


@acting.post("/volunteers/<volunteer_id>")
@needs("acting.begin")
def for_volunteer(volunteer_id: str) -> ResponseReturnValue:
    """Begin to act for somebody."""
    with unit_of_work() as unit:
        volunteer = get_volunteer(unit, current_actor(), volunteer_id)
        record(unit, current_actor(), "acting.begun", "volunteer", volunteer_id)
        act_for(volunteer)
    return _onwards()


@acting.post("/organisations/<organisation_id>")
@needs("acting.begin")
def for_organisation(organisation_id: str) -> ResponseReturnValue:
    """Begin to act for an organisation."""
    with unit_of_work() as unit:
        organisation = get_organisation(unit, current_actor(), organisation_id)
        record(unit, current_actor(), "acting.begun", "organisation", organisation_id)
        act_for(organisation)
    return _onwards()


@acting.post("/stop")
@needs("acting.stop")
def stop() -> ResponseReturnValue:
    """Act for oneself again."""
    with unit_of_work() as unit:
        kind, _, public_id = (current_actor().on_behalf_of or "").partition(":")
        if kind:
            record(unit, current_actor(), "acting.stopped", kind, public_id)
    stop_acting()
    flash("You do things as yourself again.")
    return _onwards()


@acting.get("/volunteers/<volunteer_id>/sign-in-code")
@needs("accounts.help")
def sign_in_code(volunteer_id: str) -> ResponseReturnValue:
    """Say what a printed code is for, before one is made."""
    volunteer = get_volunteer(db.session(), current_actor(), volunteer_id)
    account = account_of_volunteer(db.session(), volunteer.id)
    return render_template("accounts/sign_in_code.html", volunteer=volunteer, account=account)


@acting.post("/volunteers/<volunteer_id>/sign-in-code")
@needs("accounts.help")
def make_sign_in_code(volunteer_id: str) -> ResponseReturnValue:
    """Make a code that works once, with the sign-in name, and show it for printing."""
    with unit_of_work() as unit:
        volunteer = get_volunteer(unit, current_actor(), volunteer_id)
        name = f"{volunteer.first_name} {volunteer.last_name}".strip()
        account = open_for_volunteer(unit, volunteer.id, name, volunteer.email)
        end_challenges(unit, "desk", account)
        issued = issue(unit, "desk", account)
        record(unit, current_actor(), "account.code_printed", "volunteer", volunteer_id)
        sign_in_name = account.sign_in_name
    code = f"{issued.code[:4]}-{issued.code[4:]}"
    return render_template(
        "accounts/sign_in_letter.html", volunteer=volunteer, name=sign_in_name, code=code
    )


def _onwards() -> ResponseReturnValue:
    wanted = request.form.get("next")
    return redirect(wanted if wanted and is_ours(wanted) else first_page())
