"""E-mail and texts by GOV.UK Notify (https://docs.notifications.service.gov.uk/rest-api.html).

Its templates hold nothing but ((subject)) and ((body)): what a message says is kept here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any, Self
from urllib.parse import quote

from brokerage.messages.channels import ChannelDown, NotSent, Outgoing, Refused, TryLater, Unsure
from brokerage.messages.composing import text_of
from brokerage.messages.models import Channel

PATIENCE = 30  # seconds
_KEY = re.compile(r"(?:.*-)?([0-9a-f-]{36})-([0-9a-f-]{36})")  # name, service, secret


class Notify:
    """One request a message; our public id is its reference there."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.base = str(config["NOTIFY_URL"]).rstrip("/")
        self.key = str(config["NOTIFY_KEY"])
        self.templates = {
            Channel.EMAIL: config["NOTIFY_EMAIL_TEMPLATE"],
            Channel.TEXT: config["NOTIFY_TEXT_TEMPLATE"],
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        return None

    def send(self, message: Outgoing, handing_over: Callable[[], None]) -> None:
        """Hand one message over, unless an attempt in doubt turns out to have arrived."""
        if message.in_doubt and self._has(message.public_id):
            return
        request = self._request(_path(message), self._body(message))
        handing_over()
        try:
            self._open(request)
        except (OSError, ValueError) as problem:
            raise Unsure(type(problem).__name__) from problem

    def _has(self, reference: str) -> bool:
        request = self._request(f"/v2/notifications?reference={quote(reference)}", None)
        try:
            found = json.loads(self._open(request))
        except (OSError, ValueError) as problem:
            raise TryLater(type(problem).__name__) from problem
        return bool(found["notifications"])

    def _body(self, message: Outgoing) -> dict[str, Any]:
        email = message.channel == Channel.EMAIL
        words = {"subject": message.subject} if email else {}
        body: dict[str, Any] = {
            "email_address" if email else "phone_number": message.address,
            "template_id": self.templates[Channel(message.channel)],
            "personalisation": {**words, "body": text_of(message)},
            "reference": message.public_id,
        }
        if email and message.stop_link:
            body["one_click_unsubscribe_url"] = message.stop_link
        return body

    def _request(self, path: str, body: dict[str, Any] | None) -> urllib.request.Request:
        return urllib.request.Request(  # noqa: S310 - the address is a checked setting
            f"{self.base}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {token(self.key, int(time.time()))}",
                "Content-Type": "application/json",
            },
        )

    def _open(self, request: urllib.request.Request) -> bytes:
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                found: bytes = answer.read()
                return found
        except urllib.error.HTTPError as refusal:
            with refusal:
                raise _meaning(refusal.code) from refusal


def _path(message: Outgoing) -> str:
    return f"/v2/notifications/{'email' if message.channel == Channel.EMAIL else 'sms'}"


def _meaning(status: int) -> NotSent:
    """400 is about this message; 401, 403, 404 and 429 about our account; the rest is their
    trouble, after which nobody knows."""
    if status == 400:
        return Refused("Notify 400")
    if status < 500:
        return ChannelDown(f"Notify {status}")
    return Unsure(f"Notify {status}")


def token(key: str, moment: int) -> str:
    """A JSON web token, good for 30 seconds (RFC 7519, HMAC with SHA-256)."""
    found = _KEY.fullmatch(key)
    if not found:
        raise ChannelDown("the Notify key is not complete")
    service, secret = found.groups()
    parts = ({"typ": "JWT", "alg": "HS256"}, {"iss": service, "iat": moment})
    signed = b".".join(_base64(json.dumps(part).encode()) for part in parts)
    signature = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    return (signed + b"." + _base64(signature)).decode()


def _base64(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")
