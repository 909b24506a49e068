"""Sending what is in the outbox."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from flask import Flask, current_app
from sqlalchemy.orm import Session

from brokerage.db import now, unit_of_work
from brokerage.jobs import scheduled
from brokerage.jobs.consumer import is_stopping
from brokerage.logging import log_bug
from brokerage.messages.channels import NotSent, Outgoing, TryLater, Unsure
from brokerage.messages.channels.opening import Channels
from brokerage.messages.models import MessageState
from brokerage.messages.sending import claim, hold_letters, mark_handed_over, record

MOST = 500  # in one run, so that others get their turn


@scheduled("messages.deliver", "* * * * *")
def deliver_messages() -> str | None:
    """Sends e-mail and texts that are due (also right after they are written)."""
    tally = deliver(current_app._get_current_object())  # type: ignore[attr-defined]
    with unit_of_work() as session:
        tally[MessageState.HELD] += hold_letters(session, now())
    return in_words(tally)


def in_words(tally: Counter[str]) -> str | None:
    """How many came to which state; None if there was nothing to do."""
    words = [f"{n} {state.replace('_', ' ')}" for state, n in sorted(tally.items()) if n]
    return ", ".join(words) + "." if words else None


def deliver(app: Flask) -> Counter[str]:
    """Send what is due, one message after another; how many came to which state.

    One commit records the attempt before and claims the next message; a second, just before a
    message is handed over, marks it. A process killed in between leaves at most one in doubt.
    """
    tally: Counter[str] = Counter()
    ended: tuple[Outgoing, NotSent | None] | None = None
    with Channels(app.config) as channels:
        while True:
            enough = tally.total() >= MOST or is_stopping()
            with unit_of_work() as session:
                if ended:
                    tally[record(session, *ended, now()) or "taken over"] += 1
                taken = None if enough else _claim(session, app, channels)
            ended = None
            if taken is None:
                return tally
            if isinstance(taken, MessageState):
                tally[taken] += 1
            else:
                ended = taken, _send(channels, taken)


def _claim(session: Session, app: Flask, channels: Channels) -> Outgoing | MessageState | None:
    lasts = timedelta(seconds=app.config["CLAIM_SECONDS"])
    return claim(session, channels.working, now(), lasts)


def _send(channels: Channels, outgoing: Outgoing) -> NotSent | None:
    handed_over = False

    def handing_over() -> None:
        nonlocal handed_over
        with unit_of_work() as session:
            if not mark_handed_over(session, outgoing):
                raise NotSent("taken over by another sender")
        handed_over = True

    try:
        channels.send(outgoing, handing_over)
    except NotSent as problem:
        return problem
    except Exception as problem:  # a bug must not stop the messages behind it
        log_bug(problem)
        code = f"{type(problem).__name__}: see the log"
        return Unsure(code) if handed_over else TryLater(code)
    return None
