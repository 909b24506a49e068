"""Whether introductions are quietly paused. The one question that introductions ask of concerns.

A held introduction looks like one that waits its turn: nothing is sent and nobody is told why.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from brokerage.concerns.models import Hold


def is_held(session: Session, volunteer_id: int, organisation_id: int) -> bool:
    """Whether introductions of this person, or to this organisation, are paused."""
    query = select(Hold.id).where(held(volunteer_id, organisation_id)).limit(1)
    return session.scalar(query) is not None


def held(volunteer_id: object, organisation_id: object) -> ColumnElement[bool]:
    """As a condition on holds; takes ids, or columns of a query around it."""
    whose = or_(Hold.volunteer_id == volunteer_id, Hold.organisation_id == organisation_id)
    return and_(Hold.lifted_at.is_(None), whose)


def is_paused(volunteer_id: object, organisation_id: object) -> ColumnElement[bool]:
    """As a condition on introductions, for lists of what a job has to do."""
    return select(Hold.id).where(held(volunteer_id, organisation_id)).exists()
