"""Looking messages up."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.errors import NotFound
from brokerage.messages.models import MessageState, OutboxMessage

ENDED_BADLY = (MessageState.FAILED, MessageState.HELD, MessageState.IN_DOUBT)


def get_message(session: Session, public_id: str) -> OutboxMessage:
    """Raises NotFound."""
    query = select(OutboxMessage).where(OutboxMessage.public_id == public_id)
    found = None if "\0" in public_id else session.scalar(query)
    if found is None:
        raise NotFound("We cannot find that message.")
    return found


def list_about(session: Session, about: tuple[str, str]) -> Sequence[OutboxMessage]:
    """Every message about a record, oldest first."""
    kind, public_id = about
    query = select(OutboxMessage).where(
        OutboxMessage.about_kind == kind, OutboxMessage.about_id == public_id
    )
    return session.scalars(query.order_by(OutboxMessage.id)).all()


def count_by_state(session: Session) -> list[tuple[MessageState, int]]:
    """How many messages stand where; states in which none is are left out."""
    counted = select(OutboxMessage.state, func.count()).group_by(OutboxMessage.state)
    found = sorted((str(state), count) for state, count in session.execute(counted))
    return [(MessageState(state), count) for state, count in found]


def list_ended_badly(
    session: Session, limit: int, states: Sequence[MessageState] = ENDED_BADLY
) -> Sequence[OutboxMessage]:
    """The newest that failed, were held back or are in doubt."""
    query = select(OutboxMessage).where(OutboxMessage.state.in_(states))
    return session.scalars(query.order_by(OutboxMessage.id.desc()).limit(limit)).all()
