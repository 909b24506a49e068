"""Putting an event on, changing it, calling it off."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import about
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.guidance import events, telling
from brokerage.guidance.asked import EVENT, at_one_of
from brokerage.guidance.models import TrainingEvent
from brokerage.guidance.views.blueprint import (
    chosen_centre,
    do_once,
    form_page,
    own_centres,
    seen_version,
    training_desk,
)
from brokerage.guidance.views.desk_training import MEANWHILE
from brokerage.records.forms import Errors, Typed, get_day, read
from brokerage.versions import ChangedMeanwhile
from brokerage.weeks import LOCAL_TIME, day_of


@training_desk.get("/new")
@needs("guidance.events")
def new() -> ResponseReturnValue:
    """Ask what it is."""
    asked = at_one_of(own_centres(current_actor()), EVENT)
    return form_page("event_form", asked, event=None, version=None)


@training_desk.post("/new")
@needs("guidance.events")
def put_on() -> ResponseReturnValue:
    """Keep it; it can be booked at once."""
    actor = current_actor()
    asked = at_one_of(own_centres(actor), EVENT)
    typed, errors = read(asked, request.form)
    if not errors:
        try:
            with unit_of_work() as unit:
                facts, centre_id = _facts(typed), chosen_centre(actor, typed)
                event_id = do_once(
                    "training_event", lambda: events.put_on(unit, centre_id, facts, actor)
                )
            flash("The training is announced and can be booked.")
            return redirect(url_for("training_desk.show", event_id=event_id))
        except Invalid as problem:
            errors = about(problem, EVENT)
    return form_page("event_form", asked, typed, errors, event=None, version=None)


@training_desk.get("/<event_id>/edit")
@needs("guidance.events")
def edit(event_id: str) -> ResponseReturnValue:
    """Ask what changes."""
    event = events.get_event(db.session(), event_id, current_actor())
    return form_page("event_form", EVENT, _typed(event), event=event, version=event.version)


@training_desk.post("/<event_id>/edit")
@needs("guidance.events")
def change(event_id: str) -> ResponseReturnValue:
    """Keep the change; whoever is booked is told of another day, time or place."""
    typed, errors = read(EVENT, request.form)
    version: int | None = None
    if not errors:
        try:
            with unit_of_work() as unit:
                event = events.get_event(unit, event_id, current_actor())
                events.change(unit, event, seen_version(), _facts(typed), current_actor())
            flash("The training is changed.")
            return redirect(url_for("training_desk.show", event_id=event_id))
        except ChangedMeanwhile as problem:
            errors, version = {"title": [MEANWHILE]}, problem.version
        except (Invalid, Conflict) as problem:
            errors = about(problem, EVENT)
    return _again(event_id, typed, errors, version)


@training_desk.get("/<event_id>/call-off")
@needs("guidance.events")
def ask_to_call_off(event_id: str) -> ResponseReturnValue:
    """Ask once more, since everybody is told."""
    event = events.get_event(db.session(), event_id, current_actor())
    return render_template("guidance/call_off.html", event=event, when=telling.when_in_words(event))


@training_desk.post("/<event_id>/call-off")
@needs("guidance.events")
def call_off(event_id: str) -> ResponseReturnValue:
    """It does not take place."""
    try:
        with unit_of_work() as unit:
            event = events.get_event(unit, event_id, current_actor())
            events.call_off(unit, event, seen_version(), current_actor())
        flash("The training is called off. Everybody with an e-mail address is told.")
    except Conflict as problem:
        flash(problem.message)
    return redirect(url_for("training_desk.show", event_id=event_id))


def _facts(typed: Typed) -> dict[str, Any]:
    return events.read_facts(typed, get_day(typed["on"], "on"))


def _typed(event: TrainingEvent) -> Typed:
    return {
        "title": event.title,
        "about": event.about,
        "for_whom": event.for_whom,
        "topic": event.topic,
        "on": day_of(event.starts_at).isoformat(),
        "at": f"{event.starts_at.astimezone(LOCAL_TIME):%H:%M}",
        "minutes": str(event.minutes),
        "place": event.place,
        "online_link": event.online_link,
        "places": str(event.places),
    }


def _again(event_id: str, typed: Typed, errors: Errors, version: int | None) -> ResponseReturnValue:
    """The form as it was sent; where somebody was quicker, with what stands now beside it."""
    event = events.get_event(db.session(), event_id, current_actor())
    asked = {one.name: one.label for one in EVENT}
    now, words = _typed(event), {one.name: dict(one.choices) for one in EVENT}
    theirs = [
        (asked[name], words[name].get(value, value))
        for name, value in now.items()
        if version is not None and typed.get(name) != value
    ]
    seen = version if version is not None else request.form.get("version", event.version)
    page, status = form_page(
        "event_form", EVENT, typed, errors, event=event, version=seen, theirs=theirs
    )
    return page, 409 if version is not None else status
