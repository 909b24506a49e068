"""What an organisation can answer about somebody, and doing it through the verbs of introductions.

An answer that was given already is not given twice: of two members who tap at once, the second
is told that it is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Conflict, Invalid
from brokerage.introductions.answering.recent import keep_record
from brokerage.introductions.models import Introduction
from brokerage.introductions.moving import lock, needs_of, standing_of
from brokerage.introductions.pipeline import next_states
from brokerage.introductions.service import (
    accept,
    acknowledge,
    begin_checks,
    decline,
    end,
    interview,
    start,
)
from brokerage.introductions.states import CLOSED, State
from brokerage.opportunities.models import State as RoleState

OVER = "This one is closed: there is nothing more to answer. Thank you."


@dataclass(frozen=True)
class Answer:
    """``button`` is what one taps; ``day`` the question for a day that may go with it."""

    target: State
    button: str
    said: str
    day: str = ""
    day_needed: bool = False


ANSWERS: dict[str, Answer] = {
    "talk": Answer(
        State.ACKNOWLEDGED,
        "Thank you, let’s talk",
        "Thank you. They know that you will be in touch.",
    ),
    "meeting": Answer(
        State.INTERVIEWING,
        "We will meet",
        "Noted: you will meet. They have been told.",
        day="Which day, if you know it?",
    ),
    "checks": Answer(
        State.CHECKS, "Checks have begun", "Noted: checks have begun. They have been told."
    ),
    "yes": Answer(
        State.ACCEPTED,
        "Yes, we would like them to join",
        "Good news. They have been told.",
        day="First day, if you know it?",
    ),
    "started": Answer(
        State.STARTED,
        "They have started",
        "Noted: they have started. We will ask both of you how it goes.",
        day="Which day did they start?",
    ),
}
NO = "no"
ENDED = "ended"
LEAVING = {NO: State.UNSUCCESSFUL, ENDED: State.ENDED}


def open_answers(introduction: Introduction) -> dict[str, Answer]:
    """The answers that are open now, in the order of the way."""
    ways = _ways(introduction)
    return {code: one for code, one in ANSWERS.items() if one.target in ways}


def way_out(introduction: Introduction) -> str | None:
    """NO before the start, ENDED after it, None once it is closed."""
    ways = _ways(introduction)
    return next((code for code, target in LEAVING.items() if target in ways), None)


def may_say_filled(introduction: Introduction) -> bool:
    """Whether "the role is filled" is an answer here."""
    before = introduction.is_open and introduction.state != State.STARTED
    return before and introduction.opportunity.state == RoleState.LIVE


def give(
    session: Session,
    introduction: Introduction,
    actor: Actor,
    code: str,
    *,
    on: date | None = None,
    reason: str = "",
) -> bool:
    """Do what was answered; False where it had been said before.

    Raises Invalid, naming the field, or Conflict where it cannot be said any more.
    """
    lock(session, introduction)
    if _said(introduction, code):
        return False
    if introduction.state in CLOSED:
        raise Conflict(OVER)
    if code in LEAVING:
        leave = decline if code == NO else end
        leave(session, introduction, actor, reason)
    elif code in open_answers(introduction):
        _go_on(session, introduction, actor, code, on)
    else:
        raise Invalid("Choose one of the answers.", "answer")
    session.flush()
    keep_record(session, introduction.opportunity.organisation)
    return True


def _go_on(
    session: Session, introduction: Introduction, actor: Actor, code: str, on: date | None
) -> None:
    if code == "talk":
        acknowledge(session, introduction, actor)
    elif code == "meeting":
        interview(session, introduction, actor, on)
    elif code == "checks":
        begin_checks(session, introduction, actor)
    elif code == "yes":
        accept(session, introduction, actor, on, or_wait=True)
    else:
        start(session, introduction, actor, on)


def _said(introduction: Introduction, code: str) -> bool:
    target = ANSWERS[code].target if code in ANSWERS else LEAVING.get(code)
    if introduction.state == target:
        return True
    past = any(move.to_state == State.ACKNOWLEDGED for move in introduction.moves)
    return code == "talk" and past and introduction.is_open


def _ways(introduction: Introduction) -> frozenset[State]:
    return next_states(standing_of(introduction), needs_of(introduction.opportunity))
