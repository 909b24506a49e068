"""E-mail by SMTP: one connection for many messages, with TLS unless a setting says otherwise."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self
from urllib.parse import unquote, urlsplit

from brokerage.messages.channels import ChannelDown, Outgoing, Refused, TryLater, Unsure
from brokerage.messages.composing import composed, in_ascii, name_and_address

CONNECTING = 20  # seconds
ANSWERING = 300  # a server may look at a message for minutes before it takes it
_CODE = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")


class Smtp:
    """A mail server. The connection is made for the first message and kept for the next."""

    def __init__(self, address: str, sender: str) -> None:
        self.parts = urlsplit(address)
        self.sender = sender
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self._hang_up()

    def send(self, message: Outgoing, handing_over: Callable[[], None]) -> None:
        """Hand one message to the server."""
        server = self._connected()
        recipient = in_ascii(message.address)
        if not recipient.isascii():
            raise Refused("letters before the @ that mail does not carry")
        content = composed(message, self.sender).as_bytes()
        with self._connection_lost(TryLater):
            server.rset()
            self._answered(server.mail(name_and_address(self.sender)[1]), ChannelDown)
            self._answered(server.rcpt(recipient), Refused)
        handing_over()
        with self._connection_lost(Unsure):
            try:
                self._answered(server.data(content), Refused)
            except smtplib.SMTPDataError as refusal:  # before any content was taken
                self._answered((refusal.smtp_code, _bytes(refusal.smtp_error)), Refused)

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            try:
                self._server = self._connect()
            except (OSError, smtplib.SMTPException) as problem:
                raise ChannelDown(_reason(problem)) from problem
        return self._server

    def _connect(self) -> smtplib.SMTP:
        parts, context = self.parts, ssl.create_default_context()
        host = parts.hostname or ""
        if parts.scheme == "smtps":
            return self._greeted(
                smtplib.SMTP_SSL(host, parts.port or 465, timeout=CONNECTING, context=context)
            )
        server = smtplib.SMTP(host, parts.port or 587, timeout=CONNECTING)
        return self._greeted(server, None if parts.query == "tls=none" else context)

    def _greeted(self, server: smtplib.SMTP, context: ssl.SSLContext | None = None) -> smtplib.SMTP:
        """TLS and a password, in this order; a line on which that fails is closed."""
        try:
            if context:
                server.starttls(context=context)
            if self.parts.username:
                server.login(unquote(self.parts.username), unquote(self.parts.password or ""))
            server.ehlo_or_helo_if_needed()
        except BaseException:
            server.close()
            raise
        if server.sock:
            server.sock.settimeout(ANSWERING)
        return server

    def _hang_up(self) -> None:
        if self._server is not None:
            try:
                self._server.quit()
            except (OSError, smtplib.SMTPException):
                self._server.close()
            self._server = None

    @contextmanager
    def _connection_lost(self, means: type[TryLater | Unsure]) -> Iterator[None]:
        """What a dead line means here; the next message gets a new one."""
        try:
            yield
        except (OSError, smtplib.SMTPException) as problem:
            if self._server is not None:
                self._server.close()
                self._server = None
            raise means(_reason(problem)) from problem

    def _answered(self, answer: tuple[int, bytes], if_never: type[Refused | ChannelDown]) -> None:
        code, text = answer
        if 200 <= code < 300:
            return
        if code == 421:  # the server closes the line
            self._hang_up()
            raise ChannelDown(_in_short(code, text))
        raise (if_never if code >= 500 else TryLater)(_in_short(code, text))


def _in_short(code: int, text: bytes) -> str:
    """The codes without the words, which may quote an address."""
    found = _CODE.search(text.decode("ascii", "replace"))
    return f"{code} {found[0]}" if found else str(code)


def _reason(problem: Exception) -> str:
    if isinstance(problem, smtplib.SMTPResponseException):
        return _in_short(problem.smtp_code, _bytes(problem.smtp_error))
    return type(problem).__name__


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
