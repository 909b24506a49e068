"""Referring somebody: choose what is sent, see it exactly as it arrives, note the yes, send it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Conflict, Invalid
from brokerage.introductions.answering.recent import record_of
from brokerage.introductions.basket import take_out_of_basket
from brokerage.introductions.models import Introduction
from brokerage.introductions.preview import preview
from brokerage.introductions.service import (
    Agreement,
    channels_of,
    find_open,
    introduce,
    list_waiting,
    offer,
    re_refer,
    refer,
    suggest,
)
from brokerage.introductions.states import State
from brokerage.introductions.views.blueprint import (
    at_desk,
    desk,
    do_once,
    errors_of,
    seen_version,
    text_of,
)
from brokerage.opportunities.alive.asking import find_open as find_asking
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.service import get_shown, places_left
from brokerage.suggestions.shortlists import cards_of, kept_reasons, match_of, reasons_to_send
from brokerage.tenancy import get_introduction, get_volunteer
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import local_today

BEFORE_SENT = frozenset({State.SUGGESTED, State.OFFERED})


@desk.get("/people/<volunteer_id>/refer/<opportunity_id>")
@needs("introductions.refer")
def ask_refer(volunteer_id: str, opportunity_id: str) -> ResponseReturnValue:
    """What shall be sent? An introduction that is under way already has its own page."""
    session = db.session()
    person = get_volunteer(session, current_actor(), volunteer_id)
    role = get_shown(session, opportunity_id)
    found = find_open(session, person.id, role.id)
    if found is not None and found.state not in BEFORE_SENT:
        return redirect(url_for("introductions.show", introduction_id=found.public_id))
    return _form(session, person, role, {})


@desk.post("/people/<volunteer_id>/refer/<opportunity_id>")
@needs("introductions.refer")
def do_refer(volunteer_id: str, opportunity_id: str) -> ResponseReturnValue:
    """See it, change it, offer it, or send it."""
    act = text_of("act", 10)
    try:
        if act in ("send", "offer"):
            return _keep(volunteer_id, opportunity_id, act)
        session = db.session()
        person = get_volunteer(session, current_actor(), volunteer_id)
        role = get_shown(session, opportunity_id)
        if act == "check":
            return _check(session, person, role, {})
        return _form(session, person, role, {})
    except (Invalid, Conflict) as problem:
        if isinstance(problem, Conflict) and hasattr(problem, "version"):
            raise  # two people at once: its own page
        return _again(volunteer_id, opportunity_id, problem)


def _again(volunteer_id: str, opportunity_id: str, problem: BrokerageError) -> ResponseReturnValue:
    """The form as it was filled in, with what is wrong."""
    session = db.session()
    person = get_volunteer(session, current_actor(), volunteer_id)
    role = get_shown(session, opportunity_id)
    errors = errors_of(problem, "contact_channel")
    if problem.field in ("through", "submission", "version"):
        return _check(session, person, role, errors), problem.status
    return _form(session, person, role, errors), problem.status


def _keep(volunteer_id: str, opportunity_id: str, act: str) -> ResponseReturnValue:
    way = text_of("through", 10)
    if act == "send" and way not in ("phone", "desk", "letter"):
        raise Invalid("Say how they agreed.", "through")
    with unit_of_work() as session:
        actor = at_desk(way, "volunteer" if act == "send" else None)
        person = get_volunteer(session, actor, volunteer_id)
        role = get_shown(session, opportunity_id)
        make = _send if act == "send" else _offer
        made = do_once(session, actor, act, lambda: make(session, actor, person, role))
        take_out_of_basket(session, actor, person, role)
        state = get_introduction(session, actor, made).state
        name = person.first_name
    said = {
        State.OFFERED: f"{name} has been asked, and nothing is sent before a yes.",
        State.WAITING: f"{name} is on the waiting list.",
    }
    flash(said.get(State(state), f"Sent. {role.organisation.name} has until the day below."))
    return redirect(url_for("introductions.show", introduction_id=made))


def _send(session: Session, actor: Actor, person: Volunteer, role: Opportunity) -> Introduction:
    agreement, or_wait = _agreement(), bool(request.form.get("or_wait"))
    instead_of = text_of("instead_of", 22)
    kept = kept_reasons(match_of(session, person, role))
    if instead_of:
        old = get_introduction(session, actor, instead_of)
        if old.volunteer_id != person.id:
            raise Invalid("Open the page again: this form is not complete.", "submission")
        return re_refer(
            session,
            old,
            role,
            actor,
            agreement,
            "no_reply" if old.returned_at else "asked",
            kept,
            or_wait=or_wait,
            seen=seen_version(),
        )
    found = find_open(session, person.id, role.id)
    if found is None:
        return introduce(session, person, role, actor, agreement, kept, or_wait=or_wait)
    refer(session, found, actor, agreement, or_wait=or_wait, seen=seen_version())
    return found


def _offer(session: Session, actor: Actor, person: Volunteer, role: Opportunity) -> Introduction:
    """Ask the volunteer for a yes or no; nothing goes to the organisation."""
    found = find_open(session, person.id, role.id)
    made = found or suggest(
        session, person, role, actor, kept_reasons(match_of(session, person, role))
    )
    offer(session, made, actor)
    return made


def _agreement() -> Agreement:
    reasons = tuple(text.replace("\0", "")[:400] for text in request.form.getlist("reason"))
    return Agreement(text_of("contact_channel", 20), reasons, text_of("note", 2000))


def _form(
    session: Session, person: Volunteer, role: Opportunity, errors: dict[str, list[str]]
) -> str:
    cards = cards_of(session, person, [role.public_id])
    return render_template(
        "introductions/refer.html",
        card=cards[0] if cards else None,
        sendable=reasons_to_send(match_of(session, person, role)),
        answers=record_of(session, role.organisation),
        asking=find_asking(session, role),
        errors=errors,
        **_shared(session, person, role),
    )


def _check(
    session: Session, person: Volunteer, role: Opportunity, errors: dict[str, list[str]]
) -> str:
    """Exactly what arrives: made by the same code that sends it. Raises Invalid."""
    context = _shared(session, person, role)
    made = preview(session, person, role, _agreement(), local_today())
    return render_template("introductions/check.html", preview=made, errors=errors, **context)


def _shared(session: Session, person: Volunteer, role: Opportunity) -> dict[str, Any]:
    found = find_open(session, person.id, role.id)
    instead_of = request.values.get("instead_of", "")[:22]
    old = get_introduction(session, current_actor(), instead_of) if instead_of else None
    carries = old or found
    return {
        "person": person,
        "role": role,
        "channels": channels_of(person),
        "introduction": found,
        "instead_of": old,
        "version": carries.version if carries else 0,
        "waiting": len(list_waiting(session, role)),
        "places": places_left(role),
        "typed": request.form if request.method == "POST" else None,
    }
