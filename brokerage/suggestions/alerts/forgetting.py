"""Taking an address out, for somebody who has no record with us."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.suggestions.alerts.owning import address_of, list_of_address
from brokerage.suggestions.alerts.service import stop

EMPTY = {"address": "", "name": "", "subject": "", "text": "", "html": None, "reply_to": None}


def forget_address(session: Session, address: str, actor: Actor) -> int:
    """Delete its alerts; cancel and empty the messages of alerts. How many alerts it was."""
    mine = list_of_address(session, address)
    for alert in mine:
        stop(session, alert, actor)
    theirs = (
        OutboxMessage.volunteer_id.is_(None),
        OutboxMessage.about_kind == "alert",
        OutboxMessage.address == address_of(address),
    )
    queued = update(OutboxMessage).where(*theirs, OutboxMessage.state == MessageState.QUEUED)
    session.execute(queued.values(state=MessageState.CANCELLED))
    session.execute(update(OutboxMessage).where(*theirs).values(**EMPTY))
    return len(mine)
