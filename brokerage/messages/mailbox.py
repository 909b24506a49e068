"""The mailbox of a demonstration: every message there is, as it would have arrived."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.messages.models import OutboxMessage

PAGE = 50


def list_mailbox(
    session: Session, address: str = "", page: int = 1
) -> tuple[Sequence[OutboxMessage], bool]:
    """A page of messages, newest first, and whether there are more; ``address`` may be a part."""
    query = select(OutboxMessage).order_by(OutboxMessage.id.desc())
    if address:
        query = query.where(OutboxMessage.address.icontains(address, autoescape=True))
    found = session.scalars(query.offset((page - 1) * PAGE).limit(PAGE + 1)).all()
    return found[:PAGE], len(found) > PAGE
