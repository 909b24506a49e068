"""Answers by a signed link: a guardian's, a referee's, and a calendar program's."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from brokerage.access import public
from brokerage.actors import PUBLIC
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.errors import Conflict, Invalid
from brokerage.forms import Control
from brokerage.introductions import calendar
from brokerage.volunteers import guardians, references
from brokerage.volunteers.models import GuardianAnswer, Volunteer
from brokerage.weeks import local_today

answering = Blueprint("answering", __name__)


@answering.get("/guardians/<token>")
@public
def guardian(token: str) -> ResponseReturnValue:
    """What a parent or guardian is asked, or that they have answered."""
    return _guardian(token)


@answering.post("/guardians/<token>")
@public
def answer_as_guardian(token: str) -> ResponseReturnValue:
    """Yes or no, once."""
    said = request.form.get("agrees")
    if said not in ("yes", "no"):
        return _guardian(token, {"agrees": ["Choose yes or no."]})
    with unit_of_work() as unit:
        guardians.answer_by_link(unit, token, said == "yes")
    return _guardian(token)


@answering.get("/references/<token>")
@public
def reference(token: str) -> ResponseReturnValue:
    """What a referee is asked, or that they have answered."""
    return _reference(token)


@answering.post("/references/<token>")
@public
def answer_as_referee(token: str) -> ResponseReturnValue:
    """Keep what they say, once."""
    names = ("recommends", "known_for", "said")
    typed = {name: request.form.get(name, "").replace("\0", "") for name in names}
    try:
        with unit_of_work() as unit:
            found = references.find_by_link(unit, token)
            references.answer_reference(unit, found, references.Answer(**typed), PUBLIC)
    except Invalid as problem:
        return _reference(token, typed, {problem.field or "said": [problem.message]})
    except Conflict:
        pass  # answered or taken back a moment ago: the page says so
    return _reference(token)


@answering.get("/calendars/<token>.ics")
@public
def calendar_feed(token: str) -> ResponseReturnValue:
    """Somebody's sessions, for a calendar program."""
    unit = db.session()
    text = calendar.feed(unit, calendar.get_owner(unit, token), local_today())
    headers = {"Cache-Control": "private, max-age=900", "X-Robots-Tag": "noindex"}
    return Response(text, mimetype="text/calendar", headers=headers)


def _guardian(token: str, errors: dict[str, list[str]] | None = None) -> ResponseReturnValue:
    unit = db.session()
    asked = guardians.find_by_link(unit, token)
    volunteer = unit.get_one(Volunteer, asked.volunteer_id)
    worded = {wording.version: wording.text for wording in guardians.WORDINGS}
    text = render_template(
        "volunteers/guardian.html",
        asked=asked,
        open=asked.answer == GuardianAnswer.ASKED,
        volunteer=volunteer,
        centre=unit.get_one(Centre, volunteer.centre_id),
        wording=worded[asked.wording_version],
        errors=errors or {},
    )
    return text, 422 if errors else 200


def _reference(
    token: str,
    typed: dict[str, str] | None = None,
    errors: dict[str, list[str]] | None = None,
) -> ResponseReturnValue:
    unit = db.session()
    asked = references.find_by_link(unit, token)
    volunteer = unit.get_one(Volunteer, asked.volunteer_id)
    given, wrong = typed or {}, errors or {}
    choices = tuple(references.RECOMMENDS.items())

    def one(name: str, kind: str, label: str, **more: object) -> Control:
        values = (given[name],) if given.get(name) else ()
        found = tuple(wrong.get(name, ()))
        return Control(name, kind, label, values=values, errors=found, **more)  # type: ignore[arg-type]

    text = render_template(
        "volunteers/reference.html",
        asked=asked,
        volunteer=volunteer,
        centre=unit.get_one(Centre, volunteer.centre_id),
        controls=[
            one("known_for", "text", "How long have you known them, and how?"),
            one("recommends", "radios", "Would you recommend them to work with people?",
                choices=choices),
            one("said", "long_text", "Is there anything you would like to say?",
                hint="What they are good at, or what we should think of. You need not write "
                "anything."),
        ],
        errors=wrong,
    )  # fmt: skip
    return text, 422 if errors else 200
