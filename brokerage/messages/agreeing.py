"""Whether a message may still go: consent is asked at the moment of sending, not of writing."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.consents import PURPOSES, has_consent
from brokerage.db import db
from brokerage.messages.models import OutboxMessage

ALERT = "alert"  # what such a message is about can itself be stopped, by whoever has no record


def may_send(session: Session, message: OutboxMessage) -> bool:
    """Whether the person it concerns still agrees. Purposes outside consents (signing in, one's
    own account) need no agreement."""
    if _is_of_alert(message) and not _is_wanted(session, message.about_id):
        return False
    if message.volunteer_id is None or message.purpose not in PURPOSES:
        return True
    return has_consent(session, message.volunteer_id, message.purpose)


def _is_of_alert(message: OutboxMessage) -> bool:
    return message.about_kind == ALERT and not message.transactional


def _is_wanted(session: Session, public_id: str | None) -> bool:
    """Whether an alert is neither paused nor stopped. By table, not by model: alerts stand above
    messages."""
    alerts = db.metadata.tables["alerts"]
    return session.scalar(select(alerts.c.state).where(alerts.c.public_id == public_id)) == "active"
