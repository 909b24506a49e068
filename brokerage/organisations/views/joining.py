"""Register an organisation: a few short pages, check your answers, one link to press."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as PageNotFound

from brokerage.access import public
from brokerage.accounts.current import current_actor
from brokerage.accounts.throttling import note_try
from brokerage.centres.service import centre_for_district
from brokerage.db import db, unit_of_work
from brokerage.idempotency import once
from brokerage.links import link
from brokerage.organisations.likely import find_alike
from brokerage.organisations.models import Organisation
from brokerage.organisations.registering import link_for, register
from brokerage.organisations.telling import write_to
from brokerage.organisations.views.pages import (
    BY_NAME,
    PAGES,
    Page,
    after,
    asked_of,
    before,
    read_all,
    read_page,
)
from brokerage.organisations.views.reading import Read, asked, first, read
from brokerage.volunteers.models import RegistrationDraft
from brokerage.volunteers.registration import drafts
from brokerage.weeks import local_today

joining = Blueprint("joining", __name__, url_prefix="/organisations/register")

KIND, DRAFT, SENT = "organisation", "organisation_draft", "organisation_sent"


@joining.get("")
@public
def start() -> ResponseReturnValue:
    """What is asked and how long it takes; goes on with a draft of this browser."""
    draft = own_draft(db.session())
    return render_template("joining/start.html", draft=draft if draft and draft.answers else None)


@joining.post("")
@public
def begin() -> ResponseReturnValue:
    """A new draft."""
    with unit_of_work() as unit:
        note_try(unit, "register", request.remote_addr or "", request.remote_addr)
    with unit_of_work() as unit:
        session[DRAFT] = drafts.begin_of(unit, KIND).public_id
        session.permanent = True
    return redirect(url_for("joining.page", name=PAGES[0].name))


@joining.get("/questions/<name>")
@public
def page(name: str) -> ResponseReturnValue:
    """One page of questions."""
    wanted, draft = _page(name), own_draft(db.session())
    if draft is None:
        return redirect(url_for("joining.start"))
    return _draw(wanted, draft, Read())


@joining.post("/questions/<name>")
@public
def answer(name: str) -> ResponseReturnValue:
    """Keep what was typed, right or wrong; go on where it is right."""
    wanted = _page(name)
    with unit_of_work() as unit:
        draft = own_draft(unit)
        if draft is None:
            return redirect(url_for("joining.start"))
        drafts.keep(unit, draft, {one: request.form.getlist(one) for one in wanted.fields})
        answers = dict(draft.answers)
    found = read_page(wanted, answers)
    if "save" in request.form:
        return redirect(url_for("joining.save"))
    if found.errors:
        kept = own_draft(db.session())
        return _draw(wanted, kept, found) if kept else redirect(url_for("joining.start"))
    if request.form.get("then") == "check" and name != "about":
        return redirect(url_for("joining.check"))
    if name == "name" and find_alike(db.session(), found.facts["name"]):
        return redirect(url_for("joining.known"))
    following = after(wanted, answers)
    return redirect(
        url_for("joining.page", name=following.name) if following else url_for("joining.check")
    )


@joining.get("/known")
@public
def known() -> ResponseReturnValue:
    """Organisations of nearly that name: is one of these you?"""
    unit = db.session()
    draft = own_draft(unit)
    if draft is None:
        return redirect(url_for("joining.start"))
    found = find_alike(unit, first(draft.answers, "name"))
    return render_template("joining/known.html", found=found, name=first(draft.answers, "name"))


@joining.get("/check")
@public
def check() -> ResponseReturnValue:
    """Everything that was answered, with a link to change each."""
    unit = db.session()
    draft = own_draft(unit)
    if draft is None:
        return redirect(url_for("joining.start"))
    found = read_all(draft.answers)
    district = read(("near",), draft.answers).facts.get("district_code")
    return render_template(
        "joining/check.html",
        said=[(one, _said(one, draft)) for one in asked_of(draft.answers)],
        wrong=[one for one in PAGES if set(one.fields) & set(found.errors)],
        centre=centre_for_district(unit, district, local_today()),
    )


@joining.post("/check")
@public
def send() -> ResponseReturnValue:
    """Keep it, and send the link that proves the address."""
    with unit_of_work() as unit:
        note_try(unit, "message", f"draft {session.get(DRAFT)}", request.remote_addr)
    with unit_of_work() as unit:
        draft = drafts.find_draft(unit, session.get(DRAFT), KIND)
        if draft is None:
            return redirect(url_for("joining.start"))
        found, done = read_all(draft.answers), draft.finished_at is not None
        if found.errors and not done:
            return redirect(url_for("joining.check"))
        actor = replace(current_actor(), through="web")

        def make() -> Organisation:
            made = register(unit, found.facts, actor)
            send_link(unit, made)
            drafts.finish(unit, draft)
            session[SENT] = made.email
            return made

        once(unit, f"organisation {draft.public_id}", actor, make, "organisation")
    return redirect(url_for("joining.sent"))


@joining.get("/sent")
@public
def sent() -> ResponseReturnValue:
    """Look into your e-mail."""
    return render_template("joining/sent.html", address=session.get(SENT))


def send_link(unit: Session, organisation: Organisation) -> None:
    """Send the link that proves the first contact's address."""
    address = link("confirming.confirm", token=link_for(organisation))
    who = organisation.contact_name or organisation.name
    write_to(unit, organisation, who, organisation.email or "", "organisation_join", link=address)


def own_draft(unit: Session) -> RegistrationDraft | None:
    """The draft that this browser writes, if it is not sent yet."""
    found = drafts.find_draft(unit, session.get(DRAFT), KIND)
    return found if found and found.finished_at is None else None


def _draw(wanted: Page, draft: RegistrationDraft, found: Read) -> ResponseReturnValue:
    earlier, here = before(wanted, draft.answers), asked_of(draft.answers)
    text = render_template(
        "joining/page.html",
        page=wanted,
        asked=asked(wanted.fields, draft.answers, found.errors),
        errors=found.errors,
        nearby=found.nearby,
        back=url_for("joining.page", name=earlier.name) if earlier else url_for("joining.start"),
        then=request.values.get("then", ""),
        number=here.index(wanted) + 1 if wanted in here else 1,
        how_many=len(here),
    )
    return text, 422 if found.errors else 200


def _said(wanted: Page, draft: RegistrationDraft) -> list[str]:
    """The answers of a page in words."""
    words = []
    for one in asked(wanted.fields, draft.answers, {}):
        text = dict(one.choices).get(one.value, one.value)
        if text:
            words.append(text)
    return words


def _page(name: str) -> Page:
    if name not in BY_NAME:
        raise PageNotFound
    return BY_NAME[name]
