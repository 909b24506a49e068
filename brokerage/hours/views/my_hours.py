"""My hours: written down in a few taps, what was confirmed, and what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Conflict, Invalid
from brokerage.hours.feedback.service import shown_to_volunteer
from brokerage.hours.figures import hours_given
from brokerage.hours.letters.service import KINDS, letters_of
from brokerage.hours.listing import lines_of, placements_of_volunteer
from brokerage.hours.models import HourEntry
from brokerage.hours.recent import as_last_week, recent_sessions
from brokerage.hours.recording import record_hours
from brokerage.hours.views.blueprints import my_hours, typed_minutes
from brokerage.introductions.models import Introduction
from brokerage.introductions.views.blueprint import do_once
from brokerage.volunteers.registration.days import read_day
from brokerage.volunteers.views.my_introductions import myself
from brokerage.weeks import local_today

LISTED = timedelta(days=92)


@my_hours.get("/hours")
@needs("my.hours")
def index() -> ResponseReturnValue:
    """Write hours down, and see them."""
    return _page()


@my_hours.post("/hours")
@needs("my.hours")
def log() -> ResponseReturnValue:
    """Keep what was written, once."""
    try:
        with unit_of_work() as unit:
            mine = placements_of_volunteer(unit, myself().id)
            do_once(unit, current_actor(), "hours", lambda: _record(unit, mine))
    except (Conflict, Invalid) as problem:
        return _page(problem)
    flash("Your hours are written down. Thank you for the time you gave.")
    return redirect(url_for("my_hours.index"))


@my_hours.post("/hours/again")
@needs("my.hours")
def again() -> ResponseReturnValue:
    """The same as last week."""
    with unit_of_work() as unit:
        mine = placements_of_volunteer(unit, myself().id)
        made = as_last_week(unit, mine, current_actor(), local_today())
    flash(
        "Written down as last week."
        if made
        else "There was nothing to copy: last week's hours are empty, or this week's are there."
    )
    return redirect(url_for("my_hours.index"))


def chosen(placements: Sequence[Introduction], public_id: str) -> Introduction:
    """One of my own placements. Raises Invalid for any other."""
    found = next((one for one in placements if one.public_id == public_id), None)
    if found is None:
        raise Invalid("Choose where you gave your time.", "placement")
    return found


def _record(unit: Session, mine: Sequence[Introduction]) -> HourEntry:
    placement = chosen(mine, request.form.get("placement", ""))
    day = read_day(request.form.get("given_on", ""), "given_on")
    if day is None:
        raise Invalid("Write the day.", "given_on")
    start = request.form.get("start", "")
    start_minute = int(start) if start.isdecimal() and int(start) < 1440 else None
    minutes = typed_minutes("minutes")
    if not minutes:
        raise Invalid("Write how many hours, such as 2 or 1.5.", "minutes")
    return record_hours(unit, placement, current_actor(), day, minutes, start_minute)


def _page(problem: BrokerageError | None = None) -> ResponseReturnValue:
    unit, me, today = db.session(), myself(), local_today()
    mine = placements_of_volunteer(unit, me.id)
    own = HourEntry.volunteer_id == me.id
    page = render_template(
        "hours/my_hours.html",
        me=me,
        placements=mine,
        offered=recent_sessions(unit, mine, today),
        lines=lines_of(unit, me.id, today - LISTED, today),
        this_year=hours_given(unit, date(today.year, 1, 1), today, None, own),
        ever=hours_given(unit, date.min, today, None, own),
        letters=letters_of(unit, me.id),
        letter_kinds=KINDS,
        said=shown_to_volunteer(unit, me.id),
        errors={problem.field or "placement": [problem.message]} if problem else {},
        typed=request.form if problem else {},
    )
    return page, problem.status if problem else 200
