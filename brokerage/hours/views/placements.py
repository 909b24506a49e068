"""One volunteer of an organisation: hours given, letters, and how it goes."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_account
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Invalid
from brokerage.hours.feedback.questions import ASKED
from brokerage.hours.feedback.service import find_feedback, keep_feedback, moment_of
from brokerage.hours.letters.service import KINDS, facts_of, letters_about, write_letter
from brokerage.hours.listing import first_name_of, lines_of
from brokerage.hours.views.blueprints import organisation_hours, the_placement
from brokerage.hours.views.feedback import read_answers
from brokerage.hours.views.sheets import at_desk_or_page
from brokerage.introductions.models import Introduction
from brokerage.introductions.views.blueprint import do_once, text_of
from brokerage.organisations.models import Organisation
from brokerage.weeks import local_today

LISTED = timedelta(days=183)


@organisation_hours.get("/placements/<introduction_id>")
@needs("hours.confirm")
def placement(organisation_id: str, introduction_id: str) -> ResponseReturnValue:
    """What was given, and what can be written."""
    return _page(*the_placement(organisation_id, introduction_id))


@organisation_hours.post("/placements/<introduction_id>/letters")
@needs("hours.confirm")
def write(organisation_id: str, introduction_id: str) -> ResponseReturnValue:
    """Write and sign a letter."""
    actor = at_desk_or_page()
    try:
        with unit_of_work() as unit:
            _organisation, found = the_placement(organisation_id, introduction_id)
            letter_id = do_once(
                unit,
                actor,
                "letter",
                lambda: write_letter(
                    unit,
                    found,
                    actor,
                    text_of("kind", 20),
                    text_of("words", 10_000),
                    text_of("signed_by", 300),
                    text_of("signed_as", 300),
                    local_today(),
                ),
            )
    except Invalid as problem:
        return _page(*the_placement(organisation_id, introduction_id), problem)
    flash("The letter is written. Print it here; it is also among the volunteer's own pages.")
    return redirect(url_for(".letter", organisation_id=organisation_id, letter_id=letter_id))


@organisation_hours.post("/placements/<introduction_id>/feedback")
@needs("hours.confirm")
def say(organisation_id: str, introduction_id: str) -> ResponseReturnValue:
    """Keep what the organisation says of the placement."""
    try:
        with unit_of_work() as unit:
            _organisation, found = the_placement(organisation_id, introduction_id)
            told = read_answers("organisation")
            keep_feedback(unit, found, "organisation", told, at_desk_or_page(), local_today())
    except Invalid as problem:
        return _page(*the_placement(organisation_id, introduction_id), problem)
    flash("Thank you. Your volunteer centre reads it.")
    return redirect(url_for(".placement", **request.view_args or {}))


def _page(
    organisation: Organisation, found: Introduction, problem: BrokerageError | None = None
) -> ResponseReturnValue:
    unit, today = db.session(), local_today()
    account = current_account()
    lines = lines_of(unit, found.volunteer_id, today - LISTED, today)
    page = render_template(
        "hours/placement.html",
        organisation=organisation,
        placement=found,
        name=first_name_of(found),
        facts=facts_of(unit, found, today),
        lines=[one for one in lines if one.entry.introduction_id == found.id],
        letters=letters_about(unit, found),
        letter_kinds=KINDS,
        signed_by=account.name if account else "",
        questions=ASKED["organisation"],
        answered=find_feedback(unit, found, "organisation", moment_of(found)),
        errors={problem.field or "kind": [problem.message]} if problem else {},
        typed=request.form if problem else {},
    )
    return page, problem.status if problem else 200
