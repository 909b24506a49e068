"""Links from e-mails: they prove an address, and let its holder in as a member.

Opening one changes nothing, since programs open links in e-mails: the page has a button.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import public
from brokerage.accounts.current import current_actor, sign_in
from brokerage.accounts.models import Account
from brokerage.accounts.throttling import note_try
from brokerage.accounts.views.entering import may_enter_by_link, needs_second_step
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid
from brokerage.links import link
from brokerage.organisations import members, registering
from brokerage.organisations.models import Organisation
from brokerage.organisations.standing import submit
from brokerage.organisations.telling import ask_centre, centre_of, tell
from brokerage.organisations.views.reading import first
from brokerage.schema import day_in_words
from brokerage.tenancy import get_known_organisation
from brokerage.volunteers.contacts import read_email
from brokerage.weeks import local_today
from brokerage.working_days import add_working_days

confirming = Blueprint("confirming", __name__, url_prefix="/organisations")

ANSWER_DAYS = 3  # working days in which the centre answers


@confirming.get("/confirm/<token>")
@public
def confirm(token: str) -> ResponseReturnValue:
    """One button."""
    found = registering.get_by_link(db.session(), token)
    return render_template("joining/confirm.html", organisation=found, invited=None)


@confirming.post("/confirm/<token>")
@public
def confirmed(token: str) -> ResponseReturnValue:
    """The address is theirs: the organisation goes to its centre, and they are signed in."""
    with unit_of_work() as unit:
        found = registering.get_by_link(unit, token)
        account = members.join(unit, found, found.contact_name or found.name, found.email or "")
        submit(unit, found, current_actor())
        due_on = add_working_days(local_today(), ANSWER_DAYS)
        home = link("organisations.home", organisation_id=found.public_id)
        tell(unit, found, "organisation_registered", "first", due=day_in_words(due_on), link=home)
        public_id, entered = found.public_id, _enter(unit, account)
    return _onwards(public_id, entered)


@confirming.get("/join/<token>")
@public
def invited(token: str) -> ResponseReturnValue:
    """One button."""
    found = members.get_by_link(db.session(), token)
    page = {"organisation": found.organisation, "invited": found}
    return render_template("joining/confirm.html", **page)


@confirming.post("/join/<token>")
@public
def joined(token: str) -> ResponseReturnValue:
    """Join, and come in."""
    with unit_of_work() as unit:
        found = members.get_by_link(unit, token)
        account = members.take_up(unit, found, current_actor())
        public_id, entered = found.organisation.public_id, _enter(unit, account)
    return _onwards(public_id, entered)


@confirming.get("/known/<known_id>/ask")
@public
def ask(known_id: str) -> ResponseReturnValue:
    """“Is this you?”: who asks to join."""
    found = get_known_organisation(db.session(), known_id)
    return render_template("joining/ask.html", organisation=found, typed={}, errors={})


@confirming.post("/known/<known_id>/ask")
@public
def asked(known_id: str) -> ResponseReturnValue:
    """The organisers and the centre are told; the page says the same whoever is there."""
    typed = {
        name: first(request.form.to_dict(flat=False), name) for name in ("name", "email", "note")
    }
    with unit_of_work() as unit:
        note_try(unit, "message", typed["email"], request.remote_addr)
    try:
        with unit_of_work() as unit:
            found = get_known_organisation(unit, known_id)
            address = read_email(typed["email"])
            if not typed["name"]:
                raise Invalid("Enter your name.", "name")
            if not address:
                raise Invalid("Enter your e-mail address.", "email")
            made = members.ask_to_join(
                unit, found, typed["name"], address, typed["note"], current_actor()
            )
            _tell_centre(unit, found, made.public_id)
    except Invalid as problem:
        found = get_known_organisation(db.session(), known_id)
        errors = {problem.field or "name": [problem.message]}
        page = render_template("joining/ask.html", organisation=found, typed=typed, errors=errors)
        return page, 422
    return redirect(url_for("confirming.ask_sent", known_id=known_id))


@confirming.get("/known/<known_id>/asked")
@public
def ask_sent(known_id: str) -> ResponseReturnValue:
    """What happens next."""
    unit = db.session()
    found = get_known_organisation(unit, known_id)
    centre = centre_of(unit, found)
    return render_template("joining/asked.html", organisation=found, centre=centre)


def _tell_centre(unit: Session, organisation: Organisation, request_id: str) -> None:
    what = f"Somebody asks to join {organisation.name}: see its page"
    ask_centre(unit, organisation, what, f"asks:{request_id}")


def _enter(unit: Session, account: Account) -> bool:
    """Whether the link signs them in: not staff, nor whoever has a second step."""
    if not may_enter_by_link(unit, account) or needs_second_step(account):
        return False
    sign_in(account, "link")
    return True


def _onwards(public_id: str, entered: bool) -> ResponseReturnValue:
    home = url_for("organisations.home", organisation_id=public_id)
    if entered:
        flash("You are signed in. Next time, sign in with your e-mail address.")
        return redirect(home)
    return redirect(url_for("accounts.sign_in", next=home))
