"""The public form: what happened, about which role, and how to answer if somebody wants that."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.access import public
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import filled
from brokerage.accounts.throttling import note_try
from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.centres.service import centre_for_district, find_lead
from brokerage.concerns.kinds import HARM, KINDS, emergency_contacts
from brokerage.concerns.service import checked, report
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.forms import Control
from brokerage.idempotency import new_submission_key, once
from brokerage.opportunities.models import Opportunity, State
from brokerage.privacy.complaints import receive
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import local_today

concerns = Blueprint("concerns", __name__, url_prefix="/tell-us")

ASKED = (
    Control(
        "kind",
        "radios",
        "What is it about?",
        "If you are not sure, choose the first: somebody trained reads it.",
        choices=tuple(KINDS.items()),
        required=True,
    ),
    Control(
        "what",
        "long_text",
        "What happened?",
        "A few words are enough. Say who, where and when, if you know.",
        required=True,
    ),
    Control("name", "text", "Your name (if you like)"),
    Control(
        "contact",
        "text",
        "How we can answer you (if you like)",
        "A telephone number, an e-mail address or a postal address",
    ),
)
NEVER_SHOWN = (State.DRAFT, State.SUBMITTED)
TOLD = "told_us"  # what this browser has just told, so that its thanks fit


@concerns.get("")
@public
def tell() -> ResponseReturnValue:
    """Ask what is wrong, with the numbers to ring when it cannot wait."""
    role = _role(db.session(), request.args.get("role", ""))
    kind = request.args.get("kind", "")
    return _page(role, {"kind": kind if kind in KINDS else ""})


@concerns.post("")
@public
def send() -> ResponseReturnValue:
    """Take it down, for the right centre and the right eyes."""
    with unit_of_work() as unit:
        note_try(unit, "telling_us", request.remote_addr or "", request.remote_addr)
    typed = {one.name: request.form.get(one.name, "").replace("\0", "") for one in ASKED}
    try:
        with unit_of_work() as unit:
            role = _role(unit, request.form.get("role", ""))
            errors = _errors(typed)
            if errors:
                return _page(role, typed, errors)
            actor = current_actor()
            key = request.form.get("submission", "") or new_submission_key()
            once(unit, key, actor, lambda: _take(unit, actor, typed, role), "tell_us")
    except Invalid as problem:
        return _page(role, typed, {problem.field or "what": [problem.message]})
    session[TOLD] = typed["kind"]
    return redirect(url_for("concerns.thanks"))


@concerns.get("/thank-you")
@public
def thanks() -> ResponseReturnValue:
    """What happens next."""
    kind = session.get(TOLD, "")
    return render_template(
        "concerns/thanks.html", harm=kind == HARM, data=kind == "data", contacts=_contacts()
    )


def _page(
    role: Opportunity | None,
    typed: dict[str, str],
    errors: dict[str, list[str]] | None = None,
) -> tuple[str, int]:
    text = render_template(
        "concerns/tell.html",
        controls=filled(ASKED, typed, errors),
        errors=errors,
        role=role,
        contacts=_contacts(),
        submission=request.form.get("submission") or new_submission_key(),
        centre=find_lead(db.session()),
    )
    return text, 422 if errors else 200


def _contacts() -> object:
    return emergency_contacts()


def _errors(typed: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if typed["kind"] not in KINDS:
        found["kind"] = ["Choose what it is about"]
    try:
        checked(typed["what"], "what", "Write what happened")
    except Invalid as problem:
        found["what"] = [problem.message]
    if len(typed["name"].strip()) > 200:
        found["name"] = ["Write at most 200 characters"]
    if len(typed["contact"].strip()) > 254:
        found["contact"] = ["Write at most 254 characters"]
    return found


def _take(unit: Session, actor: Actor, typed: dict[str, str], role: Opportunity | None) -> object:
    centre = _right_centre(unit, role, actor)
    who = {"reporter": typed["name"], "contact": typed["contact"]}
    if typed["kind"] == HARM:
        return report(unit, centre.id, actor, typed["what"], opportunity=role, **who)
    return receive(
        unit,
        centre.id,
        actor,
        typed["kind"],
        typed["what"],
        opportunity=role,
        name=typed["name"],
        contact=typed["contact"],
    )


def _role(unit: Session, public_id: str) -> Opportunity | None:
    """The role it is about; one that was never shown is none."""
    if not public_id or "\0" in public_id:
        return None
    query = select(Opportunity).where(Opportunity.public_id == public_id)
    return unit.scalar(query.where(Opportunity.state.not_in(NEVER_SHOWN)))


def _right_centre(unit: Session, role: Opportunity | None, actor: Actor) -> Centre:
    """Of the role, else of the organisation, else where the role is, else the person's own."""
    found = None
    if role is not None:
        found = role.centre_id or role.organisation.centre_id
        districts = [place.district_code for place in role.places if place.district_code]
        if found is None and districts:
            served = centre_for_district(unit, districts[0], local_today())
            found = served.centre.id if served else None
    elif actor.volunteer_id is not None:
        found = unit.get_one(Volunteer, actor.volunteer_id).centre_id
    centre = unit.get(Centre, found) if found else find_lead(unit)
    if centre is None:
        raise Conflict("No volunteer centre is here yet. Please ring one of the numbers above.")
    return centre
