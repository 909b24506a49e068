"""The questions that pages of alerts share, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import BrokerageError, Invalid
from brokerage.forms import Control
from brokerage.suggestions.addresses import Answers
from brokerage.suggestions.alerts import service
from brokerage.suggestions.alerts.models import Alert, Kind
from brokerage.suggestions.alerts.saved import answers_in, check, kept, written
from brokerage.suggestions.alerts.wishes import CHANNELS, HOW_OFTEN, WEEKDAYS, Wish, read_wish
from brokerage.suggestions.alerts.wording import in_words
from brokerage.suggestions.index import live_index
from brokerage.versions import ChangedMeanwhile
from brokerage.weeks import local_today

EMAIL = Control("email", "email", "Your e-mail address", required=True)
OFTEN = Control(
    "how_often",
    "radios",
    "How often should we write?",
    choices=tuple((one.value, words) for one, words in HOW_OFTEN.items()),
)
DAY = Control("weekday", "select", "Which day, if once a week?", choices=tuple(WEEKDAYS.items()))
WAY = Control(
    "channel",
    "radios",
    "How should we reach you?",
    "Text messages and letters go out once a week",
)
Errors = Mapping[str, list[str]]
DONE = {
    "keep": "Your choice is kept.",
    "pause": "It is paused. We send nothing until you start it again.",
    "go_on": "We go on looking.",
    "stop": "It is stopped. We send nothing more from it.",
}


@dataclass(frozen=True)
class Saved:
    """A search that was asked for, ready to be kept."""

    answers: Answers
    query: str
    words: str


def searched(session: Session) -> Saved:
    """The search that an address or a form carries. Raises Invalid or ValidationError."""
    answers = kept(request.form if request.method == "POST" else request.args)
    query = written(answers)
    found = check(session, query)
    vocabulary = live_index().current(session).vocabulary
    return Saved(answers, query, in_words(found, answers.lists.get("when", ()), vocabulary))


def typed_wish(wish: Wish) -> dict[str, str]:
    """A wish as a form has it; what was just typed stands."""
    usual = {
        "how_often": wish.how_often,
        "weekday": str(wish.weekday),
        "channel": wish.channel,
    }
    return {**usual, **{name: text for name, text in request.form.items() if name in usual}}


def usual_wish(channel: str = "email") -> Wish:
    """Once a week, on the day of the week that today is."""
    return Wish(weekday=local_today().weekday(), channel=channel)


def wish_controls(
    typed: Mapping[str, str], errors: Errors, ways: Mapping[str, str] = CHANNELS
) -> list[Control]:
    """How often, on which day, and, where there is a choice, in which way."""
    asked = [OFTEN, DAY]
    if len(ways) > 1:
        asked.append(replace(WAY, choices=tuple(ways.items())))
    return [filled(one, typed, errors) for one in asked]


def filled(one: Control, typed: Mapping[str, str], errors: Errors) -> Control:
    """A control with its answer and what is wrong with it."""
    values = (typed[one.name],) if typed.get(one.name) else ()
    return replace(one, values=values, errors=tuple(errors.get(one.name, ())))


def act_on(session: Session, alert: Alert, actor: Actor) -> str:
    """Do what the button says; the sentence that tells so. Raises Invalid, Conflict."""
    wanted = request.form.get("do", "keep")
    if wanted == "pause":
        service.pause(session, alert, actor)
    elif wanted == "go_on":
        service.go_on(session, alert, actor)
    elif wanted == "stop":
        service.stop(session, alert, actor)
    elif wanted == "keep":
        seen = request.form.get("version", type=int)
        if seen is None:
            raise Invalid("Open the page again: this form is not complete.", "how_often")
        service.change(session, alert, read_wish(request.form, alert.channel), actor, seen)
    else:
        raise Invalid("Choose what to do.", "how_often")
    return DONE[wanted]


def errors_of(problem: BrokerageError | ValidationError) -> dict[str, list[str]]:
    """What is wrong, at its field; a search that cannot be understood, at the search."""
    if isinstance(problem, ValidationError):
        return {"search": ["We cannot read this search any more. Search again."]}
    if isinstance(problem, ChangedMeanwhile):
        words = "Somebody changed this since you opened it. Look at your answers and keep them."
        return {"how_often": [f"{words} Or leave the page."]}
    known = problem.field in ("email", "how_often", "weekday", "channel", "near", "words", "about")
    return {problem.field if known and problem.field else "how_often": [problem.message]}


def status_of(problem: BrokerageError | ValidationError) -> int:
    """Of the page that says what is wrong."""
    return 422 if isinstance(problem, ValidationError) else problem.status


def answered(page: str, problem: BrokerageError | ValidationError | None) -> ResponseReturnValue:
    """A page, with the status of what is wrong with it."""
    return page, status_of(problem) if problem else 200


def to_roles(alert: Alert) -> tuple[str, dict[str, list[str]]]:
    """(endpoint, arguments) of the roles that fit an alert today."""
    if alert.kind == Kind.RECORD:
        return "my.roles", {}
    return "suggestions.results", dict(answers_in(alert.query).lists)
