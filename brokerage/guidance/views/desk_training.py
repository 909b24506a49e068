"""Training at the desk: events of one's centres, who comes, and who was there."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import about
from brokerage.actors import Actor
from brokerage.db import db, now, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.guidance import booking as bookings
from brokerage.guidance import events, telling
from brokerage.guidance.asked import GUEST
from brokerage.guidance.guests import guest_of
from brokerage.guidance.models import BookingState, TrainingEvent
from brokerage.guidance.support import names_to_offer
from brokerage.guidance.views.blueprint import (
    do_once,
    form_page,
    seen_version,
    training_desk,
)
from brokerage.guidance.words import FOR_WHOM, TOPICS
from brokerage.records.forms import Errors, Typed, read
from brokerage.versions import ChangedMeanwhile

MEANWHILE = "Somebody else changed this meanwhile. Look at it, then send yours again."
WAYS = ("phone", "desk")


@training_desk.get("")
@needs("guidance.events")
def index() -> ResponseReturnValue:
    """What is to come at one's centres, or what is over."""
    past = request.args.get("past") == "yes"
    return render_template(
        "guidance/desk_training.html",
        found=events.list_own(db.session(), current_actor(), now(), past),
        past=past,
        when=telling.when_in_words,
    )


@training_desk.get("/<event_id>")
@needs("guidance.events")
def show(event_id: str) -> ResponseReturnValue:
    """Who comes, who waits, and what can be done."""
    return _page(events.get_event(db.session(), event_id, current_actor()))


@training_desk.post("/<event_id>/book")
@needs("guidance.events")
def book(event_id: str) -> ResponseReturnValue:
    """Book for somebody who rings or stands at the desk; or add somebody who came."""
    typed, errors = read(GUEST, request.form)
    if not errors:
        try:
            with unit_of_work() as unit:
                actor = _told_by(request.form.get("through", ""))
                event = events.get_event(unit, event_id, actor)
                came = event.starts_at <= now()
                guest = guest_of(unit, typed, actor)
                do_once("training", lambda: bookings.book(unit, event, guest, actor, came))
                flash(f"{guest.name} is on the list.")
                return redirect(url_for("training_desk.show", event_id=event_id))
        except (Invalid, Conflict) as problem:
            errors = about(problem, GUEST)
    return _page(events.get_event(db.session(), event_id, current_actor()), typed, errors)


@training_desk.post("/<event_id>/bookings/<booking_id>/give-up")
@needs("guidance.events")
def give_up(event_id: str, booking_id: str) -> ResponseReturnValue:
    """Somebody rang: they do not come."""
    with unit_of_work() as unit:
        event = events.get_event(unit, event_id, current_actor())
        found = bookings.get_booking_of(unit, event, booking_id)
        bookings.give_up(unit, found, _told_by("phone"))
    flash("The place is given up. Whoever waits is told.")
    return redirect(url_for("training_desk.show", event_id=event_id))


@training_desk.post("/<event_id>/attendance")
@needs("guidance.events")
def tick(event_id: str) -> ResponseReturnValue:
    """Who was there."""
    came = frozenset(request.form.getlist("came"))
    try:
        with unit_of_work() as unit:
            event = events.get_event(unit, event_id, current_actor())
            bookings.tick(unit, event, seen_version(), came, current_actor())
    except ChangedMeanwhile as problem:
        event = events.get_event(db.session(), event_id, current_actor())
        return _page(event, None, {"came": [MEANWHILE]}, came=came, version=problem.version)
    flash("Attendance is kept. What groups attended counts as support given.")
    return redirect(url_for("training_desk.show", event_id=event_id))


@training_desk.get("/<event_id>/sheet")
@needs("guidance.events")
def sheet(event_id: str) -> ResponseReturnValue:
    """The attendance sheet to print: names and groups, no contacts."""
    event = events.get_event(db.session(), event_id, current_actor())
    listed = bookings.list_bookings(db.session(), event)
    return render_template(
        "guidance/sheet.html",
        event=event,
        when=telling.when_in_words(event),
        booked=[one for one in listed if one.state == BookingState.BOOKED],
        spare=max(3, event.places - event.places_taken),
    )


def _told_by(through: str) -> Actor:
    """Whoever is signed in, and how word reached them."""
    return replace(current_actor(), through=through if through in WAYS else "phone")


def _page(
    event: TrainingEvent,
    typed: Typed | None = None,
    errors: Errors | None = None,
    came: frozenset[str] | None = None,
    version: int | None = None,
) -> ResponseReturnValue:
    listed = bookings.list_bookings(db.session(), event)
    booked = [one for one in listed if one.state == BookingState.BOOKED]
    page, status = form_page(
        "desk_event",
        GUEST,
        typed,
        errors,
        event=event,
        when=telling.when_in_words(event),
        booked=booked,
        waiting=[one for one in listed if one.state == BookingState.WAITING],
        came=came if came is not None else {one.public_id for one in booked if one.attended},
        begun=event.starts_at <= now(),
        names=names_to_offer(db.session(), current_actor()),
        version=version or event.version,
        topics=TOPICS,
        for_whom=FOR_WHOM,
    )
    return page, 409 if version else status
