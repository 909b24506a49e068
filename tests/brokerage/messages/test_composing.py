"""E-mails as they go over the wire."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import SMTP
from typing import Any

import pytest
from flask import Flask

from brokerage.db import now
from brokerage.messages.channels import Outgoing
from brokerage.messages.composing import composed, name_and_address

MESSAGE = Outgoing(
    id=1,
    claim="c",
    public_id="p",
    channel="email",
    address="sam@example.org",
    name="Sam “Sunny” Example, PhD",
    reply_to=None,
    subject="Zoë’s café needs you" + ", and you" * 20,
    text="Hello.\n\n" + "A long line. " * 120 + "\n.\nFrom here\n",
    html=None,
    internet_id="<p@volunteering.example>",
    queued_at=now(),
    stop_link=None,
    in_doubt=False,
)


def parsed(app: Flask, message: Outgoing) -> Any:
    with app.app_context():
        content = composed(message, "Our Centre, Ashford <hello@centre.example>").as_bytes()
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    return message_from_bytes(content, policy=SMTP)


def test_text_first_then_html_with_every_word_unchanged(app: Flask) -> None:
    made = parsed(app, MESSAGE)
    text, html = made.iter_parts()
    assert made.get_content_type() == "multipart/alternative"
    assert text.get_content().replace("\r\n", "\n") == MESSAGE.text
    assert "From here" in html.get_content()
    assert made["Subject"] == MESSAGE.subject
    assert made["To"].addresses[0].display_name == MESSAGE.name
    assert made["From"].addresses[0].display_name == "Our Centre, Ashford"
    assert made["Message-ID"] == MESSAGE.internet_id
    assert made["Auto-Submitted"] == "auto-generated"
    assert "List-Unsubscribe" not in made


def test_the_same_message_is_the_same_each_time_it_is_sent(app: Flask) -> None:
    first, second = parsed(app, MESSAGE), parsed(app, MESSAGE)
    assert first["Date"] == second["Date"]
    assert first["Message-ID"] == second["Message-ID"]


def test_what_is_not_transactional_can_be_stopped_in_one_click(app: Flask) -> None:
    made = parsed(app, replace(MESSAGE, stop_link="https://ours.example/stop/x"))
    assert made["List-Unsubscribe"] == "<https://ours.example/stop/x>"
    assert made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for part in made.iter_parts():
        assert "https://ours.example/stop/x" in part.get_content()


def test_answers_go_to_whoever_should_have_them(app: Flask) -> None:
    made = parsed(app, replace(MESSAGE, reply_to="ashford@centre.example"))
    assert made["Reply-To"] == "ashford@centre.example"


@pytest.mark.parametrize(
    ("sender", "found"),
    [
        ("hello@centre.example", ("", "hello@centre.example")),
        ('"A, B" <a@b.example>', ("A, B", "a@b.example")),
        ("A, B <a@b.example>", ("A, B", "a@b.example")),
    ],
)
def test_a_sender_is_read_with_or_without_a_name(sender: str, found: tuple[str, str]) -> None:
    assert name_and_address(sender) == found
