"""A role from the desk's side: people for it, and people on the way to it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, joinedload

from brokerage.actors import Actor
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.shortlists import Person, people_for
from brokerage.tenancy import introductions_seen_by, volunteers_seen_by, volunteers_shared_with
from brokerage.volunteers.models import Volunteer


def shortlist_for(
    session: Session, opportunity: Opportunity, actor: Actor, limit: int
) -> tuple[list[Person], list[Person]]:
    """(one's own people, people of other centres who may be shared), best first.

    Whoever has an introduction to the role, open or closed, is left out.
    """
    tried = select(Introduction.volunteer_id).where(Introduction.opportunity_id == opportunity.id)
    mine = volunteers_seen_by(actor).with_only_columns(Volunteer.id)
    others = volunteers_shared_with(actor).with_only_columns(Volunteer.id)

    def best(*among: ColumnElement[bool]) -> list[Person]:
        fresh = Volunteer.id.not_in(tried)
        return people_for(session, opportunity, limit, and_(fresh, *among))

    return (
        best(Volunteer.id.in_(mine)),
        best(Volunteer.id.in_(others), Volunteer.id.not_in(mine)),
    )


def list_of_role(
    session: Session, opportunity: Opportunity, actor: Actor
) -> Sequence[Introduction]:
    """Open introductions to a role, of those that are the actor's to see, oldest first."""
    query = introductions_seen_by(actor).where(
        Introduction.opportunity_id == opportunity.id, Introduction.closed_at.is_(None)
    )
    people = query.options(joinedload(Introduction.volunteer)).order_by(Introduction.id)
    return session.scalars(people).unique().all()
