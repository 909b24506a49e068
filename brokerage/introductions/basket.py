"""The broker's basket: up to five roles laid aside for a person, to talk over and refer."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.errors import Conflict
from brokerage.introductions.models import BasketItem
from brokerage.opportunities.models import Opportunity
from brokerage.volunteers.models import Volunteer

MOST = 5


class BasketIsFull(Conflict):
    """Five roles are laid aside already. Take one out first."""

    def __init__(self) -> None:
        super().__init__("Five roles are in the basket. Take one out to add another.")


def put_in_basket(
    session: Session, actor: Actor, volunteer: Volunteer, opportunity: Opportunity
) -> BasketItem:
    """Lay a role aside; one that lies there already stays. Raises BasketIsFull.

    Rows are numbered 1 to 5 and numbers are unique, so two tabs cannot make six.
    """
    for _attempt in range(MOST):
        held = list_basket(session, actor, volunteer)
        for item in held:
            if item.opportunity_id == opportunity.id:
                return item
        free = sorted(set(range(1, MOST + 1)) - {item.number for item in held})
        if not free:
            raise BasketIsFull
        item = BasketItem(
            actor=actor.name,
            volunteer_id=volunteer.id,
            opportunity=opportunity,
            number=free[0],
        )
        try:
            with session.begin_nested():
                session.add(item)
            return item
        except IntegrityError:  # another tab took the number: look again
            continue
    raise BasketIsFull


def take_out_of_basket(
    session: Session, actor: Actor, volunteer: Volunteer, opportunity: Opportunity
) -> None:
    """Put a role back; one that is not there is no fault."""
    mine = _mine(actor, volunteer)
    session.execute(delete(BasketItem).where(*mine, BasketItem.opportunity_id == opportunity.id))


def empty_basket(session: Session, actor: Actor, volunteer: Volunteer) -> None:
    """After referring, or to begin again."""
    session.execute(delete(BasketItem).where(*_mine(actor, volunteer)))


def list_basket(session: Session, actor: Actor, volunteer: Volunteer) -> Sequence[BasketItem]:
    """What lies aside for a person, in the order it was put there."""
    query = select(BasketItem).where(*_mine(actor, volunteer)).order_by(BasketItem.id)
    return session.scalars(query).all()


def _mine(actor: Actor, volunteer: Volunteer) -> tuple[ColumnElement[bool], ...]:
    return (BasketItem.actor == actor.name, BasketItem.volunteer_id == volunteer.id)
