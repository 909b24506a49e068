"""Training as everybody sees it: what is to come, one event, booking, and one's own booking."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from brokerage.access import public, signed_link
from brokerage.accounts.current import current_account, current_actor
from brokerage.accounts.forms import about
from brokerage.accounts.throttling import note_try
from brokerage.db import db, now, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.forms import Control
from brokerage.guidance import booking as bookings
from brokerage.guidance import events, telling
from brokerage.guidance.asked import GUEST, own_words
from brokerage.guidance.calendar import in_calendar
from brokerage.guidance.guests import guest_of
from brokerage.guidance.models import BookingState, TrainingEvent
from brokerage.guidance.views.blueprint import (
    asked_for,
    do_once,
    form_page,
    training,
)
from brokerage.guidance.words import FOR_WHOM, TOPICS
from brokerage.organisations.models import Organisation
from brokerage.records.forms import Errors, Typed, read
from brokerage.volunteers.models import Volunteer


@training.get("")
@public
def index() -> ResponseReturnValue:
    """What somebody can still go to."""
    for_whom = asked_for("for", ("organisations", "volunteers"))
    return render_template(
        "guidance/training.html",
        found=events.list_coming(db.session(), now(), for_whom),
        for_whom=for_whom,
        words=FOR_WHOM,
        when=telling.when_in_words,
    )


@training.get("/<event_id>")
@public
def show(event_id: str) -> ResponseReturnValue:
    """One event, and the form to book it."""
    return _event_page(events.get_event(db.session(), event_id), _known())


@training.post("/<event_id>")
@public
def book(event_id: str) -> ResponseReturnValue:
    """Book a place, or wait for one.

    What is said next does not show whether this person had booked already.
    """
    typed, errors = read(_asked(), request.form)
    name = typed["email"] or typed["phone"]
    with unit_of_work() as unit:
        note_try(unit, "training", name, request.remote_addr)
    try:
        with unit_of_work() as unit:
            event = events.get_event(unit, event_id)
            if errors:
                return _event_page(event, typed, errors)
            full = event.places_taken >= event.places
            guest, actor = guest_of(unit, typed, current_actor()), current_actor()
            do_once("training", lambda: bookings.book(unit, event, guest, actor))
    except (Invalid, Conflict) as problem:
        found = events.get_event(db.session(), event_id)
        return _event_page(found, typed, about(problem, GUEST))
    flash(_thanks(full, bool(guest.email)))
    return redirect(url_for("training.show", event_id=event_id))


@training.get("/<event_id>.ics")
@public
def calendar(event_id: str) -> ResponseReturnValue:
    """For a calendar program; without the link to join online."""
    event = events.get_event(db.session(), event_id)
    address = url_for("training.show", event_id=event_id, _external=True)
    return _calendar(event, in_calendar(event, address))


@training.get("/bookings/<token>")
@public
def booking(token: str) -> ResponseReturnValue:
    """One's own booking, from the link in the e-mail."""
    found = bookings.get_booking(db.session(), telling.read_token(token))
    return render_template(
        "guidance/booking.html",
        booking=found,
        event=found.event,
        token=token,
        when=telling.when_in_words(found.event),
        over=found.event.starts_at <= now(),
    )


@training.post("/bookings/<token>")
@signed_link
def give_up(token: str) -> ResponseReturnValue:
    """Give up the place, or the turn; whoever waits is given it."""
    with unit_of_work() as unit:
        found = bookings.get_booking(unit, telling.read_token(token))
        bookings.give_up(unit, found, current_actor())
    return redirect(url_for("training.booking", token=token))


@training.get("/bookings/<token>.ics")
@public
def own_calendar(token: str) -> ResponseReturnValue:
    """For a calendar program, with the link to join online while there is a place."""
    found = bookings.get_booking(db.session(), telling.read_token(token))
    address = url_for("training.booking", token=token, _external=True)
    has_place = found.state == BookingState.BOOKED
    return _calendar(found.event, in_calendar(found.event, address, has_place))


def _asked() -> tuple[Control, ...]:
    return own_words(GUEST)


def _event_page(
    event: TrainingEvent, typed: Typed, errors: Errors | None = None
) -> ResponseReturnValue:
    open_now = event.cancelled_at is None and event.starts_at > now()
    own = bookings.list_own(db.session(), event, current_actor())
    return form_page(
        "event",
        _asked(),
        typed,
        errors,
        event=event,
        when=telling.when_in_words(event),
        open_now=open_now,
        left=event.places - event.places_taken,
        own=[(one, telling.token_of(one)) for one in own],
        topics=TOPICS,
        for_whom=FOR_WHOM,
    )


def _known() -> Typed:
    """What we know of whoever is signed in, so that they need not type it."""
    unit, actor, account = db.session(), current_actor(), current_account()
    if account is None or actor.centre_ids:
        return {}
    if actor.volunteer_id is not None:
        one = unit.get_one(Volunteer, actor.volunteer_id)
        name = f"{one.first_name} {one.last_name}".strip()
        return {"name": name, "email": one.email or "", "phone": one.phone or ""}
    mine = select(Organisation.name).where(Organisation.id.in_(actor.organisation_ids))
    names = unit.scalars(mine.order_by(Organisation.name).limit(1)).all()
    known = {"name": account.name, "email": account.email or ""}
    return {**known, "group": names[0]} if names else known


def _thanks(full: bool, by_email: bool) -> str:
    said = "Thank you. Every place was taken, so you are on the waiting list."
    if not full:
        said = "Thank you. You have a place."
    if by_email:
        return f"{said} We have sent you an e-mail; its link lets you give the place up."
    return f"{said} To give it up, ring the volunteer centre."


def _calendar(event: TrainingEvent, text: bytes) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="training-{event.starts_at:%Y-%m-%d}.ics"'
    }
    return Response(text, mimetype="text/calendar", headers=headers)
