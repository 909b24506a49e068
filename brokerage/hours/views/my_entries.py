"""One entry of mine: put right, or taken away, while the organisation has not confirmed it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Conflict, Invalid, NotFound
from brokerage.hours.models import HourEntry, Kind
from brokerage.hours.recording import confirmation_of, correct_hours, remove_hours
from brokerage.hours.views.blueprints import my_hours, typed_minutes
from brokerage.introductions.views.blueprint import seen_version
from brokerage.volunteers.registration.days import read_day
from brokerage.volunteers.views.my_introductions import myself


@my_hours.get("/hours/entries/<entry_id>")
@needs("my.hours")
def entry(entry_id: str) -> ResponseReturnValue:
    """Ask what it should be."""
    return _page(_mine(db.session(), entry_id))


@my_hours.post("/hours/entries/<entry_id>")
@needs("my.hours")
def change_entry(entry_id: str) -> ResponseReturnValue:
    """Keep the new value beside the old one, or take the entry away."""
    try:
        with unit_of_work() as unit:
            found = _mine(unit, entry_id)
            seen = seen_version()
            if request.form.get("do") == "remove":
                remove_hours(unit, found, current_actor(), seen)
                said = "The entry is taken away."
            else:
                _correct(unit, found, seen)
                said = "The entry is changed."
    except (Conflict, Invalid) as problem:
        return _page(_mine(db.session(), entry_id), problem)
    flash(said)
    return redirect(url_for("my_hours.index"))


def _correct(unit: Session, found: HourEntry, seen: int) -> None:
    day = read_day(request.form.get("given_on", ""), "given_on")
    if day is None:
        raise Invalid("Write the day.", "given_on")
    minutes = typed_minutes("minutes")
    start = found.start_minute if day == found.given_on else None
    correct_hours(unit, found, current_actor(), day, minutes, start, seen)


def _mine(unit: Session, public_id: str) -> HourEntry:
    query = select(HourEntry).where(
        HourEntry.public_id == public_id.replace("\0", ""),
        HourEntry.volunteer_id == myself().id,
        HourEntry.kind == Kind.RECORDED,
        HourEntry.introduction_id.is_not(None),
    )
    found = unit.scalar(query)
    if found is None:
        raise NotFound("We cannot find those hours.")
    return found


def _page(found: HourEntry, problem: BrokerageError | None = None) -> ResponseReturnValue:
    confirmed = confirmation_of(db.session(), found)
    page = render_template(
        "hours/my_entry.html",
        entry=found,
        confirmed=confirmed,
        errors={problem.field or "minutes": [problem.message]} if problem else {},
        typed=request.form if problem else {},
    )
    return page, problem.status if problem else 200
