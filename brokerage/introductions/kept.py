"""Roles that a volunteer keeps, to look at again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from brokerage.introductions.models import KeptRole
from brokerage.opportunities.models import Opportunity
from brokerage.volunteers.models import Volunteer


def keep(session: Session, volunteer: Volunteer, opportunity: Opportunity) -> None:
    """Keep a role; one that is kept already stays kept."""
    try:
        with session.begin_nested():
            session.add(KeptRole(volunteer_id=volunteer.id, opportunity_id=opportunity.id))
    except IntegrityError:
        return


def let_go(session: Session, volunteer: Volunteer, opportunity: Opportunity) -> None:
    """Keep it no longer."""
    session.execute(
        delete(KeptRole).where(
            KeptRole.volunteer_id == volunteer.id, KeptRole.opportunity_id == opportunity.id
        )
    )


def list_kept(session: Session, volunteer: Volunteer) -> Sequence[KeptRole]:
    """What somebody keeps, the newest first; also what has closed, so that they can be told."""
    query = select(KeptRole).where(KeptRole.volunteer_id == volunteer.id)
    return session.scalars(query.order_by(KeptRole.id.desc())).all()
