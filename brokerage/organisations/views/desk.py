"""The desk's list of organisations, and registering one by telephone on one page."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.views.reading import reading
from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.downloads import csv_file
from brokerage.introductions.views.blueprint import at_desk, do_once, with_words
from brokerage.introductions.views.naming import district_names
from brokerage.organisations.likely import find_alike
from brokerage.organisations.models import Organisation, Standing
from brokerage.organisations.registering import register
from brokerage.organisations.states import IN_WORDS
from brokerage.organisations.views.finding import COLUMNS, organisations_listed, row_of
from brokerage.organisations.views.reading import Answers, Read, asked, first, read

desk_organisations = with_words(
    Blueprint("desk_organisations", __name__, url_prefix="/desk/organisations")
)

BY_PHONE = (
    "name", "near", "kind", "description", "org_id", "website", "contact_name", "phone", "email",
    "second_name", "second_phone", "second_email", "insurance", "insurance_ends_on", "expenses",
    "safeguarding_lead", "safeguarding_reviewed_on", "data_protection_on",
)  # fmt: skip
NEEDED = ("name", "near", "kind", "contact_name")
STATES = {"waiting": "Waiting", **{state.value: words for state, words in IN_WORDS.items()}}


@desk_organisations.get("")
@needs("organisations.verify")
def index() -> ResponseReturnValue:
    """Organisations of the centre, and those of none."""
    listed = organisations_listed(db.session(), current_actor(), request.args)
    return render_template(
        "organisations/desk/index.html",
        listed=listed,
        districts=district_names(),
        states=STATES,
        state_of=IN_WORDS,
    )


@desk_organisations.get("/list.csv")
@needs("organisations.verify")
def download() -> ResponseReturnValue:
    """The same list as a file; that it was taken is written down."""
    with reading() as (session, actor):
        listed = organisations_listed(session, actor, request.args, everybody=True)
        districts = district_names()
        rows = [row_of(one, listed, districts) for one in listed.organisations]
        audit.record(session, actor, "export", "organisations", "", COLUMNS)
    return csv_file("organisations", COLUMNS.values(), rows)


@desk_organisations.get("/new")
@needs("organisations.verify")
def new() -> ResponseReturnValue:
    """Everything on one page, for a call."""
    return _page({}, Read())


@desk_organisations.post("/new")
@needs("organisations.verify")
def add() -> ResponseReturnValue:
    """Register it; where we know one like it, show that first."""
    answers: Answers = {name: request.form.getlist(name) for name in BY_PHONE}
    found = read(BY_PHONE, answers, NEEDED)
    if not found.errors and not (found.facts["phone"] or found.facts["email"]):
        found.errors["phone"] = ["Enter a telephone number or an e-mail address."]
    if found.errors:
        return _page(answers, found)
    like = _like(db.session(), found)
    if like and "another" not in request.form:
        return _page(answers, found, like)
    with unit_of_work() as session:
        actor = at_desk("phone", "organisation")
        public_id = do_once(session, actor, "organisation", lambda: _add(session, found, actor))
    flash("It is registered. Answer it below, when you are ready.")
    return redirect(url_for("desk_organisations.show", organisation_id=public_id))


def _add(session: Session, found: Read, actor: Actor) -> Organisation:
    made = register(session, found.facts, actor, proved=True)
    if made.centre_id not in actor.centre_ids and actor.centre_ids:
        made.centre_id = min(actor.centre_ids)  # whoever takes the call looks after it
    session.flush()
    return made


def _like(session: Session, found: Read) -> list[object]:
    everybody = [state for state in Standing if state is not Standing.LEFT]
    name, number = found.facts["name"], found.facts["org_id"]
    return list(find_alike(session, name, number, states=everybody))


def _page(answers: Answers, found: Read, like: list[object] | None = None) -> ResponseReturnValue:
    text = render_template(
        "organisations/desk/new.html",
        asked=asked(BY_PHONE, answers, found.errors, ours=False),
        errors=found.errors,
        nearby=found.nearby,
        like=like or [],
        name=first(answers, "name"),
    )
    return text, 422 if found.errors else 200
