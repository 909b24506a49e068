"""My record to print, my certificates and letters, and how it goes."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db, unit_of_work
from brokerage.errors import BrokerageError, Invalid, NotFound
from brokerage.hours.feedback.service import keep_feedback
from brokerage.hours.figures import hours_given
from brokerage.hours.listing import lines_of, placements_of_volunteer
from brokerage.hours.models import HourEntry, Letter
from brokerage.hours.views.blueprints import my_hours
from brokerage.hours.views.feedback import questions_page, read_answers
from brokerage.hours.views.letters import certificate_paper, letter_paper, paper
from brokerage.introductions.models import Introduction
from brokerage.records.people import full_name
from brokerage.volunteers.views.my_introductions import myself
from brokerage.weeks import local_today


@my_hours.get("/hours/record")
@needs("my.hours")
def record() -> ResponseReturnValue:
    """Everything of one year, to print."""
    unit, me, today = db.session(), myself(), local_today()
    asked = request.args.get("year", type=int) or today.year
    year = asked if 2000 <= asked <= today.year else today.year
    first, last = date(year, 1, 1), date(year, 12, 31)
    own = HourEntry.volunteer_id == me.id
    return render_template(
        "hours/my_record.html",
        name=full_name(me),
        year=year,
        lines=[one for one in lines_of(unit, me.id, first, last) if one.counts][::-1],
        given_in_year=hours_given(unit, first, last, None, own),
    )


@my_hours.get("/hours/certificates/<introduction_id>")
@needs("my.hours")
def certificate(introduction_id: str) -> ResponseReturnValue:
    """My certificate for one placement."""
    return paper(certificate_paper(_mine(introduction_id), full_name(myself())), _home())


@my_hours.get("/letters/<letter_id>")
@needs("my.hours")
def letter(letter_id: str) -> ResponseReturnValue:
    """A letter about me."""
    query = select(Letter).where(
        Letter.public_id == letter_id.replace("\0", ""), Letter.volunteer_id == myself().id
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound("We cannot find that letter.")
    return paper(letter_paper(found, full_name(myself())), _home())


@my_hours.get("/feedback/<introduction_id>")
@needs("my.hours")
def feedback(introduction_id: str) -> ResponseReturnValue:
    """Three short questions, and four more for the evaluation; all may be left empty."""
    return _ask(_mine(introduction_id))


@my_hours.post("/feedback/<introduction_id>")
@needs("my.hours")
def say(introduction_id: str) -> ResponseReturnValue:
    """Keep my answers; only my centre reads them."""
    try:
        with unit_of_work() as unit:
            told = read_answers("volunteer")
            keep_feedback(
                unit, _mine(introduction_id), "volunteer", told, current_actor(), local_today()
            )
    except Invalid as problem:
        return _ask(_mine(introduction_id), problem)
    flash("Thank you. Only your volunteer centre reads this.")
    return redirect(url_for("my_hours.index"))


def _ask(found: Introduction, problem: BrokerageError | None = None) -> ResponseReturnValue:
    return questions_page(found, "volunteer", problem, back=url_for("my_hours.index"))


def _home() -> str:
    return url_for("my_hours.index")


def _mine(public_id: str) -> Introduction:
    """One of my placements. Raises NotFound for any other."""
    mine = placements_of_volunteer(db.session(), myself().id)
    found = next((one for one in mine if one.public_id == public_id), None)
    if found is None:
        raise NotFound("We cannot find that.")
    return found
