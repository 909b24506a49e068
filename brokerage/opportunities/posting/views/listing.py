"""An organisation's roles: drafts to go on with, and where every other one stands."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.audit import record
from brokerage.db import db, unit_of_work
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.posting.drafts import UNTITLED, delete_draft, find_draft
from brokerage.opportunities.posting.views.blueprint import (
    address,
    posting,
    the_organisation,
    the_role,
)


@posting.get("")
@needs("roles.post")
def index(organisation_id: str) -> ResponseReturnValue:
    """Every role, drafts first."""
    session = db.session()
    organisation = the_organisation(session, organisation_id)
    mine = select(Opportunity).where(Opportunity.organisation_id == organisation.id)
    newest = mine.order_by(Opportunity.id.desc()).options(selectinload(Opportunity.moves))
    roles = session.scalars(newest).all()
    return render_template(
        "posting/index.html",
        organisation=organisation,
        drafts=[role for role in roles if role.state == State.DRAFT],
        others=[role for role in roles if role.state != State.DRAFT],
    )


@posting.get("/<opportunity_id>")
@needs("roles.post")
def go_on(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """The page to go on with: where a draft was left, else all its answers."""
    session = db.session()
    role = the_role(session, organisation_id, opportunity_id)
    draft = find_draft(session, role)
    if role.state == State.DRAFT and draft and draft.reached not in ("", "check-answers"):
        return redirect(address("page", role, name=draft.reached))
    return redirect(address("check", role))


@posting.get("/<opportunity_id>/delete")
@needs("roles.post")
def confirm_delete(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """Ask before a draft is thrown away."""
    role = the_role(db.session(), organisation_id, opportunity_id)
    return render_template("posting/delete.html", role=role, organisation=role.organisation)


@posting.post("/<opportunity_id>/delete")
@needs("roles.post")
def delete(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """Throw a draft away."""
    with unit_of_work() as unit:
        role = the_role(unit, organisation_id, opportunity_id)
        title = role.title or UNTITLED
        delete_draft(unit, role)
        record(unit, current_actor(), "role.draft_deleted", "opportunity", opportunity_id)
    flash(f"“{title}” is deleted.")
    return redirect(url_for("posting.index", organisation_id=organisation_id))
