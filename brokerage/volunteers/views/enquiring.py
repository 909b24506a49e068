"""Ask us to ring you: a name and one contact, nothing more."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import public
from brokerage.accounts.current import current_actor
from brokerage.accounts.throttling import note_try
from brokerage.centres.service import centre_for_district
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.forms import Control
from brokerage.geography.service import UnknownPlace, locate
from brokerage.idempotency import new_submission_key, once
from brokerage.introductions.tasks import ask_for_call
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.service import enquire
from brokerage.volunteers.views.blueprints import registration
from brokerage.weeks import local_today

ASKED = (
    Control("first_name", "text", "Your name", required=True),
    Control("phone", "text", "Your telephone number", "Or leave it empty and give an e-mail"),
    Control("email", "email", "Your e-mail address"),
    Control("near", "text", "Where do you live?", "So that the right centre rings you"),
    Control("best_time", "text", "When is a good time to ring?", "Such as weekday mornings"),
)
LONGEST = 200


@registration.get("/ring-me")
@public
def ring_me() -> ResponseReturnValue:
    """The short form."""
    return _form({}, {})


@registration.post("/ring-me")
@public
def note_enquiry() -> ResponseReturnValue:
    """Keep it, and give the centre the task to ring."""
    typed = {c.name: request.form.get(c.name, "").replace("\0", "").strip() for c in ASKED}
    with unit_of_work() as unit:
        note_try(unit, "register", request.remote_addr or "", request.remote_addr)
    try:
        with unit_of_work() as unit:
            key = request.form.get("key", "")
            once(unit, key, current_actor(), lambda: _enquire(typed), "enquiry")
    except Invalid as problem:
        return _form(typed, {problem.field or "first_name": [problem.message]})
    return redirect(url_for("registration.asked_to_ring", near=typed["near"] or None))


@registration.get("/ring-me/done")
@public
def asked_to_ring() -> ResponseReturnValue:
    """Who rings."""
    try:
        code = _district(request.args.get("near", ""))
    except UnknownPlace:
        code = None
    serving = centre_for_district(db.session(), code, local_today())
    return render_template("volunteers/asked_to_ring.html", centre=serving)


def _enquire(typed: dict[str, str]) -> Volunteer:
    unit, actor = db.session(), current_actor()
    for name, text in typed.items():
        if len(text) > LONGEST:
            raise Invalid(f"Write at most {LONGEST} characters.", name)
    serving = centre_for_district(unit, _district(typed["near"]), local_today())
    if serving is None:
        raise Conflict("There is no volunteer centre yet. Please come back later.")
    made = enquire(
        unit,
        serving.centre.id,
        actor,
        typed["first_name"],
        email=typed["email"] or None,
        phone=typed["phone"] or None,
    )
    ask_for_call(unit, made, actor, typed["best_time"])
    return made


def _district(near: str) -> str | None:
    district = locate(near).district if near else None
    return district.code if district else None


def _form(typed: dict[str, str], errors: dict[str, list[str]]) -> ResponseReturnValue:
    drawn = [
        replace(
            c,
            values=(typed[c.name],) if typed.get(c.name) else (),
            errors=tuple(errors.get(c.name, ())),
        )
        for c in ASKED
    ]
    text = render_template(
        "volunteers/ring_me.html", controls=drawn, errors=errors, key=new_submission_key()
    )
    return text, 422 if errors else 200
