"""Nothing leaves the house: the mailbox page of a demonstration shows what would have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from brokerage.logging import log
from brokerage.messages.channels import Outgoing


class Kept:
    """The outbox is the mailbox; ``noted`` writes a line in the log, without the address."""

    def __init__(self, noted: bool = False) -> None:
        self.noted = noted

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        return None

    def send(self, message: Outgoing, handing_over: Callable[[], None]) -> None:
        """Keep it."""
        if self.noted:
            log.info("message", channel=message.channel, message=message.public_id)
