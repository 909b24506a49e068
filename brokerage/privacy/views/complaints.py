"""The centre's complaints: what came in, by when it must be acknowledged, how it ended."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import filled
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid
from brokerage.forms import Control
from brokerage.opportunities.models import Opportunity
from brokerage.privacy import complaints as service
from brokerage.privacy.models import COMPLAINT_OUTCOMES
from brokerage.weeks import local_today

complaints = Blueprint("complaints", __name__, url_prefix="/complaints")

NEW = (
    Control("kind", "radios", "What is it about?", choices=tuple(service.COMPLAINT_KINDS.items())),
    Control("what", "long_text", "What happened, in their words"),
    Control("received_on", "text", "The day it reached you", "Such as 2026-11-24; empty for today"),
    Control("name", "text", "Their name (if they gave it)"),
    Control("contact", "text", "How to answer them (if they want that)"),
)
END = (
    Control("outcome", "radios", "How did it end?", choices=tuple(COMPLAINT_OUTCOMES.items())),
    Control("answer", "long_text", "What you told them"),
)


@complaints.get("")
@needs("privacy.handle")
def index() -> ResponseReturnValue:
    """The most urgent first."""
    state = request.args.get("state", "open")
    found = service.list_complaints(db.session(), current_actor().centre_ids, state)
    return render_template(
        "privacy/complaints.html",
        complaints=found,
        kinds=service.COMPLAINT_KINDS,
        outcomes=COMPLAINT_OUTCOMES,
        state=state,
        today=local_today(),
    )


@complaints.get("/new")
@needs("privacy.handle")
def new() -> ResponseReturnValue:
    """One that came by telephone, by letter or over the counter."""
    return _new_page({}, None)


@complaints.post("/new")
@needs("privacy.handle")
def create() -> ResponseReturnValue:
    """Take it down."""
    typed = {one.name: request.form.get(one.name, "").replace("\0", "") for one in NEW}
    try:
        with unit_of_work() as unit:
            actor = current_actor()
            service.receive(
                unit,
                min(actor.centre_ids),
                actor,
                typed["kind"],
                typed["what"],
                name=typed["name"],
                contact=typed["contact"],
                received_on=_day(typed["received_on"].strip()),
            )
    except Invalid as problem:
        return _new_page(typed, {problem.field or "what": [problem.message]})
    flash("The complaint is on the list.")
    return redirect(url_for("complaints.index"))


@complaints.get("/<complaint_id>")
@needs("privacy.handle")
def show(complaint_id: str) -> ResponseReturnValue:
    """One complaint."""
    return _page(complaint_id, {}, None)


@complaints.post("/<complaint_id>/acknowledge")
@needs("privacy.handle")
def acknowledge(complaint_id: str) -> ResponseReturnValue:
    """They know that we have it."""
    with unit_of_work() as unit:
        actor = current_actor()
        service.acknowledge(unit, service.get_complaint(unit, actor, complaint_id), actor)
    flash("Noted: they know that you have it.")
    return redirect(url_for("complaints.show", complaint_id=complaint_id))


@complaints.post("/<complaint_id>/close")
@needs("privacy.handle")
def close(complaint_id: str) -> ResponseReturnValue:
    """They have our answer."""
    typed = {one.name: request.form.get(one.name, "").replace("\0", "") for one in END}
    try:
        with unit_of_work() as unit:
            actor = current_actor()
            found = service.get_complaint(unit, actor, complaint_id)
            service.close(unit, found, actor, typed["outcome"], typed["answer"])
    except Invalid as problem:
        return _page(complaint_id, typed, {problem.field or "outcome": [problem.message]})
    flash("The complaint is closed.")
    return redirect(url_for("complaints.index"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as problem:
        raise Invalid("Write a day such as 2026-11-24.", "received_on") from problem


def _new_page(typed: dict[str, str], errors: dict[str, list[str]] | None) -> ResponseReturnValue:
    controls = filled(NEW, typed, errors)
    page = render_template("privacy/new_complaint.html", controls=controls, errors=errors)
    return page, 422 if errors else 200


def _page(
    complaint_id: str, typed: dict[str, str], errors: dict[str, list[str]] | None
) -> ResponseReturnValue:
    unit = db.session()
    found = service.get_complaint(unit, current_actor(), complaint_id)
    role = unit.get(Opportunity, found.opportunity_id) if found.opportunity_id else None
    page = render_template(
        "privacy/complaint.html",
        complaint=found,
        role=role,
        kinds=service.COMPLAINT_KINDS,
        outcomes=COMPLAINT_OUTCOMES,
        controls=filled(END, typed, errors),
        errors=errors,
    )
    return page, 422 if errors else 200
