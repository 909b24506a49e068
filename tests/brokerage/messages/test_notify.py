"""GOV.UK Notify, played by a small server of our own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from flask import Flask

from brokerage.messages.channels import ChannelDown, Refused, TryLater, Unsure
from brokerage.messages.channels.notify import Notify, token
from tests.brokerage.messages.test_composing import MESSAGE

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"our-key-{SERVICE}-{SECRET}"


@dataclass
class Played:
    status: int = 201
    known: list[str] = field(default_factory=list)
    asked: list[tuple[str, Any, str]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def notify() -> Iterator[Played]:
    played = Played()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(length))
            played.asked.append((self.path, body, self.headers["Authorization"]))
            self._answer({"id": "n"})

        def do_GET(self) -> None:
            reference = self.path.partition("reference=")[2]
            self._answer({"notifications": [r for r in played.known if r == reference]})

        def _answer(self, body: object) -> None:
            if played.status == 0:
                self.close_connection = True
                return
            content = json.dumps(body).encode()
            self.send_response(played.status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_given: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    played.url = f"http://127.0.0.1:{server.server_port}"
    yield played
    server.shutdown()
    thread.join()
    server.server_close()


def way(app: Flask, played: Played) -> Notify:
    app.config.update(
        NOTIFY_URL=played.url,
        NOTIFY_KEY=KEY,
        NOTIFY_EMAIL_TEMPLATE="email-template",
        NOTIFY_TEXT_TEMPLATE="text-template",
    )
    return Notify(app.config)


def nothing() -> None: ...


def test_an_email_is_a_template_that_holds_our_words(app: Flask, notify: Played) -> None:
    handed_over: list[int] = []
    news = replace(MESSAGE, stop_link="https://ours.example/stop")
    with app.app_context():
        way(app, notify).send(news, lambda: handed_over.append(len(notify.asked)))
    ((path, body, authorization),) = notify.asked
    assert handed_over == [0], "said before, not after"
    assert path == "/v2/notifications/email"
    assert body["email_address"] == MESSAGE.address
    assert body["template_id"] == "email-template"
    assert body["personalisation"]["subject"] == MESSAGE.subject
    assert body["personalisation"]["body"].startswith(MESSAGE.text.strip())
    assert body["reference"] == MESSAGE.public_id
    assert body["one_click_unsubscribe_url"] == "https://ours.example/stop"
    assert authorization.startswith("Bearer ")


def test_a_text_goes_to_a_number(app: Flask, notify: Played) -> None:
    text = replace(MESSAGE, channel="text", address="07700 900123")
    way(app, notify).send(text, nothing)
    path, body, _ = notify.asked[0]
    assert path == "/v2/notifications/sms"
    assert body["phone_number"] == "07700 900123"
    assert body["personalisation"] == {"body": MESSAGE.text}


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        (400, Refused),
        (403, ChannelDown),
        (429, ChannelDown),
        (500, Unsure),
        (0, Unsure),
    ],
)
def test_what_an_answer_means(
    app: Flask, notify: Played, status: int, meaning: type[Exception]
) -> None:
    notify.status = status
    with pytest.raises(meaning):
        way(app, notify).send(MESSAGE, nothing)


def test_one_in_doubt_is_asked_after_before_it_is_sent_again(app: Flask, notify: Played) -> None:
    doubtful = replace(MESSAGE, in_doubt=True)
    notify.known = [MESSAGE.public_id]
    way(app, notify).send(doubtful, nothing)
    assert notify.asked == []
    notify.known = []
    way(app, notify).send(doubtful, nothing)
    assert len(notify.asked) == 1


def test_nobody_there_is_not_a_doubt_while_only_asking(app: Flask, notify: Played) -> None:
    notify.status = 0
    with pytest.raises(TryLater):
        way(app, notify).send(replace(MESSAGE, in_doubt=True), nothing)


def test_the_token_is_signed_with_the_secret_half_of_the_key() -> None:
    head, claims, signature = (
        base64.urlsafe_b64decode(part + "==") for part in token(KEY, 1_700_000_000).split(".")
    )
    assert json.loads(head) == {"typ": "JWT", "alg": "HS256"}
    assert json.loads(claims) == {"iss": SERVICE, "iat": 1_700_000_000}
    signed = token(KEY, 1_700_000_000).rpartition(".")[0].encode()
    assert signature == hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()


def test_a_key_that_is_not_one_is_the_channels_trouble() -> None:
    with pytest.raises(ChannelDown):
        token("nonsense", 0)
