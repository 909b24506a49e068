"""A real mail server that keeps what it takes, and answers as a test tells it to."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP
from flask import Flask

ANSWER = "250 taken"


@dataclass
class Sink:
    """``answers`` are used up one by one; the word "hang up" breaks the line after the content."""

    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    to_recipient: dict[str, str] = field(default_factory=dict)
    sessions: set[int] = field(default_factory=set)
    url: str = ""

    async def handle_MAIL(  # noqa: N802 - named by aiosmtpd
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        self.sessions.add(id(session))
        envelope.mail_from = address
        return "250 go on"

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.to_recipient.get(address, "250 go on")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else ANSWER
        if answer == "hang up":
            self._keep(envelope)
            server.transport.abort()
        elif answer.startswith("2"):
            self._keep(envelope)
        return answer

    def _keep(self, envelope: Any) -> None:
        made = message_from_bytes(envelope.content, policy=default)
        assert isinstance(made, EmailMessage)
        self.taken.append(made)
        self.recipients.extend(envelope.rcpt_tos)

    @property
    def ids(self) -> list[str]:
        return [str(made["Message-ID"]) for made in self.taken]


@contextmanager
def serving(handler: object, **options: Any) -> Iterator[int]:
    """A mail server in a thread of its own; its port."""
    door = socket.create_server(("127.0.0.1", 0))
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(lambda: SMTP(handler, loop=loop, **options), sock=door)
    )
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield door.getsockname()[1]
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.run_until_complete(_all_ended())
    loop.close()


async def _all_ended() -> None:
    ending = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in ending:
        task.cancel()
    await asyncio.gather(*ending, return_exceptions=True)


@pytest.fixture
def sink() -> Iterator[Sink]:
    made = Sink()
    with serving(made, enable_SMTPUTF8=True) as port:
        made.url = f"smtp://127.0.0.1:{port}?tls=none"
        yield made


@pytest.fixture
def mailing(app: Flask, sink: Sink) -> Flask:
    """The application with the sink as its mail server."""
    app.config.update(EMAIL_THROUGH="smtp", SMTP_URL=sink.url)
    return app
