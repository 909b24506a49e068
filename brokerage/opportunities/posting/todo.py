"""What waits for an organisation about its roles: drafts, and changes that the centre asks for."""

from __future__ import annotations

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.posting.drafts import UNTITLED
from brokerage.organisations.models import Organisation
from brokerage.organisations.todo import ToDo

MOST_DRAFTS = 5


def changes_asked(session: Session, organisation: Organisation) -> list[ToDo]:
    """Roles that the centre asks to change before they are published."""
    mine = select(Opportunity).where(
        Opportunity.organisation_id == organisation.id,
        Opportunity.state == State.CHANGES_ASKED,
    )
    return [
        ToDo(
            f"Change “{role.title}” as your volunteer centre asks",
            url_for(
                "posting.check",
                organisation_id=organisation.public_id,
                opportunity_id=role.public_id,
            ),
        )
        for role in session.scalars(mine.order_by(Opportunity.id))
    ]


def drafts_to_finish(session: Session, organisation: Organisation) -> list[ToDo]:
    """Roles that somebody began to write, the newest first."""
    mine = select(Opportunity).where(
        Opportunity.organisation_id == organisation.id, Opportunity.state == State.DRAFT
    )
    return [
        ToDo(
            f"Finish “{role.title or UNTITLED}”",
            url_for(
                "posting.go_on",
                organisation_id=organisation.public_id,
                opportunity_id=role.public_id,
            ),
        )
        for role in session.scalars(mine.order_by(Opportunity.id.desc()).limit(MOST_DRAFTS))
    ]
