"""Taking messages from the outbox, and what becomes of one after an attempt. Never commits.

A claim is a row's state, a token, and a time at which it runs out. Two senders never hold the same
row, and a sender that dies leaves one that the next takes up.
"""

from __future__ import annotations

import random
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from brokerage.db import new_public_id
from brokerage.errors import Conflict
from brokerage.messages.agreeing import may_send
from brokerage.messages.channels import NotSent, Outgoing, Refused, Unsure
from brokerage.messages.models import STANDS, MessageState, OutboxMessage
from brokerage.messages.stopping import stop_link

FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=4)
GIVES_UP_AFTER = timedelta(days=3)
UNDER_WAY = (MessageState.QUEUED, MessageState.SENDING)


def claim(
    session: Session, channels: Collection[str], moment: datetime, lasts: timedelta
) -> Outgoing | MessageState | None:
    """Take the message that has been due for longest, or say what became of it instead: held, or
    left to a person. None if nothing is due."""
    message = _next_due(session, channels, moment)
    if message is None:
        return None
    if message.state == MessageState.SENDING and message.handed_over:  # its sender died
        message.doubts += 1
    if message.doubts > 1:
        return _end(message, MessageState.IN_DOUBT, moment, "its sender died")
    if not may_send(session, message):
        return _end(message, MessageState.HELD, moment, "no longer agreed to")
    message.state = MessageState.SENDING
    message.claim = new_public_id()
    message.handed_over = False
    message.attempts += 1
    message.due_at = moment + lasts
    session.flush()
    return outgoing_of(message)


def _next_due(
    session: Session, channels: Collection[str], moment: datetime
) -> OutboxMessage | None:
    """PostgreSQL passes over rows that others are taking; on SQLite there are no others."""
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.state.in_(UNDER_WAY), OutboxMessage.due_at <= moment)
        .where(OutboxMessage.channel.in_(channels))
        .order_by(OutboxMessage.due_at, OutboxMessage.id)
        .limit(1)
    )
    return session.scalars(query.with_for_update(skip_locked=True)).first()


def mark_handed_over(session: Session, outgoing: Outgoing) -> bool:
    """From here on it may arrive. False if the claim ran out and somebody else has the message."""
    marked = session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == outgoing.id, OutboxMessage.claim == outgoing.claim)
        .values(handed_over=True)
        .returning(OutboxMessage.id)
    )
    return marked.first() is not None


def record(
    session: Session, outgoing: Outgoing, problem: NotSent | None, moment: datetime
) -> MessageState | None:
    """Write down how an attempt ended. The new state; None if the claim is somebody else's."""
    mine = select(OutboxMessage).where(
        OutboxMessage.id == outgoing.id, OutboxMessage.claim == outgoing.claim
    )
    message = session.scalars(mine.with_for_update()).first()
    if message is None:
        return None
    message.claim = None
    if problem is None:
        _end(message, MessageState.SENT, moment)
    elif isinstance(problem, Refused):
        _end(message, MessageState.FAILED, moment, problem.code)
    elif isinstance(problem, Unsure):
        _doubt(message, moment, problem.code)
    else:
        _later(message, moment, problem.code)
    session.flush()
    return MessageState(message.state)


def _doubt(message: OutboxMessage, moment: datetime, code: str) -> None:
    """It may have arrived. Send it once more, with the same Message-ID; then ask a person."""
    message.doubts += 1
    if message.doubts > 1:
        _end(message, MessageState.IN_DOUBT, moment, code)
    else:
        _queue_again(message, moment + FIRST_DELAY, code)


def _later(message: OutboxMessage, moment: datetime, code: str) -> None:
    due_at = moment + delay(message.attempts, random.uniform(0.75, 1.25))  # noqa: S311
    if due_at > message.queued_at + GIVES_UP_AFTER:
        _end(message, MessageState.FAILED, moment, f"given up after {code}")
    else:
        _queue_again(message, due_at, code)


def delay(attempts: int, jitter: float) -> timedelta:
    """How long to wait after so many attempts; ``jitter`` keeps crowds from coming back at once."""
    doubled: int = 2 ** min(attempts - 1, 20)
    return min(FIRST_DELAY * doubled, LONGEST_DELAY) * jitter


def _queue_again(message: OutboxMessage, due_at: datetime, code: str) -> None:
    message.state, message.claim = MessageState.QUEUED, None
    message.due_at, message.problem = due_at, code


def _end(
    message: OutboxMessage, state: MessageState, moment: datetime, code: str = ""
) -> MessageState:
    message.state, message.claim = state, None
    message.ended_at, message.problem = moment, code
    return state


def send_again(session: Session, message: OutboxMessage, moment: datetime) -> None:
    """A person decided that a message which ended badly should go out after all. Raises Conflict
    for any other."""
    if message.state not in (MessageState.FAILED, MessageState.IN_DOUBT):
        raise Conflict(f"This message is {STANDS[MessageState(message.state)]}.")
    message.state, message.due_at, message.queued_at = MessageState.QUEUED, moment, moment
    message.attempts, message.doubts, message.ended_at = 0, 0, None
    session.flush()


def hold_letters(session: Session, moment: datetime) -> int:
    """Letters wait for people, so their consent is looked at by the clock too. How many stopped."""
    waiting = select(OutboxMessage).where(
        OutboxMessage.channel == "letter", OutboxMessage.state == MessageState.QUEUED
    )
    stopped = [m for m in session.scalars(waiting) if not may_send(session, m)]
    for message in stopped:
        _end(message, MessageState.HELD, moment, "no longer agreed to")
    return len(stopped)


def outgoing_of(message: OutboxMessage) -> Outgoing:
    """A message as channels are given it."""
    return Outgoing(
        id=message.id,
        claim=message.claim or "",
        public_id=message.public_id,
        channel=message.channel,
        address=message.address,
        name=message.name,
        reply_to=message.reply_to,
        subject=message.subject,
        text=message.text,
        html=message.html,
        internet_id=message.internet_id,
        queued_at=message.queued_at,
        stop_link=None if message.transactional else stop_link(message.public_id),
        in_doubt=message.doubts > 0,
    )
