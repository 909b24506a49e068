"""Making the one change that opens more roles, in my record, by one tap."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.actors import Actor
from brokerage.db import unit_of_work
from brokerage.suggestions.openings import Opening, find_opening
from brokerage.versions import ChangedMeanwhile, check_version
from brokerage.volunteers.availability import put_week
from brokerage.volunteers.editing import edit, note_edit
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.views.blueprints import my
from brokerage.volunteers.views.my_introductions import myself

LONGEST = 200
STALE = "Your record or the roles have changed since you opened this page. Please look again."


@my.post("/roles/change")
@needs("my.record")
def open_more() -> ResponseReturnValue:
    """Put one of the changes offered into my record; what is no longer offered changes nothing."""
    text = request.form.get("change", "")[:LONGEST]
    try:
        with unit_of_work() as unit:
            me = myself()
            check_version(unit, me, request.form.get("version", 0, type=int))
            found = find_opening(unit, me, text)
            if found is not None:
                make_change(unit, me, found, current_actor())
    except ChangedMeanwhile:
        found = None
    flash(f"Your record says it now: {_begin_small(text)}." if found else STALE)
    return redirect(url_for("my.roles"))


def make_change(session: Session, volunteer: Volunteer, opening: Opening, actor: Actor) -> None:
    """What an opening says, in somebody's record."""
    if opening.week is not None:
        put_week(volunteer, opening.week)
        note_edit(session, volunteer, actor, {"when"})
    elif opening.within_km is not None:
        edit(session, volunteer, {"within_km": opening.within_km}, actor)
    else:
        edit(session, volunteer, {"remote": opening.remote}, actor)


def _begin_small(text: str) -> str:
    return text[:1].lower() + text[1:]
