"""A person's checks, references and training on one page; certificates that were seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.views.reading import reading
from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.introductions.myday import list_of_volunteer
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.service import list_by_public_id
from brokerage.records.forms import (
    DECISION,
    TRAINING,
    Typed,
    check_for,
    get_day,
    read,
    read_day,
    yes,
)
from brokerage.records.people import get_part, names_of
from brokerage.records.views.blueprint import ask, records, take
from brokerage.tenancy import get_volunteer
from brokerage.volunteers.checks import decide, read_checks, recheck_due_on, record_check
from brokerage.volunteers.guardians import needs_guardian
from brokerage.volunteers.models import DECISIONS, LEVELS, Volunteer, VolunteerCheck
from brokerage.volunteers.references import RECOMMENDS, read_references
from brokerage.volunteers.support import has_support
from brokerage.volunteers.training import KINDS, list_trainings, record_training
from brokerage.weeks import local_today


@records.get("/records")
@needs("volunteers.read")
def index(volunteer_id: str) -> ResponseReturnValue:
    """What else is kept of somebody, each on a page of its own."""
    unit = db.session()
    volunteer = get_volunteer(unit, current_actor(), volunteer_id)
    return render_template(
        "records/index.html",
        volunteer=volunteer,
        has_support=has_support(unit, volunteer),
        needs_guardian=needs_guardian(volunteer, local_today()),
        taken_on=volunteer.centre_id not in current_actor().centre_ids,
    )


@records.get("/checks")
@needs("volunteers.checks")
def checks(volunteer_id: str) -> ResponseReturnValue:
    """Checks, references and training; opening it is written down."""
    with reading() as (unit, actor):
        volunteer = get_volunteer(unit, actor, volunteer_id)
        found = read_checks(unit, actor, volunteer)
        references = read_references(unit, actor, volunteer)
        trainings = list_trainings(unit, volunteer)
        by = [one.seen_by for one in found] + [one.asked_by for one in references]
        return render_template(
            "records/checks.html",
            volunteer=volunteer,
            checks=found,
            references=references,
            trainings=trainings,
            roles=list_by_public_id(
                unit, [c.opportunity_public_id for c in found if c.opportunity_public_id]
            ),
            names=names_of(unit, by),
            recheck_due=_recheck_due,
            today=local_today(),
            levels=LEVELS,
            decisions=DECISIONS,
            recommends=RECOMMENDS,
            kinds=KINDS,
        )


@records.get("/checks/new")
@needs("volunteers.checks")
def new_check(volunteer_id: str) -> ResponseReturnValue:
    """Ask what was seen."""
    return ask("new_check", volunteer_id, check_for(_roles_of(volunteer_id)))


@records.post("/checks/new")
@needs("volunteers.checks")
def keep_check(volunteer_id: str) -> ResponseReturnValue:
    """Note a certificate that was seen."""
    done = "The check is noted. Give the certificate back; do not copy it."
    asked = check_for(_roles_of(volunteer_id))
    return take("new_check", volunteer_id, asked, _keep_check, done, "records.checks")


@records.get("/checks/<check_id>/decision")
@needs("volunteers.checks")
def decision(volunteer_id: str, check_id: str) -> ResponseReturnValue:
    """Ask what was decided."""
    _get_check(db.session(), volunteer_id, check_id)
    return ask("decision", volunteer_id, DECISION)


@records.post("/checks/<check_id>/decision")
@needs("volunteers.checks")
def keep_decision(volunteer_id: str, check_id: str) -> ResponseReturnValue:
    """Note what was decided after the certificate was seen."""
    typed, errors = read(DECISION, request.form)
    with unit_of_work() as unit:
        check = _get_check(unit, volunteer_id, check_id)
        if not errors:
            decide(unit, check, typed["decision"], current_actor(), local_today())
    if errors:
        return ask("decision", volunteer_id, DECISION, typed, errors)
    flash("The decision is noted.")
    return redirect(url_for("records.checks", volunteer_id=volunteer_id))


@records.get("/training/new")
@needs("volunteers.checks")
def new_training(volunteer_id: str) -> ResponseReturnValue:
    """Ask what was done."""
    return ask("new_training", volunteer_id, TRAINING)


@records.post("/training/new")
@needs("volunteers.checks")
def keep_training(volunteer_id: str) -> ResponseReturnValue:
    """Note an induction or a training."""
    done = "The training is noted."
    return take("new_training", volunteer_id, TRAINING, _keep_training, done, "records.checks")


def _get_check(unit: Session, volunteer_id: str, check_id: str) -> VolunteerCheck:
    volunteer = get_volunteer(unit, current_actor(), volunteer_id)
    return get_part(unit, VolunteerCheck, volunteer, check_id)


def _keep_check(unit: Session, actor: Actor, volunteer: Volunteer, typed: Typed) -> Any:
    return record_check(
        unit,
        volunteer,
        actor,
        level=typed["level"],
        issued_on=get_day(typed["issued_on"], "issued_on"),
        decision=typed["decision"],
        today=local_today(),
        update_service=yes(typed["update_service"]),
        opportunity_public_id=typed.get("role") or None,
    )


def _titles(unit: Session, checks: Sequence[VolunteerCheck]) -> dict[str, Opportunity]:
    """The roles that checks were made for, by public id."""
    named = [one.opportunity_public_id for one in checks]
    return list_by_public_id(unit, [name for name in named if name])


def _roles_of(volunteer_id: str) -> dict[str, str]:
    """What somebody is on the way to, or does: the title of each role by its public id."""
    unit = db.session()
    volunteer = get_volunteer(unit, current_actor(), volunteer_id)
    return {
        one.opportunity.public_id: f"{one.opportunity.title}, {one.opportunity.organisation.name}"
        for one in list_of_volunteer(unit, volunteer.id)
        if one.is_open
    }


def _keep_training(unit: Session, actor: Actor, volunteer: Volunteer, typed: Typed) -> Any:
    return record_training(
        unit,
        volunteer,
        actor,
        kind=typed["kind"],
        title=typed["title"],
        done_on=get_day(typed["done_on"], "done_on"),
        expires_on=read_day(typed["expires_on"], "expires_on"),
        today=local_today(),
    )


def _recheck_due(check: VolunteerCheck) -> Any:
    return recheck_due_on(check.issued_on, current_app.config["CHECK_RECHECK_MONTHS"])
