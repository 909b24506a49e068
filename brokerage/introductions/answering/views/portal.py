"""An organisation's applicants, signed in: the list, the file, and each person's page."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.accounts.views.reading import reading
from brokerage.db import db
from brokerage.downloads import csv_file
from brokerage.errors import NotFound
from brokerage.introductions.answering.listing import COLUMNS, applicants_listed, row_of
from brokerage.introductions.answering.views.blueprint import (
    Door,
    applicants,
    for_the_organisation,
)
from brokerage.introductions.answering.views.pages import Found, ask_why, one_page, take_answer
from brokerage.introductions.answering.words import GROUPS
from brokerage.tenancy import get_introduction, get_organisation


@applicants.get("/applicants")
@needs("organisation.answer")
def index(organisation_id: str) -> ResponseReturnValue:
    """Everybody who offered time here, what waits for an answer first."""
    session, actor = db.session(), current_actor()
    organisation = get_organisation(session, actor, organisation_id)
    return render_template(
        "answering/applicants.html",
        organisation=organisation,
        listed=applicants_listed(session, actor, organisation, request.args),
        groups={code: label for code, (label, _) in GROUPS.items()},
    )


@applicants.get("/applicants.csv")
@needs("organisation.answer")
def download(organisation_id: str) -> ResponseReturnValue:
    """The list as shown, as a file; taking it is written down."""
    with reading() as (session, actor):
        organisation = get_organisation(session, actor, organisation_id)
        listed = applicants_listed(session, actor, organisation, request.args)
        rows = [row_of(one) for one in listed.everybody]
        audit.record(session, actor, "export", "applicants", organisation_id, COLUMNS)
    return csv_file("applicants", COLUMNS.values(), rows)


@applicants.get("/applicants/<introduction_id>")
@needs("organisation.answer")
def one(organisation_id: str, introduction_id: str) -> ResponseReturnValue:
    """One of them."""
    return one_page(*_found(db.session(), organisation_id, introduction_id))


@applicants.post("/applicants/<introduction_id>")
@needs("organisation.answer")
def answer_one(organisation_id: str, introduction_id: str) -> ResponseReturnValue:
    """Answer about them."""
    return take_answer(lambda session: _found(session, organisation_id, introduction_id))


@applicants.get("/applicants/<introduction_id>/not-this-time")
@needs("organisation.answer")
def not_this_time(organisation_id: str, introduction_id: str) -> ResponseReturnValue:
    """Why not, with the kind words that are sent."""
    door, found = _found(db.session(), organisation_id, introduction_id)
    return ask_why(door, found) if found.is_open else one_page(door, found)


def _found(session: Session, organisation_id: str, introduction_id: str) -> Found:
    """One of the people sent to this organisation. Raises NotFound for anybody else."""
    try:
        organisation = get_organisation(session, current_actor(), organisation_id)
        found = get_introduction(session, current_actor(), introduction_id)
        if found.referred_at is None or found.opportunity.organisation_id != organisation.id:
            raise NotFound("They were not sent to this organisation.")
    except NotFound as problem:  # in the same words, whichever of the two is not one's to see
        raise NotFound("We cannot find that page.") from problem
    back = url_for("applicants.index", organisation_id=organisation_id)
    return Door(organisation, for_the_organisation(), back=back), found
