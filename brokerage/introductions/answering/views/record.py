"""How soon the organisation answers, and every introduction that the figure is made of."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db
from brokerage.introductions.answering import promptness
from brokerage.introductions.answering.chasing import opening_days
from brokerage.introductions.answering.recent import asked_of
from brokerage.introductions.answering.views.blueprint import applicants
from brokerage.introductions.models import Introduction
from brokerage.tenancy import get_organisation, introductions_seen_by
from brokerage.weeks import local_today


@applicants.get("/answering")
@needs("organisation.answer")
def answering_record(organisation_id: str) -> ResponseReturnValue:
    """The figure, how it is worked out, and the introductions behind it."""
    session, actor = db.session(), current_actor()
    organisation = get_organisation(session, actor, organisation_id)
    asked = asked_of(session, (organisation.id,)).get(organisation.id, [])
    days = opening_days(organisation)
    found = promptness.promptness([one for _, one in asked], local_today(), days)
    counted = {id(line.asked): line for line in found.lines}
    ids = [one for one, _ in asked]
    seen = introductions_seen_by(actor).where(Introduction.id.in_(ids))
    rows = {one.id: one for one in session.scalars(seen)}
    return render_template(
        "answering/record.html",
        organisation=organisation,
        record=found,
        rows=[(rows[one], each, counted.get(id(each))) for one, each in asked if one in rows],
        least=promptness.LEAST,
        within=promptness.WITHIN,
        good_news=promptness.GOOD_NEWS,
        window=promptness.WINDOW.days,
        earned=round(promptness.EARNED * 100),
    )
