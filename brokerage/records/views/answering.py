"""Where referees and guardians answer: by a link that was sent to them, with no account."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import public, signed_link
from brokerage.accounts.forms import about, filled
from brokerage.actors import PUBLIC
from brokerage.audit import record
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid, NotFound
from brokerage.messages.service import cancel
from brokerage.records.forms import AGREES, REFERENCE, Errors, Typed, read, yes
from brokerage.records.messages import stop_reference
from brokerage.records.people import full_name
from brokerage.records.views.blueprint import answers
from brokerage.records.views.guardians import wording_of
from brokerage.volunteers import guardians, references
from brokerage.volunteers.models import (
    GuardianConsent,
    Volunteer,
    VolunteerReference,
    VolunteerState,
)
from brokerage.volunteers.notices import tell


@answers.get("/reference/<token>")
@public
def reference(token: str) -> ResponseReturnValue:
    """Ask a referee."""
    return _reference_page(references.find_by_link(db.session(), token))


@answers.post("/reference/<token>")
@signed_link
def keep_reference(token: str) -> ResponseReturnValue:
    """Keep what a referee says; whoever looks after the person gets a notice."""
    typed, errors = read(REFERENCE, request.form)
    try:
        with unit_of_work() as unit:
            asked = references.find_by_link(unit, token)
            if asked.answered_at is None and not errors:
                references.answer_reference(unit, asked, references.Answer(**typed), PUBLIC)
                stop_reference(unit, asked)
                _tell(unit, asked.volunteer_id, "reference_given")
    except Invalid as problem:
        errors = about(problem, REFERENCE)
    return _reference_page(references.find_by_link(db.session(), token), typed, errors)


@answers.get("/guardian/<token>")
@public
def guardian(token: str) -> ResponseReturnValue:
    """Ask a guardian."""
    return _guardian_page(guardians.find_by_link(db.session(), token))


@answers.post("/guardian/<token>")
@signed_link
def keep_guardian(token: str) -> ResponseReturnValue:
    """Keep a guardian's yes or no; whoever looks after the young person gets a notice."""
    typed, errors = read(AGREES, request.form)
    with unit_of_work() as unit:
        consent = guardians.find_by_link(unit, token)
        if consent.answered_at is None and not errors:
            guardians.answer_by_link(unit, token, bool(yes(typed["agrees"])))
            cancel(unit, ("guardian_consent", consent.public_id))
            record(unit, PUBLIC, "answer", "guardian_consent", consent.public_id)
            _tell(unit, consent.volunteer_id, "guardian_answered")
    return _guardian_page(guardians.find_by_link(db.session(), token), typed, errors)


def _reference_page(
    asked: VolunteerReference, typed: Typed | None = None, errors: Errors | None = None
) -> ResponseReturnValue:
    person = _person(asked.volunteer_id)
    centre = db.session().get_one(Centre, person.centre_id)
    facts = {"person": full_name(person), "first_name": person.first_name, "centre": centre}
    if asked.answered_at is not None:
        return render_template("records/reference_given.html", **facts)
    return _form("records/reference.html", filled(REFERENCE, typed, errors), errors, **facts)


def _guardian_page(
    asked: GuardianConsent, typed: Typed | None = None, errors: Errors | None = None
) -> ResponseReturnValue:
    person = _person(asked.volunteer_id)
    centre = db.session().get_one(Centre, person.centre_id)
    facts = {"person": person.first_name, "consent": asked, "centre": centre}
    if asked.answered_at is not None:
        return render_template("records/guardian_answered.html", **facts)
    facts["wording"] = wording_of(asked)
    return _form("records/guardian.html", filled(AGREES, typed, errors), errors, **facts)


def _person(volunteer_id: int) -> Volunteer:
    """Whom it is about; nobody answers about somebody who is no longer known here."""
    person = db.session().get_one(Volunteer, volunteer_id)
    if person.state == VolunteerState.ANONYMISED:
        raise NotFound("This link does not work any more. Ask for a new one.")
    return person


def _form(page: str, controls: Any, errors: Errors | None, **facts: Any) -> tuple[str, int]:
    text = render_template(page, controls=controls, errors=errors, **facts)
    return text, 422 if errors else 200


def _tell(unit: Session, volunteer_id: int, kind: str) -> None:
    person = unit.get_one(Volunteer, volunteer_id)
    tell(unit, person.centre_id, person, kind, PUBLIC)
