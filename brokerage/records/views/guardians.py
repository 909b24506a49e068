"""A guardian's consent, asked by link or on paper."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.actors import Actor
from brokerage.audit import record
from brokerage.db import db, unit_of_work
from brokerage.messages.service import cancel
from brokerage.records.forms import GUARDIAN, PAPER, Typed, read, yes
from brokerage.records.messages import send_guardian
from brokerage.records.people import get_part, names_of
from brokerage.records.views.blueprint import ask, records, take
from brokerage.tenancy import get_volunteer
from brokerage.volunteers.contacts import Contact
from brokerage.volunteers.guardians import (
    WORDINGS,
    ask_guardian,
    needs_guardian,
    record_paper,
    withdraw_guardian,
)
from brokerage.volunteers.models import GuardianConsent, Volunteer
from brokerage.weeks import local_today

WORDS = {
    "asked": "Asked, no answer yet",
    "agreed": "Agreed",
    "refused": "Did not agree",
    "withdrawn": "Took the consent back",
}


@records.get("/guardians")
@needs("volunteers.edit")
def guardians(volunteer_id: str) -> ResponseReturnValue:
    """Who was asked, and what they said."""
    unit = db.session()
    volunteer = get_volunteer(unit, current_actor(), volunteer_id)
    query = select(GuardianConsent).where(GuardianConsent.volunteer_id == volunteer.id)
    found = unit.scalars(query.order_by(GuardianConsent.id.desc())).all()
    by = [name for one in found for name in (one.asked_by, one.recorded_by)]
    return render_template(
        "records/guardians.html",
        volunteer=volunteer,
        consents=found,
        words=WORDS,
        names=names_of(unit, by),
        needed=needs_guardian(volunteer, local_today()),
    )


@records.get("/guardians/new")
@needs("volunteers.edit")
def new_guardian(volunteer_id: str) -> ResponseReturnValue:
    """Ask who may be asked."""
    return ask("new_guardian", volunteer_id, GUARDIAN)


@records.post("/guardians/new")
@needs("volunteers.edit")
def keep_guardian(volunteer_id: str) -> ResponseReturnValue:
    """Ask a guardian: by link where there is an e-mail address, else on paper."""
    done = "The guardian is asked by e-mail."
    if not request.form.get("guardian_email", "").strip():
        done = "The guardian is noted. There is no e-mail address: print the form for them."
    return take("new_guardian", volunteer_id, GUARDIAN, _keep, done, "records.guardians")


@records.get("/guardians/<guardian_id>")
@needs("volunteers.edit")
def guardian_paper(volunteer_id: str, guardian_id: str) -> ResponseReturnValue:
    """The form to print and sign, and where to key what came back."""
    consent = _get(db.session(), volunteer_id, guardian_id)
    return ask("guardian_paper", volunteer_id, PAPER, consent=consent, wording=wording_of(consent))


@records.post("/guardians/<guardian_id>")
@needs("volunteers.edit")
def keep_guardian_paper(volunteer_id: str, guardian_id: str) -> ResponseReturnValue:
    """Key a form that was signed on paper."""
    typed, errors = read(PAPER, request.form)
    with unit_of_work() as unit:
        consent = _get(unit, volunteer_id, guardian_id)
        if not errors:
            record_paper(unit, consent, bool(yes(typed["agrees"])), current_actor())
            cancel(unit, ("guardian_consent", consent.public_id))
            _audit(unit, consent, "answer")
    if errors:
        consent = _get(db.session(), volunteer_id, guardian_id)
        told = {"consent": consent, "wording": wording_of(consent)}
        return ask("guardian_paper", volunteer_id, PAPER, typed, errors, **told)
    flash("The guardian's answer is noted. Give the paper back or destroy it.")
    return redirect(url_for("records.guardians", volunteer_id=volunteer_id))


@records.post("/guardians/<guardian_id>/withdraw")
@needs("volunteers.edit")
def end_guardian(volunteer_id: str, guardian_id: str) -> ResponseReturnValue:
    """The guardian took the consent back."""
    with unit_of_work() as unit:
        consent = _get(unit, volunteer_id, guardian_id)
        withdraw_guardian(unit, consent, current_actor())
        _audit(unit, consent, "withdraw")
    flash("The consent has ended. No role is looked for without a new one.")
    return redirect(url_for("records.guardians", volunteer_id=volunteer_id))


def wording_of(consent: GuardianConsent) -> str:
    """What this guardian is asked to agree to."""
    return next(one.text for one in WORDINGS if one.version == consent.wording_version)


def _get(unit: Session, volunteer_id: str, guardian_id: str) -> GuardianConsent:
    volunteer = get_volunteer(unit, current_actor(), volunteer_id)
    return get_part(unit, GuardianConsent, volunteer, guardian_id)


def _keep(unit: Session, actor: Actor, volunteer: Volunteer, typed: Typed) -> Any:
    contact = Contact(
        typed["guardian_name"],
        typed["guardian_relation"],
        typed["guardian_email"],
        typed["guardian_phone"],
    )
    consent = ask_guardian(unit, volunteer, actor, contact)
    send_guardian(unit, volunteer, consent)
    _audit(unit, consent, "ask")
    return consent


def _audit(unit: Session, consent: GuardianConsent, action: str) -> None:
    record(unit, current_actor(), action, "guardian_consent", consent.public_id)
