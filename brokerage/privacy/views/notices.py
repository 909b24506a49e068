"""What everybody may read: how their data is used, and how accessible the site is."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from brokerage.access import public
from brokerage.centres.service import find_lead, list_centres
from brokerage.consents import PURPOSES
from brokerage.db import db
from brokerage.privacy.schedule import schedule

notices = Blueprint("notices", __name__)


@notices.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    """The privacy notice; its table is the schedule that the nightly job follows."""
    unit = db.session()
    return render_template(
        "privacy/notice.html",
        schedule=schedule(),
        purposes=PURPOSES.values(),
        lead=find_lead(unit),
        centres=list_centres(unit),
    )


@notices.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("privacy/accessibility.html", lead=find_lead(db.session()))
