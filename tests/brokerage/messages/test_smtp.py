"""The line to a mail server: TLS, passwords, and what each answer means."""

from __future__ import annotations

import ssl
import subprocess
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult
from flask import Flask

from brokerage.messages.channels import ChannelDown, Refused, TryLater, Unsure
from brokerage.messages.channels.smtp import Smtp
from tests.brokerage.messages.conftest import Sink, serving
from tests.brokerage.messages.test_composing import MESSAGE

SENDER = "Our Centre <hello@centre.example>"


def nothing() -> None: ...


@pytest.fixture
def line(app: Flask, sink: Sink):
    with app.app_context(), Smtp(sink.url, SENDER) as line:
        yield line


def test_a_refusal_from_the_sender_down_is_the_channels_trouble(app: Flask, sink: Sink) -> None:
    async def refuse(*_given: object) -> str:
        return "550 5.7.1 not you"

    sink.handle_MAIL = refuse
    with app.app_context(), Smtp(sink.url, SENDER) as line, pytest.raises(ChannelDown):
        line.send(MESSAGE, nothing)


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        ("421 4.3.2 closing", ChannelDown),
        ("450 4.2.1 later", TryLater),
        ("550 5.1.1 unknown", Refused),
    ],
)
def test_what_an_answer_about_the_recipient_means(line, sink, answer, meaning):
    sink.to_recipient[MESSAGE.address] = answer
    with pytest.raises(meaning) as problem:
        line.send(MESSAGE, lambda: pytest.fail("nothing was handed over"))
    assert problem.value.code == answer.rsplit(" ", 1)[0]


def test_after_an_answer_of_no_the_line_is_still_good(line, sink):
    sink.answers = ["451 4.3.0 later", "554 5.6.0 never", "hang up"]
    for meaning in (TryLater, Refused, Unsure):
        with pytest.raises(meaning):
            line.send(MESSAGE, nothing)
    line.send(MESSAGE, nothing)
    assert len(sink.taken) == 2


def test_a_domain_in_other_letters_is_written_as_mail_writes_it(line, sink):
    line.send(replace(MESSAGE, address="zoe@пример.example"), nothing)
    assert sink.recipients == ["zoe@xn--e1afmkfd.example"]


def test_a_name_that_mail_does_not_carry_is_refused(line, sink):
    with pytest.raises(Refused):
        line.send(replace(MESSAGE, address="зоя@example.org"), nothing)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("certificate")
    key, made = folder / "key.pem", folder / "certificate.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *(*subject, "-keyout", str(key), "-out", str(made)),
        ],
        check=True,
        capture_output=True,
    )
    return made, key


def test_a_server_without_tls_is_not_spoken_to_unless_that_was_said(app, sink):
    url = sink.url.removesuffix("?tls=none")
    with app.app_context(), Smtp(url, SENDER) as line, pytest.raises(ChannelDown):
        line.send(MESSAGE, nothing)
    assert sink.taken == []


def test_a_certificate_nobody_vouches_for_is_refused(app, certificate):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    sink = Sink()
    with (
        serving(sink, tls_context=context) as port,
        Smtp(f"smtp://127.0.0.1:{port}", SENDER) as line,
        pytest.raises(ChannelDown),
    ):
        line.send(MESSAGE, nothing)
    assert sink.taken == []


@pytest.mark.parametrize("password", ["p%40ss", "wrong"])
def test_with_tls_and_a_password(app, certificate, monkeypatch, password):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)

    def check(_server, _session, _envelope, _mechanism, given):
        return AuthResult(success=(given.login, given.password) == (b"us", b"p@ss"))

    sink = Sink()
    options = {"tls_context": context, "authenticator": check, "auth_required": True}
    with (
        serving(sink, **options) as port,
        app.app_context(),
        Smtp(f"smtp://us:{password}@127.0.0.1:{port}", SENDER) as line,
        nullcontext() if password == "p%40ss" else pytest.raises(ChannelDown),
    ):
        line.send(MESSAGE, nothing)
    assert len(sink.taken) == (password == "p%40ss")
