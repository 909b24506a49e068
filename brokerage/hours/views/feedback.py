"""Feedback forms: read and drawn the same for a volunteer, an organisation, a link and the desk."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from brokerage.centres.models import Centre
from brokerage.db import db
from brokerage.errors import BrokerageError
from brokerage.hours.feedback.questions import ASKED, OUTCOMES
from brokerage.hours.feedback.service import Told, find_feedback, moment_of, outcomes_of
from brokerage.hours.listing import first_name_of
from brokerage.introductions.models import Introduction
from brokerage.introductions.views.blueprint import text_of

SAYS = {
    "volunteer": "Only your volunteer centre reads your answers.",
    "organisation": "Your volunteer centre reads your answers.",
}


def read_answers(side: str) -> Told:
    """What came with the form."""
    outcomes = None
    if side == "volunteer":
        outcomes = {one.name: text_of(one.name, 20) for one in OUTCOMES}
    return Told(
        {one.name: text_of(one.name, 20) for one in ASKED[side]},
        text_of("words", 3000),
        bool(request.form.get("shown")),
        outcomes,
    )


def questions_page(
    found: Introduction,
    side: str,
    problem: BrokerageError | None = None,
    *,
    back: str | None = None,
    thanked: bool = False,
    remember: bool = True,
) -> ResponseReturnValue:
    """The form. ``remember``: draw what was answered before, for whoever is signed in; a link that
    went by e-mail shows nothing of it.
    """
    unit, moment = db.session(), moment_of(found)
    before = find_feedback(unit, found, side, moment) if remember else None
    typed = dict(request.form) if problem else _before(found, before, moment)
    page = render_template(
        "hours/feedback.html",
        placement=found,
        name=first_name_of(found),
        side=side,
        says=SAYS[side],
        questions=ASKED[side],
        outcomes=OUTCOMES if side == "volunteer" else (),
        typed=typed,
        errors={problem.field or "first": [problem.message]} if problem else {},
        centre=unit.get_one(Centre, found.home_centre_id),
        back=back,
        thanked=thanked,
    )
    return page, problem.status if problem else 200


def _before(found: Introduction, before: object, moment: str) -> dict[str, str]:
    if before is None:
        return {}
    names = ("first", "second", "third", "words")
    given = {name: str(getattr(before, name) or "") for name in names}
    shown = {"shown": "yes"} if getattr(before, "shown", False) else {}
    return {**given, **shown, **outcomes_of(db.session(), found, moment)}
