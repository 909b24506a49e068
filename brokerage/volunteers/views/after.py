"""The last page of registering: what happens next."""

from __future__ import annotations

from flask import render_template, session
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.centres.service import centre_for_district
from brokerage.db import db
from brokerage.tenancy import volunteers_seen_by
from brokerage.volunteers.views.blueprints import registration
from brokerage.volunteers.views.registering import role_of
from brokerage.weeks import local_today


@registration.get("/done")
@needs("my.record")
def done() -> ResponseReturnValue:
    """What happens next."""
    unit = db.session()
    volunteer = unit.scalars(volunteers_seen_by(current_actor())).first()
    today = local_today()
    return render_template(
        "volunteers/done.html",
        volunteer=volunteer,
        centre=centre_for_district(unit, volunteer.district_code if volunteer else None, today),
        role=role_of(unit, session.get("came_for")),
        proving="proving" in session,
    )
