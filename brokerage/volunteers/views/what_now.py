"""After registering somebody at the desk: what happens next, sent to them, and roles to print."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.centres.service import centre_for_district
from brokerage.db import db, unit_of_work
from brokerage.introductions.messages import way_to
from brokerage.records.messages import send_registered
from brokerage.suggestions.shortlists import roles_for
from brokerage.tenancy import get_volunteer
from brokerage.volunteers.views.at_the_desk import at_the_desk
from brokerage.weeks import local_today

PRINTED = 10


@at_the_desk.get("/<volunteer_id>/registered")
@needs("volunteers.edit")
def registered(volunteer_id: str) -> ResponseReturnValue:
    """What now: roles to print, a way to sign in, the record."""
    volunteer = get_volunteer(db.session(), current_actor(), volunteer_id)
    way = way_to(volunteer)
    return render_template(
        "volunteers/registered.html", volunteer=volunteer, can_be_written_to=way is not None
    )


@at_the_desk.post("/<volunteer_id>/registered")
@needs("volunteers.edit")
def confirm(volunteer_id: str) -> ResponseReturnValue:
    """Send what happens next, once, however often it is asked for."""
    with unit_of_work() as unit:
        sent = send_registered(unit, get_volunteer(unit, current_actor(), volunteer_id))
    flash("It is on its way." if sent else "We have no address or number to send it to.")
    return redirect(url_for("at_the_desk.registered", volunteer_id=volunteer_id))


@at_the_desk.get("/<volunteer_id>/roles-to-print")
@needs("volunteers.edit")
def roles_to_print(volunteer_id: str) -> ResponseReturnValue:
    """The roles that fit best, to take home."""
    unit = db.session()
    volunteer = get_volunteer(unit, current_actor(), volunteer_id)
    return render_template(
        "volunteers/roles_to_print.html",
        volunteer=volunteer,
        cards=roles_for(unit, volunteer, PRINTED),
        centre=centre_for_district(unit, volunteer.district_code, local_today()),
        large=request.args.get("size") == "large",
        today=local_today(),
    )
