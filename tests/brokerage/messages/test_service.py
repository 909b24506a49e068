"""Writing to the outbox."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.actors import PUBLIC
from brokerage.db import db, unit_of_work
from brokerage.errors import Invalid, NotFound
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.messages.service import (
    Message,
    cancel,
    get_message,
    list_about,
    queue,
)
from brokerage.volunteers.service import register
from tests.making import make_centre, make_county

ABOUT = ("introduction", "an-introduction")


def message(**changes: Any) -> Message:
    plain = {
        "channel": "email",
        "address": "sam@example.org",
        "name": "Sam Example",
        "purpose": "account",
        "subject": "Hello",
        "text": "Hello, Sam.\n",
        "about": ABOUT,
    }
    return Message(**{**plain, **changes})


def test_a_message_waits_for_sending_with_an_id_of_its_own(session: Session) -> None:
    first, second = (queue(session, message()) for _ in range(2))
    assert first.state == MessageState.QUEUED
    assert first.internet_id != second.internet_id
    assert first.internet_id == f"<{first.public_id}@volunteering.example>"


def test_the_same_occasion_is_written_once(session: Session) -> None:
    first = queue(session, message(key="reminder 1"))
    assert queue(session, message(key="reminder 1", text="Again")) is first
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 1


def test_of_two_at_once_on_postgresql_one_writes_it(postgres_app: Flask) -> None:
    def write() -> str:
        with postgres_app.app_context(), unit_of_work() as session:
            gate.wait()
            return queue(session, message(key="once")).public_id

    gate = threading.Barrier(8)
    with ThreadPoolExecutor(8) as pool:
        found = {future.result() for future in [pool.submit(write) for _ in range(8)]}
    assert len(found) == 1


def test_what_is_rolled_back_is_not_sent(app: Flask) -> None:
    def break_off() -> None:
        with unit_of_work() as session:
            queue(session, message())
            raise LookupError

    with app.app_context():
        with pytest.raises(LookupError):
            break_off()
        assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 0


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        ("email", "sam"),
        ("email", "sam@example.org\nBcc: all@example.org"),
        ("email", "sam@example.org, kim@example.org"),
        ("text", "none"),
        ("letter", " \n "),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_by_its_field(
    session: Session, channel: str, address: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        queue(session, message(channel=channel, address=address))
    assert refusal.value.field == "address"


def test_what_mail_servers_and_databases_cannot_take_is_replaced(session: Session) -> None:
    queued = queue(session, message(subject="Two\r\nBcc: lines", text="a\0b \ud800", name="S\nam"))
    assert queued.subject == "Two Bcc: lines"
    assert queued.text == "a\N{REPLACEMENT CHARACTER}b ?"
    assert queued.name == "S am"


def test_news_needs_a_purpose_that_can_be_withdrawn(session: Session) -> None:
    with pytest.raises(ValueError, match="purpose"):
        queue(session, message(transactional=False))


def test_a_letter_is_printed_by_the_persons_own_centre(session: Session) -> None:
    make_county(session)
    other = make_centre(session, "Dover Example Centre", "E07000108")
    person = register(session, other.id, PUBLIC, "Sam", "Example", phone="07700 900123")
    letter = message(channel="letter", address="1 Example Street", volunteer_id=person.id)
    assert queue(session, letter).centre_id == other.id


def test_what_is_queued_about_a_record_can_be_cancelled(session: Session) -> None:
    waiting, gone = queue(session, message()), queue(session, message())
    other = queue(session, message(about=("introduction", "another")))
    gone.state = MessageState.SENT
    assert cancel(session, ABOUT) == 1
    session.expire_all()
    states = [m.state for m in (waiting, gone, other)]
    assert states == [MessageState.CANCELLED, MessageState.SENT, MessageState.QUEUED]
    assert list_about(session, ABOUT) == [waiting, gone]


def test_a_message_nobody_wrote_is_not_found(session: Session) -> None:
    for public_id in ("unknown", "with\0null"):
        with pytest.raises(NotFound):
            get_message(session, public_id)
