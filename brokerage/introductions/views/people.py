"""Finding people, and one person's page."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from brokerage import audit
from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.views.reading import reading
from brokerage.consents import consents_of
from brokerage.db import db, unit_of_work
from brokerage.downloads import csv_file
from brokerage.errors import Invalid
from brokerage.introductions.basket import list_basket
from brokerage.introductions.contacts import KINDS, RESULTS, list_contacts, log_contact
from brokerage.introductions.myday import list_of_volunteer
from brokerage.introductions.views.blueprint import at_desk, desk, do_once, errors_of, text_of
from brokerage.introductions.views.listing import PEOPLE_COLUMNS, people_listed, row_of
from brokerage.introductions.views.naming import district_names, names_of_actors
from brokerage.introductions.views.tasks import list_open
from brokerage.suggestions.own_week import week_of
from brokerage.suggestions.profiles import terms_held
from brokerage.tenancy import get_volunteer
from brokerage.volunteers.choices import CHANNELS, LANGUAGES, TRAVEL_MODES
from brokerage.volunteers.contacts import find_carer
from brokerage.volunteers.states import IN_WORDS


@desk.get("/people")
@needs("volunteers.read")
def people() -> ResponseReturnValue:
    """People of the centre, and those it took on, found by any fragment."""
    session, actor = db.session(), current_actor()
    listed = people_listed(session, actor, request.args)
    return render_template(
        "desk/people.html",
        listed=listed,
        districts=district_names(),
        channels=CHANNELS,
        states=IN_WORDS,
    )


@desk.get("/people.csv")
@needs("volunteers.read")
def people_csv() -> ResponseReturnValue:
    """The same list as a file; that it was taken is written down."""
    with reading() as (session, actor):
        listed = people_listed(session, actor, request.args, everybody=True)
        districts = district_names()
        rows = [row_of(one, listed, districts) for one in listed.people]
        audit.record(session, actor, "export", "volunteers", "", PEOPLE_COLUMNS)
    return csv_file("people", PEOPLE_COLUMNS.values(), rows)


@desk.get("/people/<volunteer_id>")
@needs("volunteers.read")
def person(volunteer_id: str) -> ResponseReturnValue:
    """Who somebody is, and where everything stands."""
    return _page(volunteer_id, {})


@desk.post("/people/<volunteer_id>/contacts")
@needs("introductions.move")
def log_with_person(volunteer_id: str) -> ResponseReturnValue:
    """Write down a call, letter or visit."""
    actor = at_desk()
    try:
        with unit_of_work() as session:
            found = get_volunteer(session, actor, volunteer_id)
            centre_id = found.centre_id
            if centre_id not in actor.centre_ids:
                centre_id = min(actor.centre_ids)
            kind, result, note = text_of("kind"), text_of("result"), text_of("note", 5000)

            def write() -> Any:
                return log_contact(
                    session, actor, centre_id, kind, result, note, volunteer_id=found.id
                )

            do_once(session, actor, "contact", write)
    except Invalid as problem:
        return _page(volunteer_id, errors_of(problem, "kind")), problem.status
    flash("It is in the log.")
    return redirect(url_for("desk.person", volunteer_id=volunteer_id, _anchor="log"))


def _page(volunteer_id: str, errors: dict[str, list[str]]) -> str:
    session, actor = db.session(), current_actor()
    found = get_volunteer(session, actor, volunteer_id)
    log = list_contacts(session, volunteer_id=found.id)
    return render_template(
        "desk/person.html",
        person=found,
        carer=find_carer(session, found),
        introductions=list_of_volunteer(session, found.id),
        week=week_of(found),
        terms=terms_held(session, found),
        consents=consents_of(session, found.id),
        basket=list_basket(session, actor, found),
        log=log,
        who=names_of_actors(session, [one.actor for one in log]),
        tasks=list_open(session, found),
        districts=district_names(),
        channels=CHANNELS,
        modes=TRAVEL_MODES,
        languages=LANGUAGES,
        states=IN_WORDS,
        kinds=KINDS,
        results=RESULTS,
        errors=errors,
        typed=request.form,
    )
