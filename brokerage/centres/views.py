"""The public pages of the volunteer centres."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from brokerage.access import public
from brokerage.centres.models import Centre
from brokerage.centres.schemas import CentreSchema
from brokerage.centres.service import districts_served, get_centre, list_centres
from brokerage.db import db
from brokerage.schema import Audience, facts
from brokerage.weeks import local_today

centres = Blueprint("centres", __name__)


@centres.get("/centres")
@public
def index() -> ResponseReturnValue:
    """Every centre, and the districts each serves."""
    session = db.session()
    today = local_today()
    found = [(centre, districts_served(session, centre, today)) for centre in list_centres(session)]
    return render_template("centres/index.html", centres=found)


@centres.get("/centres/<slug>")
@public
def show(slug: str) -> ResponseReturnValue:
    """One centre: how to reach it, when it is open, and whom it serves."""
    session = db.session()
    centre = get_centre(session, slug)
    return render_template(
        "centres/show.html",
        centre=centre,
        districts=districts_served(session, centre, local_today()),
        facts=facts(CentreSchema, centre, Audience.PUBLIC),
        near=_near(centre),
    )


def _near(centre: Centre) -> str:
    """What a search for roles near a centre asks for; its postcode, else its point."""
    if centre.postcode:
        return centre.postcode
    if centre.latitude is None or centre.longitude is None:
        return ""
    return f"{centre.latitude},{centre.longitude}"
