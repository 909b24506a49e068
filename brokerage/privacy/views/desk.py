"""The desk: requests about people's data, a copy for somebody who asks here, and erasing."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import filled
from brokerage.accounts.permissions import allowed
from brokerage.accounts.views.reading import reading
from brokerage.actors import Role
from brokerage.db import db, now, unit_of_work
from brokerage.errors import Invalid, NotFound
from brokerage.forms import Control
from brokerage.privacy import requests, retention
from brokerage.privacy.copying import Copy, copy_of
from brokerage.privacy.erasing import erase
from brokerage.privacy.models import REQUEST_OUTCOMES, REQUESTS
from brokerage.privacy.schedule import schedule
from brokerage.privacy.views.own import as_file
from brokerage.tenancy import get_volunteer
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import local_today

privacy = Blueprint("privacy", __name__, url_prefix="/data")

KIND = Control("kind", "radios", "What do they ask for?", choices=tuple(REQUESTS.items()))
WHAT = Control("what", "long_text", "In their words", "For a correction: what is wrong and right")
OUTCOME = Control("outcome", "radios", "How did it end?", choices=tuple(REQUEST_OUTCOMES.items()))
ANSWER = Control("answer", "long_text", "What you told them")
SURE = Control(
    "sure",
    "checkboxes",
    "They are sure, and I know who they are",
    choices=(("yes", "Yes, erase this person. It cannot be undone."),),
)


@privacy.get("/requests")
@needs("privacy.handle")
def index() -> ResponseReturnValue:
    """What was asked of the centre, the most urgent first."""
    unit, actor = db.session(), current_actor()
    state, kind = request.args.get("state", "open"), request.args.get("kind", "")
    found = requests.list_requests(unit, actor.centre_ids, state, kind)
    people = {one.volunteer_id: unit.get_one(Volunteer, one.volunteer_id) for one in found}
    return render_template(
        "privacy/requests.html",
        requests=found,
        people=people,
        kinds=REQUESTS,
        outcomes=REQUEST_OUTCOMES,
        state=state,
        kind=kind,
        today=local_today(),
    )


@privacy.get("/requests/<request_id>")
@needs("privacy.handle")
def show(request_id: str) -> ResponseReturnValue:
    """One request, and answering it."""
    return _request_page(request_id, {}, None)


@privacy.post("/requests/<request_id>/end")
@needs("privacy.handle")
def end(request_id: str) -> ResponseReturnValue:
    """It was answered."""
    typed = {name: request.form.get(name, "") for name in ("outcome", "answer")}
    try:
        with unit_of_work() as unit:
            actor = current_actor()
            found = requests.get_request(unit, actor, request_id)
            requests.end(unit, found, actor, typed["outcome"], typed["answer"])
    except Invalid as problem:
        return _request_page(request_id, typed, {problem.field or "outcome": [problem.message]})
    flash("The request is answered.")
    return redirect(url_for("privacy.index"))


@privacy.get("/people/<volunteer_id>")
@needs("privacy.handle")
def person(volunteer_id: str) -> ResponseReturnValue:
    """What can be done for somebody who asks at the desk, by telephone or by letter."""
    return _person_page(volunteer_id, {}, None)


@privacy.post("/people/<volunteer_id>")
@needs("privacy.handle")
def ask(volunteer_id: str) -> ResponseReturnValue:
    """Take a request down for them."""
    typed = {name: request.form.get(name, "") for name in ("kind", "what")}
    try:
        with unit_of_work() as unit:
            volunteer = get_volunteer(unit, current_actor(), volunteer_id)
            requests.ask(unit, volunteer, typed["kind"], typed["what"], current_actor())
    except Invalid as problem:
        return _person_page(volunteer_id, typed, {problem.field or "kind": [problem.message]})
    flash("The request is on the list.")
    return redirect(url_for("privacy.person", volunteer_id=volunteer_id))


@privacy.get("/people/<volunteer_id>/copy")
@needs("privacy.handle")
def copy(volunteer_id: str) -> ResponseReturnValue:
    """Everything, to print and hand over."""
    return render_template("privacy/copy.html", copy=_copy(volunteer_id), own=False)


@privacy.get("/people/<volunteer_id>/copy.json")
@needs("privacy.handle")
def copy_as_file(volunteer_id: str) -> ResponseReturnValue:
    """Everything, as a file for them."""
    return as_file(_copy(volunteer_id))


@privacy.get("/people/<volunteer_id>/erase")
@needs("privacy.handle")
def ask_to_erase(volunteer_id: str) -> ResponseReturnValue:
    """Ask first: it cannot be undone."""
    return _erase_page(volunteer_id, None)


@privacy.post("/people/<volunteer_id>/erase")
@needs("privacy.handle")
def erase_person(volunteer_id: str) -> ResponseReturnValue:
    """Erase somebody who asked for it."""
    if request.form.get("sure") != "yes":
        return _erase_page(volunteer_id, {"sure": ["Tick the box to erase this person"]})
    with unit_of_work() as unit:
        actor = current_actor()
        erase(unit, _home(unit, volunteer_id), actor)
    flash("The person is erased. Figures stay as they were.")
    return redirect(url_for("privacy.index"))


@privacy.get("/retention")
@needs("retention.read")
def kept() -> ResponseReturnValue:
    """How long things are kept, and what goes tonight: at one's centre, or in the county."""
    lines, actor = schedule(), current_actor()
    centres = None if Role.LEAD in actor.roles else actor.centre_ids
    found = retention.due(db.session(), lines, now(), centres)
    return render_template(
        "privacy/retention.html",
        schedule=lines,
        counts={one.purpose.id: one.count for one in found},
        whole_county=centres is None,
        handles=allowed("privacy.handle", actor.roles),
    )


def _copy(volunteer_id: str) -> Copy:
    with reading() as (unit, actor):
        return copy_of(unit, _home(unit, volunteer_id), actor, own_eyes=False)


def _home(unit: Session, volunteer_id: str) -> Volunteer:
    """Only the home centre answers for a record; one that took somebody on asks it to."""
    actor = current_actor()
    volunteer = get_volunteer(unit, actor, volunteer_id)
    if volunteer.centre_id not in actor.centre_ids:
        raise NotFound("We cannot find that person.")
    return volunteer


def _request_page(
    request_id: str, typed: dict[str, str], errors: dict[str, list[str]] | None
) -> ResponseReturnValue:
    unit = db.session()
    found = requests.get_request(unit, current_actor(), request_id)
    page = render_template(
        "privacy/request.html",
        asked=found,
        person=unit.get_one(Volunteer, found.volunteer_id),
        kinds=REQUESTS,
        outcomes=REQUEST_OUTCOMES,
        controls=filled((OUTCOME, ANSWER), typed, errors),
        errors=errors,
    )
    return page, 422 if errors else 200


def _person_page(
    volunteer_id: str, typed: dict[str, str], errors: dict[str, list[str]] | None
) -> ResponseReturnValue:
    unit = db.session()
    volunteer = _home(unit, volunteer_id)
    page = render_template(
        "privacy/person.html",
        volunteer=volunteer,
        requests=requests.requests_of(unit, volunteer.id),
        kinds=REQUESTS,
        outcomes=REQUEST_OUTCOMES,
        controls=filled((KIND, WHAT), typed, errors),
        errors=errors,
    )
    return page, 422 if errors else 200


def _erase_page(volunteer_id: str, errors: dict[str, list[str]] | None) -> ResponseReturnValue:
    volunteer = _home(db.session(), volunteer_id)
    page = render_template(
        "privacy/erase.html",
        volunteer=volunteer,
        controls=filled((SURE,), {}, errors),
        errors=errors,
    )
    return page, 422 if errors else 200
