"""The manager's page of the centre's staff."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts import forms, second_factor
from brokerage.accounts.challenges import issue
from brokerage.accounts.current import current_actor
from brokerage.accounts.hats import (
    check_not_last_manager,
    designate,
    get_hat,
    get_staff,
    managed_by,
    roles_held,
    staff_seen_by,
)
from brokerage.accounts.mails import send_invitation
from brokerage.accounts.models import Account
from brokerage.accounts.opening import AT_A_CENTRE, open_staff
from brokerage.accounts.service import end_sign_ins, list_sign_ins, take_hat
from brokerage.accounts.views.blueprint import ask
from brokerage.actors import Role
from brokerage.audit import record
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.forms import Control

staff = Blueprint("staff", __name__, url_prefix="/staff")


@staff.get("")
@needs("staff.manage")
def index() -> ResponseReturnValue:
    """Everybody who works at the centre."""
    unit = db.session()
    people = [(one, roles_held(unit, one)) for one in staff_seen_by(unit, current_actor())]
    return render_template("accounts/staff.html", people=people)


@staff.get("/new")
@needs("staff.manage")
def new() -> ResponseReturnValue:
    """Ask who starts to work here."""
    return ask("new_staff", _new_staff(db.session()))


@staff.post("/new")
@needs("staff.manage")
def create() -> ResponseReturnValue:
    """Open an account and send a link to choose a password."""
    try:
        with unit_of_work() as unit:
            asked = _new_staff(unit)
            typed, errors = forms.read(asked, request.form)
            if errors:
                return ask("new_staff", asked, typed, errors)
            account = _open(unit, typed)
            send_invitation(unit, account, issue(unit, "invitation", account))
            record(unit, current_actor(), "account.opened", "account", account.public_id)
            name, public_id = account.name, account.public_id
    except (Invalid, Conflict) as problem:
        found = {"email": [problem.message]} if problem.field == "sign_in_name" else None
        return ask("new_staff", asked, typed, found or forms.about(problem, asked))
    flash(f"{name} has an account. We have sent an e-mail with what to do next.")
    return redirect(url_for("staff.show", staff_id=public_id))


@staff.get("/<staff_id>")
@needs("staff.manage")
def show(staff_id: str) -> ResponseReturnValue:
    """One of the staff: roles and sign-ins."""
    unit = db.session()
    account = get_staff(unit, current_actor(), staff_id)
    return render_template(
        "accounts/staff_member.html",
        account=account,
        roles=roles_held(unit, account),
        mine=managed_by(unit, current_actor()),
        sign_ins=list_sign_ins(unit, account),
    )


@staff.post("/<staff_id>/roles/<int:hat_id>/end")
@needs("staff.manage")
def end_role(staff_id: str, hat_id: int) -> ResponseReturnValue:
    """Take a role away; every sign-in ends."""
    with unit_of_work() as unit:
        account = get_staff(unit, current_actor(), staff_id)
        hat = get_hat(account, managed_by(unit, current_actor()), hat_id)
        check_not_last_manager(unit, hat)
        record(unit, current_actor(), "account.role_ended", "account", staff_id, [str(hat.role)])
        take_hat(unit, account, hat)
    flash("The role has ended, and so has every sign-in.")
    return redirect(url_for("staff.index"))


@staff.post("/<staff_id>/roles/<int:hat_id>/safeguarding")
@needs("staff.manage")
def name_for_safeguarding(staff_id: str, hat_id: int) -> ResponseReturnValue:
    """Name somebody as the centre's lead or deputy for safeguarding, or no longer."""
    on = request.form.get("named") == "yes"
    with unit_of_work() as unit:
        account = get_staff(unit, current_actor(), staff_id)
        hat = get_hat(account, managed_by(unit, current_actor()), hat_id)
        designate(unit, hat, on)
        action = "account.designated" if on else "account.undesignated"
        record(unit, current_actor(), action, "account", staff_id, ["safeguarding"])
    flash("They read the safeguarding log now." if on else "They no longer read that log.")
    return redirect(url_for("staff.show", staff_id=staff_id))


@staff.post("/<staff_id>/sign-ins/end")
@needs("staff.manage")
def end_all_sign_ins(staff_id: str) -> ResponseReturnValue:
    """Sign somebody out everywhere."""
    with unit_of_work() as unit:
        account = get_staff(unit, current_actor(), staff_id)
        end_sign_ins(unit, account)
        record(unit, current_actor(), "account.signed_out", "account", staff_id)
    flash("Every browser is signed out.")
    return redirect(url_for("staff.show", staff_id=staff_id))


@staff.post("/<staff_id>/second-step/reset")
@needs("staff.manage")
def reset_second_step(staff_id: str) -> ResponseReturnValue:
    """For a lost telephone: a new one is set up at the next sign-in."""
    with unit_of_work() as unit:
        account = get_staff(unit, current_actor(), staff_id)
        _check_only_ours(account, managed_by(unit, current_actor()))
        second_factor.reset(unit, account)
        record(unit, current_actor(), "account.second_step_reset", "account", staff_id)
    flash("At the next sign-in they set up an app again.")
    return redirect(url_for("staff.show", staff_id=staff_id))


def _check_only_ours(account: Account, centre_ids: frozenset[int]) -> None:
    """A manager of one centre does not weaken an account that another relies on."""
    if any(hat.centre_id not in centre_ids for hat in account.hats if hat.volunteer_id is None):
        raise Conflict("They also work elsewhere: ask the administrator of the service.")


def _new_staff(unit: Session) -> tuple[Control, ...]:
    """With more than one centre, ask which."""
    asked = (forms.STAFF_NAME, forms.STAFF_EMAIL, forms.STAFF_ROLE)
    centres = [unit.get_one(Centre, one) for one in sorted(managed_by(unit, current_actor()))]
    if len(centres) < 2:
        return asked
    choices = tuple((centre.public_id, centre.name) for centre in centres)
    return (*asked, Control("centre", "radios", "The centre", choices=choices, required=True))


def _open(unit: Session, typed: dict[str, str]) -> Account:
    mine = [unit.get_one(Centre, one) for one in managed_by(unit, current_actor())]
    wanted = typed.get("centre") or mine[0].public_id
    centre = next(one for one in mine if one.public_id == wanted)
    role = Role(typed["role"])
    if role not in AT_A_CENTRE:
        raise Invalid("Choose what they do.", "role")
    email = typed["email"].lower()
    return open_staff(unit, email, typed["full_name"], role, centre.id, email=email)
