"""Whether a message may still go: consent is asked at the moment of sending, not of writing."""

from __future__ import annotations

from sqlalchemy.orm import Session

from brokerage.consents import PURPOSES, has_consent
from brokerage.messages.models import OutboxMessage


def may_send(session: Session, message: OutboxMessage) -> bool:
    """Whether the person it concerns still agrees. Purposes outside consents (signing in, one's
    own account) need no agreement."""
    if message.volunteer_id is None or message.purpose not in PURPOSES:
        return True
    return has_consent(session, message.volunteer_id, message.purpose)
