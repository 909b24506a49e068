"""Letters wait for people: they are printed, posted, and said to be posted."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.db import now
from brokerage.messages.agreeing import may_send
from brokerage.messages.models import Channel, MessageState, OutboxMessage


def letters_seen_by(actor: Actor) -> Select[OutboxMessage]:
    """The letters that somebody's centres print."""
    return (
        select(OutboxMessage)
        .where(OutboxMessage.channel == Channel.LETTER)
        .where(OutboxMessage.centre_id.in_(actor.centre_ids))
        .order_by(OutboxMessage.queued_at, OutboxMessage.id)
    )


def list_waiting(session: Session, actor: Actor) -> list[OutboxMessage]:
    """What should be printed now, oldest first; never one that is no longer agreed to."""
    waiting = letters_seen_by(actor).where(OutboxMessage.state == MessageState.QUEUED)
    return [letter for letter in session.scalars(waiting) if may_send(session, letter)]


def list_posted(session: Session, actor: Actor, limit: int = 20) -> Sequence[OutboxMessage]:
    """The last ones posted, newest first."""
    gone = letters_seen_by(actor).where(OutboxMessage.state == MessageState.SENT)
    newest = gone.order_by(None).order_by(OutboxMessage.ended_at.desc(), OutboxMessage.id.desc())
    return session.scalars(newest.limit(limit)).all()


def mark_posted(session: Session, actor: Actor, public_ids: Sequence[str]) -> int:
    """Letters are in the post. How many of those named were waiting and are the actor's."""
    named = letters_seen_by(actor).where(
        OutboxMessage.state == MessageState.QUEUED, OutboxMessage.public_id.in_(public_ids)
    )
    found = session.scalars(named.with_for_update()).all()
    for letter in found:
        letter.state, letter.ended_at = MessageState.SENT, now()
        letter.attempts += 1
    session.flush()
    return len(found)
