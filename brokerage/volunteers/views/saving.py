"""Save, and come back: in this browser, with a code, or by a link in an e-mail."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import public
from brokerage.accounts.throttling import note_try
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid, NotFound
from brokerage.links import link
from brokerage.messages.service import Message, queue, rendered
from brokerage.volunteers.contacts import read_email
from brokerage.volunteers.models import RegistrationDraft
from brokerage.volunteers.registration import drafts
from brokerage.volunteers.registration.pages import first
from brokerage.volunteers.views.blueprints import registration
from brokerage.volunteers.views.registering import DRAFT, own_draft

CODE = "registration_code"


@registration.post("/save")
@public
def save() -> ResponseReturnValue:
    """Give out a code to come back with; what was typed is kept already."""
    with unit_of_work() as unit:
        draft = own_draft(unit)
        if draft is None:
            return redirect(url_for("registration.start"))
        session[CODE] = drafts.new_code(unit, draft)
    return redirect(url_for("registration.saved"))


@registration.get("/saved")
@public
def saved() -> ResponseReturnValue:
    """The code, and a way to have a link by e-mail."""
    draft = own_draft(db.session())
    if draft is None or CODE not in session:
        return redirect(url_for("registration.start"))
    return _saved(draft)


@registration.post("/saved")
@public
def send_link() -> ResponseReturnValue:
    """Send the link to an address that is typed now."""
    typed = request.form.get("email", "")
    with unit_of_work() as unit:
        draft = own_draft(unit)
        if draft is None:
            return redirect(url_for("registration.start"))
        note_try(unit, "message", f"draft {draft.public_id}", request.remote_addr)
    with unit_of_work() as unit:
        draft = own_draft(unit)
        try:
            address = read_email(typed)
        except Invalid as problem:
            address, message = None, problem.message
        else:
            message = "Enter your e-mail address."
        if draft and address:
            _send(draft, address)
    if address:
        flash("We have sent you the link.")
        return redirect(url_for("registration.saved"))
    found = own_draft(db.session())
    return (
        _saved(found, typed, {"email": [message]})
        if found
        else redirect(url_for("registration.start"))
    )


@registration.get("/come-back")
@public
def come_back() -> ResponseReturnValue:
    """Ask for the code."""
    return render_template("volunteers/come_back.html", typed="", errors={})


@registration.post("/come-back")
@public
def take_up() -> ResponseReturnValue:
    """Go on with the registration of a code."""
    code = request.form.get("code", "")
    with unit_of_work() as unit:
        note_try(unit, "draft", "", request.remote_addr)
    try:
        draft = drafts.get_by_code(db.session(), code)
    except NotFound as problem:
        errors = {"code": [problem.message]}
        return render_template("volunteers/come_back.html", typed=code, errors=errors), 422
    return _go_on(draft)


@registration.get("/come-back/<token>")
@public
def by_link(token: str) -> ResponseReturnValue:
    """A button: programs that look at links in e-mails open nothing."""
    drafts.get_by_link(db.session(), token)
    return render_template("volunteers/go_on.html")


@registration.post("/come-back/<token>")
@public
def take_up_by_link(token: str) -> ResponseReturnValue:
    """Go on with the registration of a link."""
    return _go_on(drafts.get_by_link(db.session(), token))


def _go_on(draft: RegistrationDraft) -> ResponseReturnValue:
    session[DRAFT] = draft.public_id
    session.permanent = True
    return redirect(url_for("registration.check"))


def _send(draft: RegistrationDraft, address: str) -> None:
    words = rendered(
        "registration_saved", link=link("registration.by_link", token=drafts.link_for(draft))
    )
    message = Message(
        channel="email",
        address=address,
        name="",
        purpose="registration",
        subject=words.subject,
        text=words.text,
        html=words.html,
    )
    queue(db.session(), message)


def _saved(
    draft: RegistrationDraft,
    typed: str | None = None,
    errors: dict[str, list[str]] | None = None,
) -> ResponseReturnValue:
    email = first(draft.answers, "email") if typed is None else typed
    text = render_template(
        "volunteers/saved.html", code=session[CODE], email=email, errors=errors or {}
    )
    return text, 422 if errors else 200
