"""Every change of a published role: at the desk, and for the organisation itself."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db
from brokerage.introductions.views.naming import names_of_actors
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.moderation import deciding
from brokerage.opportunities.moderation.changes import list_changes, list_proposals
from brokerage.opportunities.moderation.views.blueprint import moderation
from brokerage.opportunities.moderation.wording import label_of
from brokerage.opportunities.schemas import STATES
from brokerage.organisations.views.blueprint import organisations
from brokerage.tenancy import get_opportunity_run_by, get_role_of


@moderation.get("/<opportunity_id>/history")
@needs("roles.moderate")
def history(opportunity_id: str) -> ResponseReturnValue:
    """What was changed, by whom and when."""
    session = db.session()
    role = get_opportunity_run_by(session, current_actor(), opportunity_id)
    return _page(session, role, at_desk=True)


@organisations.get("/<organisation_id>/roles/<opportunity_id>/history")
@needs("organisation.own")
def role_history(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """The same for the organisation, with what the centre asks for."""
    session = db.session()
    role = get_role_of(session, current_actor(), organisation_id, opportunity_id)
    return _page(session, role, at_desk=False)


def _page(session: Session, role: Opportunity, *, at_desk: bool) -> ResponseReturnValue:
    changes, look = list_changes(session, role), deciding.last_look(session, role)
    actors = [one.actor for one in changes] + [one.actor for one in role.moves]
    return render_template(
        "moderation/history.html",
        role=role,
        organisation=role.organisation,
        at_desk=at_desk,
        comments=deciding.open_comments(session, role),
        fields=deciding.FIELDS,
        look=look if look and look.outcome == role.state else None,
        declined=deciding.DECLINED[role.moves[-1].reason or "other"].words
        if role.state == State.DECLINED and role.moves
        else "",
        changes=changes,
        waiting=list_proposals(session, role),
        label_of=label_of,
        states=STATES,
        who=names_of_actors(session, actors),
    )
