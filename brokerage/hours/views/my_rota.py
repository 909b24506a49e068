"""My sessions: what I am down for, what I cannot come to, and where somebody is wanted."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.hours.models import Booking, BookingState, Occurrence
from brokerage.hours.rota.booking import book
from brokerage.hours.rota.calling_off import call_off, change
from brokerage.hours.rota.week import Slot, bookings_of, find_planned, keeps_a_rota, slots_between
from brokerage.hours.views.blueprints import my_hours
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import HOLDS_A_PLACE
from brokerage.suggestions.occurring import Planned
from brokerage.volunteers.views.my_introductions import myself
from brokerage.weeks import local_today

AHEAD = timedelta(weeks=6)


@my_hours.get("/rota")
@needs("my.hours")
def rota() -> ResponseReturnValue:
    """What I am down for, and other sessions of my roles."""
    return _page()


@my_hours.post("/rota")
@needs("my.hours")
def act() -> ResponseReturnValue:
    """Put me down, take me off, or change to another day."""
    try:
        with unit_of_work() as unit:
            said = _act(unit)
    except (Conflict, Invalid) as problem:
        return _page({problem.field or "sessions": [problem.message]}), problem.status
    flash(said)
    return redirect(url_for("my_hours.rota"))


def _act(unit: Session) -> str:
    if request.form.get("do") == "come":
        made = book(unit, *_wanted(unit), current_actor())
        if made.state == BookingState.BOOKED:
            return "You are down for it. Thank you."
        return (
            "It is full just now. You are on the waiting list, and we tell you if a place is free."
        )
    booking = _mine(unit)
    if request.form.get("do") == "change":
        placement, planned = _wanted(unit)
        if placement.id != booking.introduction_id:
            raise Invalid("Choose a session of the same role.", "session")
        change(unit, booking, planned, current_actor())
        return "You are down for the other day instead."
    call_off(unit, booking, current_actor())
    return "Thank you for telling us. Somebody else can come instead."


def _wanted(unit: Session) -> tuple[Introduction, Planned]:
    """My placement and the session that a form names. Raises Invalid."""
    who, _, where = request.form.get("session", "").partition("~")
    placement = next((one for one in _placements(unit) if one.public_id == who), None)
    planned = find_planned(unit, placement.opportunity, where) if placement else None
    if placement is None or planned is None:
        raise Invalid("Choose a session.", "session")
    return placement, planned


def _mine(unit: Session) -> Booking:
    query = (
        select(Booking)
        .join(Occurrence, Occurrence.id == Booking.occurrence_id)
        .where(Booking.public_id == request.form.get("booking", "").replace("\0", ""))
        .where(Booking.volunteer_id == myself().id, Occurrence.held_on >= local_today())
    )
    found = unit.scalar(query)
    if found is None:
        raise Invalid("Choose a session that you are down for.", "sessions")
    return found


def _placements(unit: Session) -> list[Introduction]:
    query = select(Introduction).where(
        Introduction.volunteer_id == myself().id, Introduction.state.in_(HOLDS_A_PLACE)
    )
    found = unit.scalars(query.order_by(Introduction.id))
    return [one for one in found if keeps_a_rota(one.opportunity)]


def _page(errors: dict[str, list[str]] | None = None) -> str:
    unit, today = db.session(), local_today()
    mine = bookings_of(unit, myself().id, today)
    down = {one.occurrence_id for one in mine}
    others: list[tuple[Introduction, list[Slot]]] = []
    for placement in _placements(unit):
        slots = slots_between(unit, placement.opportunity, today, today + AHEAD)
        free = [s for s in slots if s.occurrence is None or s.occurrence.id not in down]
        others.append((placement, free))
    return render_template("hours/my_rota.html", bookings=mine, others=others, errors=errors or {})
