"""The same record in one fast page, for a broker with somebody at the desk or on the telephone."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.centres.service import centre_for_district
from brokerage.consents import consents_of
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid
from brokerage.idempotency import new_submission_key, once
from brokerage.introductions.views.blueprint import at_desk
from brokerage.suggestions.index import live_index
from brokerage.tenancy import get_volunteer
from brokerage.versions import ChangedMeanwhile
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.volunteers.registration.completing import change, complete
from brokerage.volunteers.registration.current import answers_of
from brokerage.volunteers.registration.details import Details
from brokerage.volunteers.registration.pages import NOT_IN_A_RECORD, PAGES, Page, first
from brokerage.volunteers.registration.reading import read_all, read_pages
from brokerage.volunteers.registration.schemas import ASKED_PURPOSES
from brokerage.volunteers.service import enquire, move, note_nameless_enquiry
from brokerage.volunteers.views.drawing import draw
from brokerage.volunteers.views.finishing import ask_guardian_of
from brokerage.volunteers.views.summary import Said, summary
from brokerage.weeks import local_today

at_the_desk = Blueprint("at_the_desk", __name__, url_prefix="/desk/people")
CHANGED = tuple(page for page in PAGES if page.name != "guardian")


@at_the_desk.get("/new")
@needs("volunteers.edit")
def new() -> ResponseReturnValue:
    """Everything on one page; most of it may stay empty."""
    return _form({})


@at_the_desk.post("/new")
@needs("volunteers.edit")
def create() -> ResponseReturnValue:
    """A new record, or just an enquiry; sent twice, it is one."""
    typed = _typed()
    key = request.form.get("key", "")
    try:
        with unit_of_work() as unit:
            vocabulary = live_index().current(unit).vocabulary
            just_asking = "enquiry" in request.form
            details = Details() if just_asking else read_all(typed, vocabulary, at_desk=True)
            if not details.errors:
                make = (lambda: _enquire(typed)) if just_asking else (lambda: _register(details))
                made = once(unit, key, at_desk(), make, "registration")
    except Invalid as problem:
        return _form(typed, {problem.field or "first_name": [problem.message]}, key=key)
    if details.errors:
        return _form(typed, details.errors, details.nearby, key)
    return redirect(url_for("at_the_desk.registered", volunteer_id=made))


@at_the_desk.get("/<volunteer_id>/edit")
@needs("volunteers.edit")
def edit(volunteer_id: str) -> ResponseReturnValue:
    """The record of somebody, in the same page."""
    volunteer = get_volunteer(db.session(), current_actor(), volunteer_id)
    return _form(_known(volunteer), volunteer=volunteer, version=volunteer.version)


@at_the_desk.post("/<volunteer_id>/edit")
@needs("volunteers.edit")
def keep(volunteer_id: str) -> ResponseReturnValue:
    """Keep what was changed; somebody who only enquired is registered by it."""
    typed, version = _typed(), request.form.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() else 0
    actor = at_desk()
    try:
        with unit_of_work() as unit:
            volunteer = get_volunteer(unit, actor, volunteer_id)
            vocabulary = live_index().current(unit).vocabulary
            details = read_pages(CHANGED, typed, vocabulary, at_desk=True)
            if not details.errors:
                change(unit, volunteer, CHANGED, details, typed, vocabulary, actor, seen)
                _activate(unit, volunteer)
    except ChangedMeanwhile as problem:
        volunteer = get_volunteer(db.session(), actor, volunteer_id)
        return _form(typed, volunteer=volunteer, version=problem.version, changed=problem)
    except Invalid as problem:
        details = Details(errors={problem.field or "first_name": [problem.message]})
    if details.errors:
        volunteer = get_volunteer(db.session(), actor, volunteer_id)
        return _form(typed, details.errors, details.nearby, volunteer=volunteer, version=seen)
    flash("The record is changed.")
    return redirect(url_for("at_the_desk.registered", volunteer_id=volunteer_id))


@at_the_desk.post("/nameless")
@needs("volunteers.edit")
def note_nameless() -> ResponseReturnValue:
    """Somebody asked and left no name: one tap, and it counts."""
    key = request.form.get("key", "")
    with unit_of_work() as unit:
        actor = at_desk()
        enquiry = unit, min(actor.centre_ids), actor
        once(unit, key, actor, lambda: _Counted(note_nameless_enquiry(*enquiry).id), "nameless")
    flash("Counted: somebody asked and left no name.")
    return redirect(url_for("at_the_desk.new"))


@at_the_desk.get("/blank-form")
@needs("volunteers.edit")
def blank_form() -> ResponseReturnValue:
    """The same questions on paper, in the same order."""
    asked = [(page, draw(db.session(), [page], {}, every_field=True)) for page in PAGES]
    large = request.args.get("size") == "large"
    return render_template(
        "volunteers/blank_form.html", asked=asked, large=large, purposes=ASKED_PURPOSES
    )


class _Counted:
    """A nameless enquiry has no public id; its number stands for it."""

    def __init__(self, number: int) -> None:
        self.public_id = str(number)


def _typed() -> dict[str, list[str]]:
    names = [name for page in PAGES for name in page.fields]
    return {name: [text.replace("\0", "") for text in request.form.getlist(name)] for name in names}


def _known(volunteer: Volunteer) -> dict[str, list[str]]:
    unit = db.session()
    answers = answers_of(volunteer, live_index().current(unit).vocabulary)
    held = consents_of(unit, volunteer.id)
    return {**answers, "consents": [name for name, given in held.items() if given]}


def _enquire(typed: dict[str, list[str]]) -> Volunteer:
    actor = at_desk()
    return enquire(
        db.session(),
        min(actor.centre_ids),
        actor,
        first(typed, "first_name"),
        email=first(typed, "email") or None,
        phone=first(typed, "phone") or None,
    )


def _register(details: Details) -> Volunteer:
    unit, actor = db.session(), at_desk()
    district = details.home.district if details.home else None
    serving = centre_for_district(unit, district.code if district else None, local_today())
    near = {serving.centre.id} if serving else set()
    centre_id = min(near & actor.centre_ids or actor.centre_ids)
    made = complete(unit, centre_id, actor, details)
    ask_guardian_of(unit, made, details, actor)
    _activate(unit, made)
    return made


def _activate(unit: Session, volunteer: Volunteer) -> None:
    """Whoever was spoken to is looked after from now on."""
    if volunteer.state == VolunteerState.ENQUIRY:
        move(unit, volunteer, VolunteerState.REGISTERED, at_desk())
    if volunteer.state == VolunteerState.REGISTERED:
        move(unit, volunteer, VolunteerState.ACTIVE, at_desk())


def _form(
    answers: dict[str, list[str]],
    errors: dict[str, list[str]] | None = None,
    nearby: Sequence[str] = (),
    key: str = "",
    *,
    volunteer: Volunteer | None = None,
    version: int = 0,
    changed: ChangedMeanwhile | None = None,
) -> ResponseReturnValue:
    unit = db.session()
    pages = CHANGED if volunteer else PAGES
    out = NOT_IN_A_RECORD if volunteer else frozenset[str]()
    sections = [
        (page, draw(unit, [page], answers, errors, every_field=True, leaving_out=out))
        for page in pages
    ]
    text = render_template(
        "volunteers/desk_form.html",
        sections=sections,
        errors=errors or {},
        nearby=list(nearby),
        key=key or new_submission_key(),
        volunteer=volunteer,
        enquiring=bool(volunteer and volunteer.state == VolunteerState.ENQUIRY),
        version=version,
        changed=changed,
        now_stands=_now_stands(volunteer, pages, changed) if volunteer and changed else [],
    )
    return text, 409 if changed else 422 if errors else 200


def _now_stands(
    volunteer: Volunteer, pages: Sequence[Page], changed: ChangedMeanwhile
) -> list[Said]:
    """What somebody else left there, for the parts that differ."""
    unit, answers = db.session(), _known(volunteer)
    differing = [page for page in pages if set(page.fields) & set(changed.differences)]
    drawn = [(page, draw(unit, [page], answers)) for page in differing]
    return summary(drawn, answers, live_index().current(unit).vocabulary)
