"""My volunteering: where each introduction stands, who acts next, and what I can do about it."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as PageNotFound

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.centres.models import Centre
from brokerage.centres.service import ServingCentre
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Conflict, Invalid
from brokerage.introductions.due import NEXT_ACTION, Owner
from brokerage.introductions.models import Introduction
from brokerage.introductions.reasons import choices
from brokerage.introductions.service import postpone, resume, withdraw
from brokerage.introductions.states import IN_WORDS, PARKED, State
from brokerage.introductions.tasks import ask_for_call
from brokerage.tenancy import get_introduction, introductions_seen_by
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.volunteers.registration.days import read_day
from brokerage.volunteers.suggestible import list_suggestible_ids
from brokerage.volunteers.views.blueprints import my
from brokerage.weeks import local_today

NOT_OFFERED = frozenset({"consent_withdrawn", "left"})  # these have pages of their own
WITHDRAWING = {
    code: text for code, text in choices(State.WITHDRAWN).items() if code not in NOT_OFFERED
}
STANDING = {  # as somebody reads it about themselves
    State.OFFERED: "Waiting for your answer",
    State.REFERRED: "Sent to the organisation",
    State.ACKNOWLEDGED: "The organisation has it",
    State.INTERVIEWING: "Getting to know each other",
    State.ACCEPTED: "They said yes",
    State.UNSUCCESSFUL: "It did not work out this time",
}


def myself() -> Volunteer:
    """Whose pages these are: who is signed in, or for whom a broker acts."""
    actor = current_actor()
    found = db.session().get(Volunteer, actor.volunteer_id) if actor.volunteer_id else None
    if found is None:
        raise PageNotFound
    return found


@my.app_template_filter("standing")
def standing(introduction: Introduction) -> str:
    """Where it stands, in words for the volunteer."""
    state = State(introduction.state)
    return STANDING.get(state, IN_WORDS[state])


@my.app_template_filter("whose_turn")
def whose_turn(introduction: Introduction) -> str:
    """Who acts next, by name."""
    if introduction.owner == Owner.VOLUNTEER:
        return "You"
    if introduction.owner == Owner.ORGANISATION:
        return introduction.opportunity.organisation.name
    return "Your volunteer centre"


@my.app_template_filter("next_action")
def next_action(introduction: Introduction) -> str:
    """What they do next."""
    return NEXT_ACTION.get(State(introduction.state), "")


@my.get("")
@needs("my.introductions")
def introductions() -> ResponseReturnValue:
    """Everything of mine that is under way, what is over, and how to reach my centre."""
    unit, me = db.session(), myself()
    mine = introductions_seen_by(current_actor()).where(Introduction.volunteer_id == me.id)
    found = unit.scalars(mine.order_by(Introduction.id.desc())).all()
    known = [one for one in found if one.state != State.SUGGESTED]  # the broker has yet to tell
    return render_template(
        "my/introductions.html",
        me=me,
        under_way=[one for one in known if one.is_open],
        over=[one for one in known if not one.is_open],
        centre=_my_centre(unit, me),
        looking=bool(list_suggestible_ids(unit, Volunteer.id == me.id)),
        registered=me.state == VolunteerState.REGISTERED,
    )


@my.get("/introductions/<introduction_id>")
@needs("my.introductions")
def introduction(introduction_id: str) -> ResponseReturnValue:
    """One of mine, with its history."""
    return _draw(_mine(introduction_id))


@my.post("/introductions/<introduction_id>/withdraw")
@needs("my.introductions")
def leave(introduction_id: str) -> ResponseReturnValue:
    """I no longer want it."""
    reason = request.form.get("reason", "")

    def act(unit: Session, one: Introduction, seen: int | None) -> None:
        if reason not in WITHDRAWING:
            raise Invalid("Choose a reason, so that we can look for something better.", "reason")
        withdraw(unit, one, current_actor(), reason, seen)

    return _do(introduction_id, act, "You have left it. We have told everybody who needs to know.")


@my.post("/introductions/<introduction_id>/postpone")
@needs("my.introductions")
def put_off(introduction_id: str) -> ResponseReturnValue:
    """Not now: we ask again."""

    def act(unit: Session, one: Introduction, seen: int | None) -> None:
        until = read_day(request.form.get("until", ""), "until")
        postpone(unit, one, current_actor(), until, seen)

    return _do(introduction_id, act, "It is put off. Your volunteer centre will ask you again.")


@my.post("/introductions/<introduction_id>/resume")
@needs("my.introductions")
def go_on(introduction_id: str) -> ResponseReturnValue:
    """Now is the time after all."""

    def act(unit: Session, one: Introduction, seen: int | None) -> None:
        if one.state != State.POSTPONED:
            raise Conflict("It is not put off.")
        resume(unit, one, current_actor(), seen=seen)

    return _do(introduction_id, act, "It goes on.")


@my.post("/call")
@needs("my.introductions")
def call_me() -> ResponseReturnValue:
    """Ask my centre to ring me."""
    with unit_of_work() as unit:
        wish = request.form.get("best_time", "").replace("\0", "")
        task = ask_for_call(unit, myself(), current_actor(), wish)
        day = task.due_on
    flash(f"Your volunteer centre will ring you, by {day.day} {day:%B} at the latest.")
    return redirect(url_for("my.introductions"))


def _mine(public_id: str) -> Introduction:
    found = get_introduction(db.session(), current_actor(), public_id)
    if found.volunteer_id != myself().id or found.state == State.SUGGESTED:
        raise PageNotFound  # a broker who acts for somebody sees more at the desk, not here
    return found


def _do(
    public_id: str, act: Callable[[Session, Introduction, int | None], None], done: str
) -> ResponseReturnValue:
    seen = request.form.get("seen", "")
    try:
        with unit_of_work() as unit:
            act(unit, _mine(public_id), int(seen) if seen.isascii() and seen.isdigit() else None)
    except (Conflict, Invalid) as problem:
        return _draw(_mine(public_id), problem)
    flash(done)
    return redirect(url_for("my.introduction", introduction_id=public_id))


def _draw(found: Introduction, problem: BrokerageError | None = None) -> ResponseReturnValue:
    errors = {problem.field or "actions": [problem.message]} if problem else {}
    text = render_template(
        "my/introduction.html",
        one=found,
        errors=errors,
        reasons=WITHDRAWING,
        may_postpone=found.is_open and found.state not in (*PARKED, State.STARTED),
        postponed=found.state == State.POSTPONED,
        offered=found.state == State.OFFERED,
        until=request.form.get("until", ""),
        words={state.value: text for state, text in IN_WORDS.items()},
        centre=_my_centre(db.session(), found.volunteer),
        today=local_today(),
    )
    return text, problem.status if problem else 200


def _my_centre(unit: Session, me: Volunteer) -> ServingCentre:
    return ServingCentre(unit.get_one(Centre, me.centre_id))
