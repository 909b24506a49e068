"""Answers without signing in, by a link that was sent: nothing happens before a button is pressed,
so that a mail program that opens links changes nothing.
"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from brokerage.access import public, signed_link
from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.centres.service import find_lead
from brokerage.concerns.holds import is_held
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Invalid, NotFound
from brokerage.hours.confirming import confirm_hours
from brokerage.hours.feedback.service import keep_feedback, moment_of
from brokerage.hours.listing import names_of
from brokerage.hours.messages import FEEDBACK_LINK, HOURS_LINK, SESSION_LINK
from brokerage.hours.models import Booking, BookingState
from brokerage.hours.rota.calling_off import call_off
from brokerage.hours.views.blueprints import hours_links
from brokerage.hours.views.confirming import confirmed_words, typed_hours, waiting_at
from brokerage.hours.views.feedback import questions_page, read_answers
from brokerage.introductions.models import Introduction
from brokerage.organisations.models import Organisation
from brokerage.signed_links import read
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.weeks import local_today

ENDED = "This link does not work any more. Ask for a new one."


@hours_links.get("/session/<token>")
@public
def session(token: str) -> ResponseReturnValue:
    """The session somebody is down for, and a button to say that they cannot come."""
    return _session_page(_booking(token))


@hours_links.post("/session/<token>")
@signed_link
def cannot_come(token: str) -> ResponseReturnValue:
    """They cannot come; whoever waits has the place."""
    with unit_of_work() as unit:
        booking = _booking(token)
        if booking.occurrence.held_on >= local_today():
            who = unit.get_one(Volunteer, booking.volunteer_id)
            actor = Actor(f"volunteer:{who.public_id}", "web", "volunteer")
            call_off(unit, booking, actor)
    return _session_page(_booking(token))


@hours_links.get("/hours/<token>")
@public
def confirm(token: str) -> ResponseReturnValue:
    """What waits for an organisation's word."""
    return _hours_page(_organisation(token))


@hours_links.post("/hours/<token>")
@signed_link
def confirm_all(token: str) -> ResponseReturnValue:
    """Confirm everything as it stands on the page."""
    try:
        with unit_of_work() as unit:
            organisation = _organisation(token)
            done = confirm_hours(unit, organisation, _as(organisation), typed_hours())
    except Invalid as problem:
        return _hours_page(_organisation(token), problem)
    flash(confirmed_words(done))
    return redirect(url_for("hours_links.confirm", token=token))


@hours_links.get("/feedback/<token>")
@public
def feedback(token: str) -> ResponseReturnValue:
    """Three short questions to one side."""
    found, side = _placement(token)
    thanked = request.args.get("thanks") is not None
    return questions_page(found, side, remember=False, thanked=thanked)


@hours_links.post("/feedback/<token>")
@signed_link
def keep_feedback_by_link(token: str) -> ResponseReturnValue:
    """Keep the answers."""
    try:
        with unit_of_work() as unit:
            found, side = _placement(token)
            keep_feedback(unit, found, side, read_answers(side), _by(found, side), local_today())
    except Invalid as problem:
        found, side = _placement(token)
        return questions_page(found, side, problem, remember=False)
    return redirect(url_for("hours_links.feedback", token=token, thanks=1))


def _booking(token: str) -> Booking:
    public_id = read(SESSION_LINK, token)
    found = db.session.scalar(select(Booking).where(Booking.public_id == public_id))
    if found is None or _gone(found.introduction):
        raise NotFound(ENDED)
    return found


def _organisation(token: str) -> Organisation:
    public_id = read(HOURS_LINK, token)
    found = db.session.scalar(select(Organisation).where(Organisation.public_id == public_id))
    if found is None or found.verified_at is None:
        raise NotFound(ENDED)
    return found


def _placement(token: str) -> tuple[Introduction, str]:
    public_id, _, rest = read(FEEDBACK_LINK, token).partition(":")
    side, _, moment = rest.partition(":")
    found = db.session.scalar(select(Introduction).where(Introduction.public_id == public_id))
    if found is None or found.started_on is None or _gone(found) or moment != moment_of(found):
        raise NotFound(ENDED)
    return found, side


def _gone(found: Introduction) -> bool:
    """Nobody answers for somebody who is no longer known here, or who is quietly paused."""
    volunteer = found.volunteer
    paused = is_held(db.session(), volunteer.id, found.opportunity.organisation_id)
    return volunteer.state == VolunteerState.ANONYMISED or paused


def _as(organisation: Organisation) -> Actor:
    return Actor(f"organisation:{organisation.public_id}", "web", "organisation")


def _by(found: Introduction, side: str) -> Actor:
    if side == "organisation":
        return _as(found.opportunity.organisation)
    return Actor(f"volunteer:{found.volunteer.public_id}", "web", "volunteer")


def _session_page(booking: Booking) -> ResponseReturnValue:
    return render_template(
        "hours/link_session.html",
        booking=booking,
        cancelled=booking.state == BookingState.CANCELLED,
        over=booking.occurrence.held_on < local_today(),
        centre=db.session.get_one(Centre, booking.introduction.home_centre_id),
    )


def _hours_page(
    organisation: Organisation, problem: BrokerageError | None = None
) -> ResponseReturnValue:
    unit = db.session()
    waiting = waiting_at(organisation)
    people = {e.introduction.id: e.introduction for e in waiting if e.introduction}
    own = unit.get(Centre, organisation.centre_id) if organisation.centre_id else None
    page = render_template(
        "hours/link_hours.html",
        organisation=organisation,
        waiting=waiting,
        names=names_of(people.values()),
        centre=own or find_lead(unit),
        errors={problem.field or "waiting": [problem.message]} if problem else {},
        typed=request.form if problem else {},
    )
    return page, problem.status if problem else 200
