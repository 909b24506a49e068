"""What can be done with a role. Services never commit and never see the request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session, selectinload

from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict, NotFound
from brokerage.opportunities.models import (
    CatalogueVersion,
    Opportunity,
    OpportunityMove,
    State,
)
from brokerage.opportunities.states import check_move
from brokerage.organisations.models import Standing
from brokerage.organisations.requirements import why_not_live
from brokerage.weeks import local_today

SHOWN_TO_THE_PUBLIC = (State.LIVE, State.FILLED, State.CLOSED, State.EXPIRED, State.PAUSED)


def record_change(session: Session, opportunities: Iterable[Opportunity]) -> int:
    """Number a change to roles, so that every worker's index takes it up.

    Call it last in the unit of work: the row it updates is locked until the commit, which is
    what makes the numbers appear in order.
    """
    session.flush()
    session.execute(update(CatalogueVersion).values(version=CatalogueVersion.version + 1))
    version = current_version(session)
    for opportunity in opportunities:
        opportunity.changed_version = version
    session.flush()
    return version


def current_version(session: Session) -> int:
    """The number of the last change; 0 before the first."""
    return session.scalar(select(CatalogueVersion.version)) or 0


def move(
    session: Session,
    opportunity: Opportunity,
    target: State,
    actor: Actor,
    reason: str | None = None,
) -> None:
    """Bring a role to another state and remember who, when and why.

    Raises Conflict where the role cannot go there from where it stands, and where it would be
    published before its organisation has shown what such a role needs.
    """
    session.flush()
    session.refresh(opportunity, ["state", "version"], with_for_update=True)  # two at once
    check_move(State(opportunity.state), target)
    check_publishing(opportunity, target)
    note_move(opportunity, target, actor, reason)
    record_change(session, [opportunity])


def check_publishing(opportunity: Opportunity, target: State) -> None:
    """Raises Conflict where a role would go live that may not.

    One that is published for the first time needs a verified organisation, and the full list where
    it is with people at risk. One that comes back needs an organisation that has not gone; an
    imported one was vouched for by the centre that brought it in.
    """
    if target is not State.LIVE:
        return
    organisation = opportunity.organisation
    if opportunity.state in (State.DRAFT, State.SUBMITTED):
        if why := why_not_live(organisation, opportunity, local_today()):
            raise Conflict(why)
    elif organisation.state in (Standing.DECLINED, Standing.LEFT):
        raise Conflict("The organisation is no longer with us.")


def note_move(
    opportunity: Opportunity, target: State, actor: Actor, reason: str | None = None
) -> None:
    """Set the state and write the history, without numbering the change (imports do that once)."""
    opportunity.moves.append(
        OpportunityMove(
            from_state=opportunity.state if opportunity.moves else None,
            to_state=target,
            actor=actor.name,
            on_behalf_of=actor.on_behalf_of,
            through=actor.through,
            reason=reason,
        )
    )
    opportunity.state = target
    if target is State.LIVE and opportunity.published_at is None:
        opportunity.published_at = now()


def with_everything(query: Select[Opportunity]) -> Select[Opportunity]:
    """Load the children of many roles, and who offers them, in one query each."""
    return query.options(
        selectinload(Opportunity.organisation),
        selectinload(Opportunity.sessions),
        selectinload(Opportunity.windows),
        selectinload(Opportunity.places),
        selectinload(Opportunity.terms),
    )


def find_opportunity(session: Session, public_id: str) -> Opportunity | None:
    """A role by its public id, whatever its state."""
    if "\0" in public_id:  # PostgreSQL takes no such text
        return None
    query = select(Opportunity).where(Opportunity.public_id == public_id)
    return session.scalars(with_everything(query)).first()


def get_shown(session: Session, public_id: str) -> Opportunity:
    """A role the public may read: live, or one that was. Raises NotFound for any other."""
    found = find_opportunity(session, public_id)
    if found is None or found.state not in SHOWN_TO_THE_PUBLIC or found.published_at is None:
        raise NotFound("We cannot find that role. It may have closed.")
    return found


def list_by_public_id(session: Session, ids: Sequence[str]) -> dict[str, Opportunity]:
    """Roles by public id, with everything that a card shows."""
    query = select(Opportunity).where(Opportunity.public_id.in_(ids))
    return {o.public_id: o for o in session.scalars(with_everything(query))}


def list_changed_since(session: Session, version: int) -> Sequence[Opportunity]:
    """Roles changed after a numbered change, in the order of their ids."""
    query = select(Opportunity).where(Opportunity.changed_version > version)
    return session.scalars(with_everything(query).order_by(Opportunity.id)).all()


def is_open(opportunity: Opportunity, today: date) -> bool:
    """Whether somebody could still take the role up: live, not past, not full."""
    past = any(
        day is not None and day < today for day in (opportunity.ends_on, opportunity.expires_on)
    )
    return opportunity.state == State.LIVE and not past and places_left(opportunity) != 0


def places_left(opportunity: Opportunity) -> int | None:
    """Places still open; None where the role does not count them."""
    if opportunity.places_offered is None:
        return None
    return max(0, opportunity.places_offered - opportunity.places_taken)
