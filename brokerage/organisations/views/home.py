"""An organisation's first page: what waits for it, and its roles."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db
from brokerage.hours.todo import attendance_to_note, hours_to_confirm
from brokerage.opportunities.posting.todo import changes_asked, drafts_to_finish
from brokerage.organisations.models import Organisation
from brokerage.organisations.todo import Source, waiting
from brokerage.organisations.views.blueprint import organisations, the_organisation
from brokerage.organisations.views.details import verification_missing
from brokerage.organisations.views.rolelist import roles_of
from brokerage.organisations.views.waiting import answers_due, still_needed_due
from brokerage.weeks import local_today

# One line for each slice that has something for an organisation to do.
SOURCES: tuple[Source, ...] = (
    verification_missing,
    changes_asked,
    drafts_to_finish,
    answers_due,
    still_needed_due,
    hours_to_confirm,
    attendance_to_note,
)

# Links below what waits: (endpoint, words); each takes the organisation's id.
PAGES: tuple[tuple[str, str], ...] = (
    ("posting.index", "All your roles, also drafts"),
    ("applicants.index", "Everybody who offered time"),
    ("applicants.answering_record", "How soon you answer"),
)


@organisations.get("/mine")
@needs("organisation.own")
def mine() -> ResponseReturnValue:
    """One's own organisation, or a choice of them."""
    own = Organisation.id.in_(current_actor().organisation_ids)
    found = db.session.scalars(select(Organisation).where(own).order_by(Organisation.name)).all()
    if len(found) == 1:
        return redirect(url_for("organisations.home", organisation_id=found[0].public_id))
    return render_template("organisations/mine.html", organisations=found)


@organisations.get("/<organisation_id>")
@needs("organisation.own")
def home(organisation_id: str) -> ResponseReturnValue:
    """What waits for the organisation, and where its roles stand."""
    session, found, today = db.session(), the_organisation(organisation_id), local_today()
    return render_template(
        "organisations/home.html",
        organisation=found,
        roles=roles_of(session, found, today),
        todo=waiting(session, found, SOURCES),
        more=PAGES,
        today=today,
    )
