"""The support log: what was given, filtered by the address, as a page and as a file."""

from __future__ import annotations

from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.forms import about
from brokerage.accounts.views.reading import reading
from brokerage.actors import Actor
from brokerage.audit import record
from brokerage.db import db, unit_of_work
from brokerage.downloads import csv_file
from brokerage.errors import Invalid
from brokerage.forms import Control
from brokerage.guidance import support as log
from brokerage.guidance.asked import SUPPORT, at_one_of
from brokerage.guidance.events import LONGEST_MINUTES, read_number
from brokerage.guidance.models import SupportEntry
from brokerage.guidance.support import SupportGiven
from brokerage.guidance.views.blueprint import (
    asked_for,
    chosen_centre,
    do_once,
    form_page,
    own_centres,
    seen_version,
    support,
    words_asked,
)
from brokerage.guidance.views.desk_training import MEANWHILE
from brokerage.guidance.words import FUNCTIONS, KINDS, TOPICS
from brokerage.records.forms import Errors, Typed, get_day, read, read_day
from brokerage.records.paging import Paging, page_of
from brokerage.versions import ChangedMeanwhile
from brokerage.weeks import local_today

USUAL = timedelta(days=365)
COLUMNS = ("Day", "Organisation or group", "Kind", "Function", "Topic", "Minutes", "People", "Note")


@support.get("/support-given")
@needs("guidance.support")
def index() -> ResponseReturnValue:
    """What the address asks for, newest first."""
    asked = _asked()
    found = _found(db.session(), current_actor(), asked)
    paging = Paging(len(found), page_of(request.args))
    return render_template(
        "guidance/support.html",
        found=found[paging.offset : paging.offset + paging.size],
        minutes=sum(one.minutes for one in found),
        groups=len({(one.organisation_id, one.who) for one in found}),
        paging=paging,
        asked=asked,
        days=[date.fromisoformat(asked[name]) for name in ("from", "until")],
        kinds=KINDS,
        functions=FUNCTIONS,
        topics=TOPICS,
    )


@support.get("/support-given.csv")
@needs("guidance.support")
def download() -> ResponseReturnValue:
    """The same list as a file; that it was taken is written down."""
    asked = _asked()
    with reading() as (unit, actor):
        rows = [_row(one) for one in _found(unit, actor, asked)]
        record(unit, actor, "export", "support", "", ("who", "note"))
    return csv_file("support-given", COLUMNS, rows)


def _row(one: SupportGiven) -> tuple[object, ...]:
    said = (KINDS[one.kind], FUNCTIONS[one.function], TOPICS[one.topic])
    return (one.given_on, one.who, *said, one.minutes, one.people, one.note)


@support.get("/support-given/new")
@needs("guidance.support")
def new() -> ResponseReturnValue:
    """Ask what was given, with today's date."""
    asked = at_one_of(own_centres(current_actor()), SUPPORT)
    return _form(asked, {"given_on": local_today().isoformat(), "who": words_asked(200)})


@support.post("/support-given/new")
@needs("guidance.support")
def keep() -> ResponseReturnValue:
    """Write it down."""
    actor = current_actor()
    asked = at_one_of(own_centres(actor), SUPPORT)
    typed, errors = read(asked, request.form)
    if not errors:
        try:
            with unit_of_work() as unit:
                facts, centre_id = _facts(unit, actor, typed), chosen_centre(actor, typed)
                do_once("support", lambda: log.log(unit, centre_id, facts, actor))
            flash("It is in the log.")
            return redirect(url_for("support.index"))
        except Invalid as problem:
            errors = about(problem, SUPPORT)
    return _form(asked, typed, errors)


@support.get("/support-given/<entry_id>")
@needs("guidance.support")
def show(entry_id: str) -> ResponseReturnValue:
    """One entry, to put right or take out."""
    entry = log.get_entry(db.session(), current_actor(), entry_id)
    return _form(SUPPORT, _typed(entry), entry=entry, version=entry.version)


@support.post("/support-given/<entry_id>")
@needs("guidance.support")
def correct(entry_id: str) -> ResponseReturnValue:
    """Put it right."""
    typed, errors = read(SUPPORT, request.form)
    version: int | str | None = request.form.get("version")
    if not errors:
        try:
            with unit_of_work() as unit:
                actor = current_actor()
                entry = log.get_entry(unit, actor, entry_id)
                log.correct(unit, entry, seen_version(), _facts(unit, actor, typed), actor)
            flash("The entry is put right.")
            return redirect(url_for("support.index"))
        except ChangedMeanwhile as problem:
            errors, version = {"who": [MEANWHILE]}, problem.version
        except Invalid as problem:
            errors = about(problem, SUPPORT)
    entry = log.get_entry(db.session(), current_actor(), entry_id)
    return _form(SUPPORT, typed, errors, entry=entry, version=version)


@support.post("/support-given/<entry_id>/take-out")
@needs("guidance.support")
def take_out(entry_id: str) -> ResponseReturnValue:
    """It was a mistake."""
    try:
        with unit_of_work() as unit:
            entry = log.get_entry(unit, current_actor(), entry_id)
            log.take_out(unit, entry, seen_version(), current_actor())
    except ChangedMeanwhile:
        flash(MEANWHILE)
        return redirect(url_for("support.show", entry_id=entry_id))
    flash("The entry is taken out.")
    return redirect(url_for("support.index"))


def _asked() -> dict[str, str]:
    """The filters of the address; an odd one counts as none."""
    return {
        "from": _day_asked("from", local_today() - USUAL),
        "until": _day_asked("until", local_today()),
        "kind": asked_for("kind", KINDS),
        "function": asked_for("function", FUNCTIONS),
        "topic": asked_for("topic", TOPICS),
        "q": words_asked(),
    }


def _day_asked(name: str, usual: date) -> str:
    try:
        found = read_day(request.args.get(name, "").strip(), name)
    except Invalid:
        found = None
    return (found or usual).isoformat()


def _found(unit: Session, actor: Actor, asked: dict[str, str]) -> list[SupportGiven]:
    first, last = (date.fromisoformat(asked[name]) for name in ("from", "until"))
    words = asked["q"].casefold()
    return [
        one
        for one in log.support_given(unit, first, last, actor.centre_ids)
        if all(
            getattr(one, name) == asked[name]
            for name in ("kind", "function", "topic")
            if asked[name]
        )
        and words in f"{one.who} {one.note}".casefold()
    ]


def _facts(unit: Session, actor: Actor, typed: Typed) -> dict[str, object]:
    day = get_day(typed["given_on"], "given_on")
    minutes = read_number(typed["minutes"], "minutes", LONGEST_MINUTES)
    return log.read_facts(unit, actor, typed, day, minutes, local_today())


def _typed(entry: SupportEntry) -> Typed:
    kept = {name: getattr(entry, name) for name in ("kind", "function", "topic", "note")}
    who = entry.organisation.name if entry.organisation else entry.group_name
    day, minutes = entry.given_on.isoformat(), str(entry.minutes)
    return {**kept, "who": who, "given_on": day, "minutes": minutes}


def _form(
    asked: tuple[Control, ...],
    typed: Typed,
    errors: Errors | None = None,
    entry: SupportEntry | None = None,
    version: int | str | None = None,
) -> ResponseReturnValue:
    names = log.names_to_offer(db.session(), current_actor())
    return form_page(
        "support_form", asked, typed, errors, entry=entry, version=version, names=names
    )
