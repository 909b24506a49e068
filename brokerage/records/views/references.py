"""Asking for references, and writing down what a referee says on the telephone."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import about
from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid
from brokerage.records.forms import REFEREE, REFERENCE, Typed, read
from brokerage.records.messages import send_reference, stop_reference
from brokerage.records.people import get_part
from brokerage.records.views.blueprint import ask, records, take
from brokerage.tenancy import get_volunteer
from brokerage.volunteers.contacts import Contact
from brokerage.volunteers.models import Volunteer, VolunteerReference
from brokerage.volunteers.references import (
    Answer,
    answer_reference,
    ask_reference,
    cancel_reference,
)


@records.get("/references/new")
@needs("volunteers.checks")
def new_reference(volunteer_id: str) -> ResponseReturnValue:
    """Ask who may be asked."""
    return ask("new_reference", volunteer_id, REFEREE)


@records.post("/references/new")
@needs("volunteers.checks")
def keep_new_reference(volunteer_id: str) -> ResponseReturnValue:
    """Ask a referee: by link where there is an e-mail address, else somebody rings."""
    done = "The referee is asked by e-mail, and reminded after a week."
    if not request.form.get("referee_email", "").strip():
        done = "The referee is noted. There is no e-mail address: please ring them."
    return take("new_reference", volunteer_id, REFEREE, _keep, done, "records.checks")


@records.get("/references/<reference_id>/answer")
@needs("volunteers.checks")
def reference_by_telephone(volunteer_id: str, reference_id: str) -> ResponseReturnValue:
    """Ask what the referee says."""
    reference = _get(db.session(), volunteer_id, reference_id)
    return ask("reference_by_telephone", volunteer_id, REFERENCE, reference=reference)


@records.post("/references/<reference_id>/answer")
@needs("volunteers.checks")
def keep_reference_by_telephone(volunteer_id: str, reference_id: str) -> ResponseReturnValue:
    """Write down what the referee says; a link that was sent no longer asks."""
    typed, errors = read(REFERENCE, request.form)
    try:
        with unit_of_work() as unit:
            reference = _get(unit, volunteer_id, reference_id)
            if not errors:
                answer_reference(unit, reference, Answer(**typed), current_actor())
                stop_reference(unit, reference)
    except Invalid as problem:
        errors = about(problem, REFERENCE)
    if errors:
        reference = _get(db.session(), volunteer_id, reference_id)
        page = "reference_by_telephone"
        return ask(page, volunteer_id, REFERENCE, typed, errors, reference=reference)
    flash("The reference is noted.")
    return redirect(url_for("records.checks", volunteer_id=volunteer_id))


@records.post("/references/<reference_id>/cancel")
@needs("volunteers.checks")
def end_reference(volunteer_id: str, reference_id: str) -> ResponseReturnValue:
    """No answer is needed any more: the link stops working and nothing more is sent."""
    with unit_of_work() as unit:
        reference = _get(unit, volunteer_id, reference_id)
        cancel_reference(unit, reference, current_actor())
        stop_reference(unit, reference)
    flash("The referee is not asked any more.")
    return redirect(url_for("records.checks", volunteer_id=volunteer_id))


def _get(unit: Session, volunteer_id: str, reference_id: str) -> VolunteerReference:
    volunteer = get_volunteer(unit, current_actor(), volunteer_id)
    return get_part(unit, VolunteerReference, volunteer, reference_id)


def _keep(unit: Session, actor: Actor, volunteer: Volunteer, typed: Typed) -> Any:
    referee = Contact(
        typed["referee_name"],
        typed["referee_relation"],
        typed["referee_email"],
        typed["referee_phone"],
    )
    reference = ask_reference(unit, volunteer, actor, referee)
    send_reference(unit, volunteer, reference)
    return reference
