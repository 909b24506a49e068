"""My data: see it, take it away, have it put right, be erased."""

from __future__ import annotations

import json

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import filled
from brokerage.accounts.views.reading import reading
from brokerage.centres.models import Centre
from brokerage.consents import record_consent
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid, NotFound
from brokerage.forms import Control
from brokerage.introductions.service import withdraw_all
from brokerage.privacy import requests
from brokerage.privacy.copying import Copy, copy_of
from brokerage.privacy.models import REQUEST_OUTCOMES, REQUESTS
from brokerage.privacy.schedule import schedule
from brokerage.schema import day_in_words
from brokerage.volunteers.models import Volunteer

my_data = Blueprint("my_data", __name__, url_prefix="/my/data")

WRONG = Control(
    "what",
    "long_text",
    "What is wrong, and what should it say?",
    "For example: my telephone number ends in 124, not 123",
    required=True,
)
OBJECT = Control("what", "long_text", "What should we stop using, and why?", required=True)
SURE = Control(
    "sure",
    "checkboxes",
    "Do you want to be erased?",
    choices=(("yes", "Yes, erase me. I know that it cannot be undone."),),
    required=True,
)
ASKED = {"correct": WRONG, "object": OBJECT, "erase": SURE}


@my_data.get("")
@needs("my.data")
def index() -> ResponseReturnValue:
    """What can be done, and what was asked before."""
    unit = db.session()
    volunteer = _me()
    return render_template(
        "privacy/mine.html",
        volunteer=volunteer,
        centre=unit.get_one(Centre, volunteer.centre_id),
        requests=requests.requests_of(unit, volunteer.id),
        kinds=REQUESTS,
        outcomes=REQUEST_OUTCOMES,
        schedule=schedule(),
    )


@my_data.get("/everything")
@needs("my.data")
def everything() -> ResponseReturnValue:
    """Everything, to read and print."""
    found = _copy()
    return render_template("privacy/copy.html", copy=found, own=True)


@my_data.get("/everything.json")
@needs("my.data")
def take_away() -> ResponseReturnValue:
    """Everything, as a file."""
    return as_file(_copy())


@my_data.get("/ask/<kind>")
@needs("my.data")
def ask(kind: str) -> ResponseReturnValue:
    """Ask for a right, or to be erased."""
    _me()
    return _page(kind, {}, None)


@my_data.post("/ask/<kind>")
@needs("my.data")
def send(kind: str) -> ResponseReturnValue:
    """The request goes to the centre, with the day by which it is answered."""
    control = _control(kind)
    what = request.form.get(control.name, "")
    if kind == "erase" and what != "yes":
        return _page(kind, {}, {"sure": ["Tick the box if you want to be erased"]})
    try:
        with unit_of_work() as unit:
            volunteer, actor = _me(), current_actor()
            asked = requests.ask(unit, volunteer, kind, "" if kind == "erase" else what, actor)
            if kind == "erase":  # nothing new begins meanwhile
                record_consent(unit, volunteer.id, "introductions", False, actor)
                withdraw_all(unit, volunteer, actor, "consent_withdrawn")
            due = asked.due_on
    except Invalid as problem:
        return _page(kind, {"what": what}, {"what": [problem.message]})
    flash(f"Your volunteer centre has your request and answers it by {day_in_words(due)}.")
    return redirect(url_for("my_data.index"))


def as_file(copy: Copy) -> Response:
    """A copy as a JSON file."""
    text = json.dumps(copy.as_document(), indent=1, ensure_ascii=False, default=str)
    headers = {"Content-Disposition": 'attachment; filename="my-record.json"'}
    return Response(text, mimetype="application/json", headers=headers)


def _copy() -> Copy:
    """Written down while it is made, so this reading writes."""
    with reading() as (unit, actor):
        return copy_of(unit, _me(), actor, own_eyes=True)


def _me() -> Volunteer:
    actor = current_actor()
    found = db.session().get(Volunteer, actor.volunteer_id) if actor.volunteer_id else None
    if found is None:
        raise NotFound("We cannot find your record.")
    return found


def _control(kind: str) -> Control:
    if kind not in ASKED:
        raise NotFound("We cannot find that page.")
    return ASKED[kind]


def _page(
    kind: str, typed: dict[str, str], errors: dict[str, list[str]] | None
) -> ResponseReturnValue:
    controls = filled((_control(kind),), typed, errors)
    page = render_template("privacy/ask.html", kind=kind, controls=controls, errors=errors)
    return page, 422 if errors else 200
