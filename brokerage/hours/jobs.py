"""What runs by the clock: rotas kept up, reminders, hours to confirm, estimates, feedback."""

from __future__ import annotations

from datetime import timedelta

from brokerage.actors import Actor
from brokerage.db import db, done_reading, unit_of_work
from brokerage.hours.asking import ask_all_for_feedback, ask_all_to_confirm
from brokerage.hours.estimating import estimate_hours
from brokerage.hours.rota.calling_off import call_off
from brokerage.hours.rota.reminding import remind_all
from brokerage.hours.rota.standing import keep_up, list_kept_up, list_stale
from brokerage.jobs import scheduled
from brokerage.opportunities.models import Opportunity
from brokerage.weeks import local_today

KEEPER = Actor("job:hours.keep_rotas", "job")


@scheduled("hours.keep_rotas", "20 5 * * *")
def keep_rotas() -> str | None:
    """Puts down who comes every week, and takes off who has stopped."""
    today = local_today()
    roles = list(list_kept_up(db.session()))
    done_reading()
    made = 0
    with unit_of_work() as session:
        stale = list_stale(session, today)
        for booking in stale:
            call_off(session, booking, KEEPER, "ended")
    for role in roles:
        with unit_of_work() as session:
            made += keep_up(session, session.get_one(Opportunity, role), KEEPER, today)
    if not (made or stale):
        return None
    return f"{made} put down for a session, {len(stale)} taken off."


@scheduled("hours.remind", "0 9 * * *")
def remind_of_sessions() -> str | None:
    """Reminds whoever is down for a session in two days."""
    with unit_of_work() as session:
        sent = remind_all(session, local_today())
    return f"{sent} reminded of a session." if sent else None


@scheduled("hours.ask_to_confirm", "0 8 2 * *")
def monthly_hours() -> str | None:
    """Asks organisations once a month to confirm what their volunteers wrote down."""
    with unit_of_work() as session:
        asked = ask_all_to_confirm(session, local_today())
    return f"{asked} organisations asked to confirm hours." if asked else None


@scheduled("hours.estimate", "40 5 9 * *")
def monthly_estimates() -> str | None:
    """Works out last month's hours of placements about which nobody said anything."""
    last = local_today().replace(day=1) - timedelta(days=1)
    with unit_of_work() as session:
        made = estimate_hours(session, last.replace(day=1))
    return f"{made} estimates added." if made else None


@scheduled("hours.ask_for_feedback", "30 9 * * 1-5")
def feedback_requests() -> str | None:
    """Asks both sides how it goes, four weeks after the start and at the end."""
    with unit_of_work() as session:
        asked = ask_all_for_feedback(session, local_today())
    return f"{asked} asked how it goes." if asked else None
