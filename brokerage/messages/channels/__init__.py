"""Ways out: what every channel is given, and the four ways in which sending can end badly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way, copied from the outbox so that no transaction stays open."""

    id: int
    claim: str
    public_id: str
    channel: str
    address: str
    name: str
    reply_to: str | None
    subject: str
    text: str
    html: str | None
    internet_id: str
    queued_at: datetime
    stop_link: str | None  # where the recipient stops messages of this purpose
    in_doubt: bool  # it may have arrived before


class NotSent(Exception):
    """It certainly did not go out. ``code`` says why without quoting anybody."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(NotSent):
    """Not this message to this address, ever. Look at the address."""


class TryLater(NotSent):
    """Not now. Try this message again later."""


class ChannelDown(TryLater):
    """Nothing goes out this way at present: leave the others alone too."""


class Unsure(NotSent):
    """The line went dead after the message was handed over: it may have arrived."""


class Way(Protocol):
    """A channel in use; entering and leaving it opens and closes its connection."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def send(self, message: Outgoing, handing_over: Callable[[], None]) -> None:
        """Send one message or raise NotSent. ``handing_over`` is called just before the moment
        from which on a dead process cannot know whether it arrived."""
