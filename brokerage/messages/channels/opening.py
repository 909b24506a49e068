"""Which channel a message takes, by setting; each is opened when first used in a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

from brokerage.messages.channels import ChannelDown, Outgoing, Way
from brokerage.messages.channels.mailbox import Kept
from brokerage.messages.channels.notify import Notify
from brokerage.messages.channels.smtp import Smtp
from brokerage.messages.models import Channel

Maker = Callable[[Mapping[str, Any]], Way]

WAYS: dict[str, dict[str, Maker]] = {
    Channel.EMAIL: {
        "mailbox": lambda _config: Kept(),
        "smtp": lambda config: Smtp(config["SMTP_URL"], config["MAIL_FROM"]),
        "notify": lambda config: Notify(config),
    },
    Channel.TEXT: {
        "mailbox": lambda _config: Kept(),
        "log": lambda _config: Kept(noted=True),
        "notify": lambda config: Notify(config),
    },
}
SETTING = {Channel.EMAIL: "EMAIL_THROUGH", Channel.TEXT: "TEXTS_THROUGH"}


class Channels:
    """The channels of one run; one that is down is left alone until the next."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.config = config
        self.working = set(WAYS)
        self._open: dict[str, Way] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _problem: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def send(self, message: Outgoing, handing_over: Callable[[], None]) -> None:
        """Send by the message's channel. Raises NotSent."""
        try:
            self._way(message.channel).send(message, handing_over)
        except ChannelDown:
            self.working.discard(message.channel)
            raise

    def _way(self, channel: str) -> Way:
        if channel not in self._open:
            made = WAYS[channel][self.config[SETTING[Channel(channel)]]](self.config)
            self._open[channel] = self._stack.enter_context(made)
        return self._open[channel]
