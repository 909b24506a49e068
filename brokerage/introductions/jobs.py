"""What runs by the clock: late replies, closed roles, waiting lists, follow-up tasks."""

from __future__ import annotations

from brokerage.actors import Actor
from brokerage.db import db, done_reading, unit_of_work
from brokerage.introductions.followups import list_to_follow_up, make_task
from brokerage.introductions.leaving import (
    close_with_role,
    list_closed_roles,
    list_left,
    withdraw_all,
)
from brokerage.introductions.reminding import bring_back, remind
from brokerage.introductions.waiting import fill_later, list_with_waiting
from brokerage.jobs import scheduled
from brokerage.opportunities.models import Opportunity
from brokerage.weeks import local_today

JOB = Actor("job:introductions.close", "job")


@scheduled("introductions.remind", "30 7 * * 1-6")
def reply_due() -> str | None:
    """Reminds whoever is late, once; brings back to the broker what stayed silent."""
    today = local_today()
    with unit_of_work() as session:
        returned = bring_back(session, today)
        reminded = remind(session, today)
    if not (reminded or returned):
        return None
    return f"{reminded} reminded, {returned} back with the broker."


@scheduled("introductions.close", "*/15 * * * *")
def role_closed() -> str | None:
    """Closes what leads to a role that has closed, or waits for somebody who left or said stop."""
    with unit_of_work() as session:
        roles = sum(
            len(close_with_role(session, role, JOB, reason))
            for role, reason in list_closed_roles(session)
        )
        people = sum(
            len(withdraw_all(session, volunteer, JOB, reason))
            for volunteer, reason in list_left(session)
        )
    return f"{roles + people} introductions closed." if roles + people else None


@scheduled("introductions.fill_places", "*/15 * * * *")
def waiting_lists() -> str | None:
    """Gives what came free (more places, a role that is live again) to those who wait."""
    roles = list_with_waiting(db.session())
    done_reading()
    moved = 0
    for role in roles:
        with unit_of_work() as session:
            moved += len(fill_later(session, session.get_one(Opportunity, role)))
    return f"{moved} moved on from a waiting list." if moved else None


@scheduled("introductions.follow_up", "0 7 * * 1-6")
def follow_ups() -> str | None:
    """Makes a task for each placement whose 4, 12 or 26 weeks are up."""
    today = local_today()
    with unit_of_work() as session:
        due = list_to_follow_up(session, today)
        for introduction in due:
            make_task(session, introduction)
    return f"{len(due)} placements to follow up." if due else None
