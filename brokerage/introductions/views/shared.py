"""People of other centres whom any centre may help: little is shown until they are taken on."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.introductions.views.blueprint import at_desk, desk
from brokerage.introductions.views.naming import district_names
from brokerage.suggestions.own_week import week_of
from brokerage.suggestions.profiles import terms_held
from brokerage.tenancy import get_shared_volunteer
from brokerage.volunteers.choices import LANGUAGES, TRAVEL_MODES
from brokerage.volunteers.sharing import take_on


@desk.get("/shared/<volunteer_id>")
@needs("volunteers.read")
def shared_person(volunteer_id: str) -> ResponseReturnValue:
    """First name, district, offer and availability of somebody of another centre."""
    session = db.session()
    found = get_shared_volunteer(session, current_actor(), volunteer_id)
    return render_template(
        "desk/shared_person.html",
        person=found,
        home=session.get_one(Centre, found.centre_id),
        week=week_of(found),
        terms=terms_held(session, found),
        districts=district_names(),
        modes=TRAVEL_MODES,
        languages=LANGUAGES,
    )


@desk.post("/shared/<volunteer_id>/take-on")
@needs("volunteers.edit")
def take_on_shared(volunteer_id: str) -> ResponseReturnValue:
    """Look after them here too: the contacts open, and their own centre is told."""
    with unit_of_work() as session:
        actor = at_desk()
        found = get_shared_volunteer(session, actor, volunteer_id)
        take_on(session, found, min(actor.centre_ids), actor)
        name = found.first_name
    flash(f"You look after {name} too now. Their own centre has been told.")
    return redirect(url_for("desk.person", volunteer_id=volunteer_id))
