"""Where a new role begins: an empty page, words of ours, or a copy of an own role."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db, unit_of_work
from brokerage.idempotency import once
from brokerage.opportunities.models import Kind, Opportunity, State
from brokerage.opportunities.posting.drafts import begin, copy
from brokerage.opportunities.posting.filling import fill
from brokerage.opportunities.posting.starters import Starter, starters
from brokerage.opportunities.posting.views.blueprint import (
    address,
    posting,
    submission,
    the_organisation,
    the_role,
    vocabulary_of,
)
from brokerage.organisations.models import Organisation
from brokerage.weeks import local_today

COPIES_OFFERED = 20


@posting.get("/new")
@needs("roles.post")
def new(organisation_id: str) -> ResponseReturnValue:
    """Choose what to start from."""
    session = db.session()
    organisation = the_organisation(session, organisation_id)
    mine = select(Opportunity).where(
        Opportunity.organisation_id == organisation.id, Opportunity.state != State.DRAFT
    )
    own = session.scalars(mine.order_by(Opportunity.id.desc()).limit(COPIES_OFFERED)).all()
    return render_template(
        "posting/new.html", organisation=organisation, starters=starters().values(), own=own
    )


@posting.post("/new")
@needs("roles.post")
def create(organisation_id: str) -> ResponseReturnValue:
    """Make the draft, once however often the button is pressed."""
    with unit_of_work() as unit:
        organisation = the_organisation(unit, organisation_id)
        made = once(unit, submission(), current_actor(), lambda: _made(unit, organisation), "role")
    return redirect(address("page", (organisation_id, made), name="what"))


def _made(unit: Session, organisation: Organisation) -> Opportunity:
    own = request.form.get("copy", "")
    if own:
        return copy(unit, the_role(unit, organisation.public_id, own), current_actor())
    starter: Starter | None = starters().get(request.form.get("starter", ""))
    kind = starter.kind if starter else _kind(request.form.get("kind", ""))
    role = begin(unit, organisation, current_actor(), kind)
    if starter:
        fill(unit, role, starter.answers, vocabulary_of(unit), local_today())
    return role


def _kind(text: str) -> Kind:
    return Kind(text) if text in list(Kind) else Kind.ROLE
