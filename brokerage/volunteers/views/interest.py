"""\"I am interested\" on a role's page: go on as oneself, sign in, or register first."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import public
from brokerage.accounts.current import current_actor
from brokerage.actors import Role
from brokerage.centres.service import centre_for_district
from brokerage.db import db
from brokerage.errors import Gone
from brokerage.opportunities.service import get_shown, is_open
from brokerage.suggestions.addresses import Answers
from brokerage.volunteers.views.blueprints import registration
from brokerage.weeks import local_today


@registration.get("/for/<role_id>")
@public
def interested(role_id: str) -> ResponseReturnValue:
    """Two ways on; somebody who is signed in goes straight to what would be sent."""
    role = get_shown(db.session(), role_id)
    if not is_open(role, local_today()):
        raise Gone("This role has closed since. Search again, and we show you others.")
    apply = url_for("my.apply", role_id=role.public_id)
    if Role.VOLUNTEER in current_actor().roles:
        return redirect(apply)
    codes = [place.district_code for place in role.shown_places if place.district_code]
    return render_template(
        "volunteers/interested.html",
        role=role,
        apply=apply,
        carried=Answers.of(request.args).lists,
        centre=centre_for_district(db.session(), codes[0] if codes else None, local_today()),
    )
