"""My day: what is due, what is late, whom we wait for."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db
from brokerage.introductions.myday import my_day
from brokerage.introductions.states import State
from brokerage.introductions.views.blueprint import desk
from brokerage.introductions.views.tasks import people_of
from brokerage.opportunities.moderation.queue import list_submitted, list_waiting_changes
from brokerage.organisations.standing import list_waiting
from brokerage.volunteers.finding import count_enquiries, list_enquiries
from brokerage.volunteers.notices import list_unseen
from brokerage.weeks import local_today

MOST_WAITING = 20
MOST_ENQUIRIES = 10


@desk.get("")
@needs("desk.day")
def day() -> ResponseReturnValue:
    """The first screen of the desk."""
    session, actor = db.session(), current_actor()
    found = my_day(session, actor.centre_ids, local_today())
    follow_ups = [one for one in found.ours if one.state == State.STARTED]
    ours = [one for one in found.ours if one.state != State.STARTED]
    tasks = [task for task in found.tasks if task.kind not in ("follow_up", "silent")]
    return render_template(
        "desk/day.html",
        found=found,
        ours=ours,
        follow_ups=follow_ups,
        tasks=tasks,
        about=people_of(session, actor, tasks),
        waiting=found.waiting[:MOST_WAITING],
        enquiries=list_enquiries(session, actor.centre_ids, MOST_ENQUIRIES),
        notices=len(list_unseen(session, actor.centre_ids)),
        enquiry_count=count_enquiries(session, actor.centre_ids),
        organisations=list_waiting(session, actor.centre_ids),
        roles=list_submitted(session, actor),
        role_changes=list_waiting_changes(session, actor),
        late=sum(len(group.introductions) for group in found.late_organisations),
    )
