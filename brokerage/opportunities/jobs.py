"""What happens to roles by the clock."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.db import unit_of_work
from brokerage.jobs import scheduled
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import move
from brokerage.opportunities.states import MOVES
from brokerage.weeks import local_today

AT_ONCE = 100  # so that nobody else waits long for the lock
MAY_EXPIRE = [state for state in State if State.EXPIRED in MOVES[state]]
CLOCK = Actor("job:opportunities.expire", "job")


@scheduled("opportunities.expire", "5 * * * *")
def expire_roles() -> str | None:
    """Marks roles past their last day as expired; they left the lists when the day was over."""
    today, total = local_today(), 0
    while True:
        with unit_of_work() as session:
            past = list_past(session, today)
            for role in past:
                move(session, role, State.EXPIRED, CLOCK, reason="date_passed")
        total += len(past)
        if len(past) < AT_ONCE:
            break
    return f"Roles expired: {total}." if total else None


def list_past(session: Session, today: date) -> list[Opportunity]:
    """Some of the roles whose last day is over, locked so that nobody else moves them."""
    over = or_(Opportunity.ends_on < today, Opportunity.expires_on < today)
    query = select(Opportunity).where(Opportunity.state.in_(MAY_EXPIRE), over)
    return list(session.scalars(query.order_by(Opportunity.id).limit(AT_ONCE).with_for_update()))
