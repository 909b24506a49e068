"""Save and come back: by a link in an e-mail, for a registration that is not sent yet."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import public
from brokerage.accounts.throttling import note_try
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid
from brokerage.links import link
from brokerage.messages.service import Message, queue, rendered
from brokerage.organisations.views.joining import DRAFT, KIND, joining, own_draft
from brokerage.organisations.views.reading import first
from brokerage.volunteers.contacts import read_email
from brokerage.volunteers.registration import drafts

MISSING = "Enter your e-mail address."


@joining.get("/save")
@public
def save() -> ResponseReturnValue:
    """What was typed is kept; a link brings somebody back to it from anywhere."""
    draft = own_draft(db.session())
    if draft is None:
        return redirect(url_for("joining.start"))
    return render_template("joining/save.html", email=first(draft.answers, "email"), errors={})


@joining.post("/save")
@public
def send_saved() -> ResponseReturnValue:
    """Send the link to an address that is typed now."""
    typed = request.form.get("email", "").replace("\0", "")
    try:
        address = read_email(typed)
        problem = None if address else MISSING
    except Invalid as refused:
        address, problem = None, refused.message
    if problem or not address:
        page = render_template("joining/save.html", email=typed, errors={"email": [problem]})
        return page, 422
    with unit_of_work() as unit:
        note_try(unit, "message", address, request.remote_addr)
    with unit_of_work() as unit:
        draft = own_draft(unit)
        if draft is None:
            return redirect(url_for("joining.start"))
        address_of = link("joining.come_back", token=drafts.link_for(draft))
        words = rendered("organisation_saved", link=address_of)
        message = Message(
            channel="email",
            address=address,
            name="",
            purpose="registration",
            subject=words.subject,
            text=words.text,
            html=words.html,
        )
        queue(unit, message)
    flash("We have sent you the link.")
    return redirect(url_for("joining.save"))


@joining.get("/come-back/<token>")
@public
def come_back(token: str) -> ResponseReturnValue:
    """A button: programs that look at links in e-mails open nothing."""
    drafts.get_by_link(db.session(), token, KIND)
    return render_template("joining/go_on.html")


@joining.post("/come-back/<token>")
@public
def go_on(token: str) -> ResponseReturnValue:
    """Go on with the registration of a link."""
    session[DRAFT] = drafts.get_by_link(db.session(), token, KIND).public_id
    session.permanent = True
    return redirect(url_for("joining.check"))
