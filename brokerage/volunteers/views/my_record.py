"""My record: see it, correct it, times away, and what I agreed to."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound as PageNotFound

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.consents import PURPOSES, consents_of
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid
from brokerage.introductions.service import withdraw_all
from brokerage.suggestions.index import live_index
from brokerage.versions import ChangedMeanwhile
from brokerage.volunteers.availability import pause_between
from brokerage.volunteers.editing import note_edit
from brokerage.volunteers.registration.completing import change, put_consents
from brokerage.volunteers.registration.current import answers_of
from brokerage.volunteers.registration.days import read_day
from brokerage.volunteers.registration.pages import NOT_IN_A_RECORD, TOGETHER, Page
from brokerage.volunteers.registration.reading import read_pages
from brokerage.volunteers.views.blueprints import my
from brokerage.volunteers.views.drawing import draw
from brokerage.volunteers.views.my_introductions import myself
from brokerage.volunteers.views.summary import summary
from brokerage.weeks import local_today

FOLLOWS = {  # what follows when somebody agrees no more
    "reminders": "We no longer remind you before a session.",
    "introductions": "We stop looking for roles for you, and end what is not settled yet. Roles "
    "you have started go on.",
    "share_any_centre": "Other centres no longer see you at all.",
    "news": "You get no more news, also none that was about to be sent.",
    "digests": "You get no more lists of new roles.",
    "evaluation_contact": "Nobody asks you how it went.",
    "evaluation": "Your record is left out of what evaluators get, and is taken out of what we "
    "keep for them by the next day. You still count in totals.",
}


@my.get("/record")
@needs("my.record")
def record() -> ResponseReturnValue:
    """What is known of me, each part with a link to correct it."""
    unit, me = db.session(), myself()
    vocabulary = live_index().current(unit).vocabulary
    answers = answers_of(me, vocabulary)
    parts = []
    for name, pages in TOGETHER.items():
        asked = draw(unit, pages, answers, leaving_out=NOT_IN_A_RECORD)
        parts.append((name, summary([(pages[0], asked)], answers, vocabulary)[0]))
    return render_template("my/record.html", me=me, parts=parts, today=local_today())


def _typed(name: str) -> list[str]:
    """Without the character that PostgreSQL refuses."""
    return [text.replace("\0", "") for text in request.form.getlist(name)]


@my.get("/record/<name>")
@needs("my.record")
def correct(name: str) -> ResponseReturnValue:
    """The questions of one part, with what is known."""
    pages = _pages(name)
    answers = answers_of(myself(), live_index().current(db.session()).vocabulary)
    return _draw(name, pages, answers, myself().version)


@my.post("/record/<name>")
@needs("my.record")
def keep_correction(name: str) -> ResponseReturnValue:
    """Keep what I say now, never over a change that I have not seen."""
    pages = _pages(name)
    typed = {field: _typed(field) for page in pages for field in page.fields}
    version = request.form.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() else 0
    try:
        with unit_of_work() as unit:
            vocabulary = live_index().current(unit).vocabulary
            details = read_pages(pages, typed, vocabulary, together=True)
            if not details.errors:
                actor = current_actor()
                change(unit, myself(), pages, details, typed, vocabulary, actor, seen)
    except ChangedMeanwhile as problem:
        return _draw(name, pages, typed, problem.version, changed=problem)
    except Invalid as problem:
        errors = {problem.field or pages[0].fields[0]: [problem.message]}
        return _draw(name, pages, typed, seen, errors)
    if details.errors:
        return _draw(name, pages, typed, seen, details.errors)
    flash("Your record is changed.")
    return redirect(url_for("my.record"))


@my.post("/record/away")
@needs("my.record")
def add_pause() -> ResponseReturnValue:
    """A time away; roles at those times fit less."""
    try:
        with unit_of_work() as unit:
            first = read_day(request.form.get("first_on", ""), "first_on")
            last = read_day(request.form.get("last_on", ""), "last_on")
            if first is None or last is None:
                raise Invalid("Write the first and the last day.", "first_on")
            me = myself()
            pause_between(me, first, last)
            note_edit(unit, me, current_actor(), {"pauses"})
    except Invalid as problem:
        return _away({problem.field or "first_on": [problem.message]})
    flash("The time away is noted.")
    return redirect(url_for("my.away"))


@my.get("/record/away")
@needs("my.record")
def away() -> ResponseReturnValue:
    """Times away, and a form for another."""
    return _away({})


@my.post("/record/away/<int:pause_id>/remove")
@needs("my.record")
def remove_pause(pause_id: int) -> ResponseReturnValue:
    """I am here after all."""
    with unit_of_work() as unit:
        me = myself()
        found = [pause for pause in me.pauses if pause.id == pause_id]
        if not found:
            raise PageNotFound
        me.pauses.remove(found[0])
        note_edit(unit, me, current_actor(), {"pauses"})
    flash("That time away is removed.")
    return redirect(url_for("my.away"))


@my.get("/consents")
@needs("my.record")
def consents() -> ResponseReturnValue:
    """What I agreed to, with the words, and what follows when I stop."""
    held = consents_of(db.session(), myself().id)
    return render_template("my/consents.html", purposes=PURPOSES, held=held, follows=FOLLOWS)


@my.post("/consents")
@needs("my.record")
def keep_consents() -> ResponseReturnValue:
    """My answers hold from now on, also for messages that wait to be sent."""
    wanted = {name: name in request.form.getlist("consents") for name in PURPOSES}
    with unit_of_work() as unit:
        me, actor = myself(), current_actor()
        changed = put_consents(unit, me, wanted, actor)
        if "introductions" in changed and not wanted["introductions"]:
            withdraw_all(unit, me, actor, "consent_withdrawn")
    flash("Your choices hold from now on." if changed else "Nothing was changed.")
    return redirect(url_for("my.consents"))


def _pages(name: str) -> tuple[Page, ...]:
    if name not in TOGETHER:
        raise PageNotFound
    return TOGETHER[name]


def _draw(
    name: str,
    pages: tuple[Page, ...],
    answers: dict[str, list[str]],
    version: int,
    errors: dict[str, list[str]] | None = None,
    changed: ChangedMeanwhile | None = None,
) -> ResponseReturnValue:
    unit = db.session()
    asked = draw(unit, pages, answers, errors, every_field=True, leaving_out=NOT_IN_A_RECORD)
    now_stands = []
    if changed is not None:
        vocabulary = live_index().current(unit).vocabulary
        answers_now = answers_of(myself(), vocabulary)
        drawn = draw(unit, pages, answers_now, leaving_out=NOT_IN_A_RECORD)
        now_stands = list(summary([(pages[0], drawn)], answers_now, vocabulary)[0].lines)
    text = render_template(
        "my/correct.html",
        title=pages[0].short if len(pages) > 1 else pages[0].title,
        asked=asked,
        errors=errors or {},
        version=version,
        now_stands=now_stands,
        changed=changed,
    )
    return text, 409 if changed else 422 if errors else 200


def _away(errors: dict[str, list[str]]) -> ResponseReturnValue:
    typed = {name: request.form.get(name, "") for name in ("first_on", "last_on")}
    text = render_template("my/away.html", pauses=myself().pauses, typed=typed, errors=errors)
    return text, 422 if errors else 200
