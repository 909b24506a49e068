"""Whom a role may be looked for, as one condition. Asked of the database each time it matters."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from brokerage.consents import allowed
from brokerage.volunteers.guardians import agreed_for_any_role
from brokerage.volunteers.models import Volunteer, VolunteerState

UNDER_GUARDIAN = "under-16"


def may_be_suggested() -> ColumnElement[bool]:
    """Active, not merged into another record, still willing, and a guardian's yes under 16."""
    return and_(
        Volunteer.state == VolunteerState.ACTIVE,
        Volunteer.merged_into_id.is_(None),
        allowed(Volunteer.id, "introductions"),
        or_(
            Volunteer.age_band.is_(None),
            Volunteer.age_band != UNDER_GUARDIAN,
            agreed_for_any_role(Volunteer.id),
        ),
    )


def list_suggestible_ids(
    session: Session, among: ColumnElement[bool] | None = None
) -> Sequence[str]:
    """Public ids of those who may be suggested at this moment; ``among``: of these alone."""
    query = select(Volunteer.public_id).where(may_be_suggested())
    return session.scalars(query if among is None else query.where(among)).all()
