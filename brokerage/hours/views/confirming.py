"""An organisation's hours: what volunteers wrote down, confirmed with one tap or put right."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from brokerage.access import needs
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Invalid
from brokerage.hours.amounts import read_minutes
from brokerage.hours.confirming import confirm_hours
from brokerage.hours.feedback.service import summary_for
from brokerage.hours.listing import names_of, placements_at, totals_by_placement, unconfirmed
from brokerage.hours.models import HourEntry
from brokerage.hours.views.blueprints import organisation_hours
from brokerage.hours.views.sheets import at_desk_or_page
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.organisations.views.blueprint import the_organisation
from brokerage.weeks import local_today

MOST = 200  # on one page; the rest comes after these


@organisation_hours.get("/hours")
@needs("hours.confirm")
def index(organisation_id: str) -> ResponseReturnValue:
    """What waits to be confirmed, and who gives their time here."""
    return _page(the_organisation(organisation_id))


@organisation_hours.post("/hours")
@needs("hours.confirm")
def confirm(organisation_id: str) -> ResponseReturnValue:
    """Confirm everything on the page as it stands there."""
    try:
        with unit_of_work() as unit:
            organisation = the_organisation(organisation_id)
            done = confirm_hours(unit, organisation, at_desk_or_page(), typed_hours())
    except Invalid as problem:
        return _page(the_organisation(organisation_id), problem)
    flash(confirmed_words(done))
    return redirect(url_for(".index", organisation_id=organisation_id))


def typed_hours() -> dict[str, int]:
    """Minutes by public id of an entry; an empty box is decided later. Raises Invalid."""
    found = {}
    for name, text in request.form.items():
        kind, _, public_id = name.partition(".")
        if kind == "minutes" and public_id:
            minutes = read_minutes(text, name)
            if minutes is not None:
                found[public_id] = minutes
    return found


def confirmed_words(done: int) -> str:
    """What is said afterwards."""
    if not done:
        return "There was nothing left to confirm."
    return "One entry is confirmed. Thank you." if done == 1 else f"{done} entries are confirmed."


def waiting_at(organisation: Organisation) -> Sequence[HourEntry]:
    """What a page lists."""
    return db.session.scalars(unconfirmed(organisation).limit(MOST)).all()


def _page(organisation: Organisation, problem: BrokerageError | None = None) -> ResponseReturnValue:
    unit, today = db.session(), local_today()
    waiting = waiting_at(organisation)
    placements = unit.scalars(placements_at(organisation, today)).all()
    theirs = Opportunity.organisation_id == organisation.id
    everybody = {one.id: one for one in placements}
    everybody |= {e.introduction.id: e.introduction for e in waiting if e.introduction}
    page = render_template(
        "hours/organisation.html",
        organisation=organisation,
        waiting=waiting,
        placements=placements,
        names=names_of(everybody.values()),
        totals=totals_by_placement(unit, [one.id for one in placements]),
        roles=unit.scalars(select(Opportunity).where(theirs).order_by(Opportunity.title)).all(),
        feedback=summary_for(unit, organisation) if organisation.verified_at else None,
        errors={problem.field or "waiting": [problem.message]} if problem else {},
        typed=request.form if problem else {},
    )
    return page, problem.status if problem else 200
