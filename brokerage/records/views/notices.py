"""What a centre is told about its people, until somebody there has seen it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.records.people import names_of
from brokerage.records.views.blueprint import desk_records
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.notices import KINDS, list_unseen, mark_seen


@desk_records.get("/notices")
@needs("volunteers.read")
def notices() -> ResponseReturnValue:
    """What nobody here has seen yet, oldest first."""
    unit, actor = db.session(), current_actor()
    found = list_unseen(unit, actor.centre_ids)
    people = {one.volunteer_id: unit.get_one(Volunteer, one.volunteer_id) for one in found}
    return render_template(
        "records/notices.html",
        notices=found,
        people=people,
        mine=actor.centre_ids,
        kinds=KINDS,
        names=names_of(unit, [one.noted_by for one in found]),
        centres={one: unit.get_one(Centre, one).name for one in actor.centre_ids},
    )


@desk_records.post("/notices/<notice_id>/seen")
@needs("volunteers.read")
def keep_seen(notice_id: str) -> ResponseReturnValue:
    """Somebody saw it; it goes from the list."""
    with unit_of_work() as unit:
        mark_seen(unit, notice_id.replace("\0", ""), current_actor())
    flash("The notice is marked as seen.")
    return redirect(url_for("desk_records.notices"))
