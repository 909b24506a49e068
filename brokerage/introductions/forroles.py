"""A role from the desk's side: people for it, and people on the way to it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from brokerage.actors import Actor
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.shortlists import Person, people_for
from brokerage.tenancy import introductions_seen_by, volunteers_seen_by, volunteers_shared_with
from brokerage.volunteers.models import Volunteer

LOOKED_THROUGH = 400  # ranked people, of every centre, to find one's own and the shared ones among


def shortlist_for(
    session: Session, opportunity: Opportunity, actor: Actor, limit: int
) -> tuple[list[Person], list[Person]]:
    """(one's own people, people of other centres who may be shared), best first.

    Whoever has an introduction to the role, open or closed, is left out.
    """
    tried = set(
        session.scalars(
            select(Introduction.volunteer_id).where(Introduction.opportunity_id == opportunity.id)
        )
    )
    ranked = people_for(session, opportunity, LOOKED_THROUGH)
    found = [one for one in ranked if one.volunteer.id not in tried]
    ids = [one.volunteer.id for one in found]
    mine = _ids(session, volunteers_seen_by(actor).where(Volunteer.id.in_(ids)))
    others = _ids(session, volunteers_shared_with(actor).where(Volunteer.id.in_(ids))) - mine
    return (
        [one for one in found if one.volunteer.id in mine][:limit],
        [one for one in found if one.volunteer.id in others][:limit],
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


def _ids(session: Session, people: object) -> set[int]:
    return {one.id for one in session.scalars(people)}  # type: ignore[call-overload]
