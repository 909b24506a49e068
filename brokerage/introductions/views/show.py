"""One introduction: where it stands, who acts next, what can be done, and all that happened."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.introductions.contacts import KINDS, RESULTS, list_contacts
from brokerage.introductions.followups import OUTCOMES as GOING
from brokerage.introductions.followups import upcoming
from brokerage.introductions.models import Introduction
from brokerage.introductions.moving import needs_of, standing_of
from brokerage.introductions.nextbest import next_best, refusal
from brokerage.introductions.outcomes import outcomes_of
from brokerage.introductions.pipeline import REOPENS, missing, next_states
from brokerage.introductions.reasons import REASONS, choices, kind_words
from brokerage.introductions.sharing import CONTACT_CHANNELS
from brokerage.introductions.states import CLOSED, IN_WORDS, PARKED, STEPS, State
from brokerage.introductions.views.acts import ACTS, SAID, Act
from brokerage.introductions.views.blueprint import (
    at_desk,
    do_once,
    errors_of,
    introductions,
    seen_version,
    text_of,
)
from brokerage.introductions.views.naming import names_of_actors
from brokerage.tenancy import get_introduction, volunteers_seen_by
from brokerage.versions import ChangedMeanwhile
from brokerage.volunteers.models import Volunteer

TO_DO = (State.INTERVIEWING, State.CHECKS)  # what a role may ask for before a yes
LEAVING = (
    State.UNSUCCESSFUL,
    State.WITHDRAWN,
    State.NO_REPLY_ORGANISATION,
    State.NO_REPLY_VOLUNTEER,
    State.ENDED,
)
IS_A_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@introductions.get("/<introduction_id>")
@needs("introductions.read")
def show(introduction_id: str) -> ResponseReturnValue:
    """Where it stands."""
    return _page(introduction_id, {})


@introductions.post("/<introduction_id>")
@needs("introductions.move")
def act(introduction_id: str) -> ResponseReturnValue:
    """Do one thing with it: acts.py lists them."""
    name = text_of("act", 20)
    chosen = ACTS.get(name)
    try:
        if chosen is None:
            raise Invalid("Choose what to do.", "act")
        with unit_of_work() as session:
            said = _do(session, introduction_id, name, chosen)
    except ChangedMeanwhile:
        raise
    except (Invalid, Conflict) as problem:
        errors = errors_of(problem, "act")
        if name == "leave":
            return _leave_page(introduction_id, errors), problem.status
        return _page(introduction_id, errors), problem.status
    flash(said)
    return redirect(url_for("introductions.show", introduction_id=introduction_id))


@introductions.get("/<introduction_id>/leave/<target>")
@needs("introductions.move")
def ask_leave(introduction_id: str, target: str) -> ResponseReturnValue:
    """Choose a reason, with the words that the volunteer will read and what comes next."""
    return _leave_page(introduction_id, {}, target)


def _do(session: Session, introduction_id: str, name: str, chosen: Act) -> str:
    found = get_introduction(session, current_actor(), introduction_id)
    seen = seen_version()
    actor = at_desk(request.form.get("through") or chosen.through, chosen.on_behalf_of(request))

    def make() -> Introduction:
        chosen.do(session, found, actor, seen)
        return found

    do_once(session, actor, name, make)
    words = IN_WORDS[State(found.state)]
    return SAID.get(name) or f"It now stands at “{words}”."


def _page(introduction_id: str, errors: Mapping[str, list[str]]) -> str:
    session, actor = db.session(), current_actor()
    found = get_introduction(session, actor, introduction_id)
    log = list_contacts(session, introduction_id=found.id)
    done_by = [*(move.actor for move in found.moves), *(one.actor for one in log)]
    return render_template(
        "introductions/show.html",
        introduction=found,
        person=_open_record(session, found),
        log=log,
        who=names_of_actors(session, [*done_by, *(one.actor for one in found.follow_ups)]),
        going=GOING,
        kinds=KINDS,
        results=RESULTS,
        contact_channels=CONTACT_CHANNELS,
        reason_words=_reason_words(),
        refusal=refusal(session, found),
        alternatives_now=next_best(session, found.volunteer) if found.returned_at else (),
        errors=errors,
        typed=request.form,
        box_for=_box_for,
        **_possible(found),
    )


def _box_for(text: str) -> str:
    """A date box would swallow what is no date: it comes back in a box for text."""
    return "date" if not text or IS_A_DAY.fullmatch(text) else "text"


def _possible(found: Introduction) -> dict[str, Any]:
    """What can be done with it now."""
    standing, needed = standing_of(found), needs_of(found.opportunity)
    reachable = next_states(standing, needed)
    state = State(found.state)
    return {
        "steps": [
            (one, one in standing.done, one == (found.before or found.state)) for one in STEPS
        ],
        "outcomes": {code: one for code, one in outcomes_of(found).items() if not one.needs_reason},
        "missing": [IN_WORDS[one] for one in TO_DO if one in missing(standing, needed)],
        "leaving": [one for one in LEAVING if one in reachable],
        "reachable": reachable,
        "parked": state in PARKED,
        "closed": state in CLOSED,
        "reopens": state in REOPENS and found.before is not None,
        "started": state == State.STARTED,
        "follow_up": upcoming(found) if state == State.STARTED else None,
    }


def _leave_page(
    introduction_id: str, errors: Mapping[str, list[str]], target: str | None = None
) -> str:
    session, actor = db.session(), current_actor()
    found = get_introduction(session, actor, introduction_id)
    wanted = target or text_of("target", 30)
    reachable = next_states(standing_of(found), needs_of(found.opportunity))
    state = next((one for one in LEAVING if one == wanted and one in reachable), None)
    if state is None:
        raise Conflict("This introduction cannot be closed in that way now.")
    return render_template(
        "introductions/leave.html",
        introduction=found,
        target=state,
        reasons=[(code, text, kind_words(state, code)) for code, text in choices(state).items()],
        alternatives_now=next_best(session, found.volunteer),
        errors=errors,
    )


def _open_record(session: Session, found: Introduction) -> Volunteer | None:
    """The volunteer, where their whole record is open to whoever asks."""
    seen = volunteers_seen_by(current_actor())
    return session.scalar(seen.where(Volunteer.id == found.volunteer_id))


def _reason_words() -> dict[str, str]:
    return {
        f"{state}:{code}": reason.label
        for state, some in REASONS.items()
        for code, reason in some.items()
    }
