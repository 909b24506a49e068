"""Looking messages up."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.errors import NotFound
from brokerage.messages.models import OutboxMessage


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
