"""Sending over a real line: what arrives, once, and what becomes of the rest."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from brokerage.actors import PUBLIC
from brokerage.consents import record_consent
from brokerage.db import now, unit_of_work
from brokerage.messages.channels import Outgoing, TryLater
from brokerage.messages.jobs import deliver, deliver_messages
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.messages.sending import GIVES_UP_AFTER, claim, mark_handed_over, record
from brokerage.messages.service import queue
from brokerage.volunteers.service import register
from tests.brokerage.messages.conftest import Sink
from tests.brokerage.messages.writing import message
from tests.making import make_county


@contextmanager
def working(app: Flask) -> Iterator[Session]:
    with app.app_context(), unit_of_work() as session:
        yield session


def write(app: Flask, *addresses: str, **changes: Any) -> list[str]:
    with working(app) as session:
        return [queue(session, message(address=a, **changes)).internet_id for a in addresses]


def send(app: Flask) -> dict[str, int]:
    with app.app_context():
        return dict(deliver(app))


def rows(app: Flask) -> list[OutboxMessage]:
    with working(app) as session:
        found = list(session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))
        session.expunge_all()
    return found


def time_passes(app: Flask) -> None:
    """Everything waiting is due, and every claim has run out."""
    with working(app) as session:
        session.execute(update(OutboxMessage).values(due_at=now() - timedelta(seconds=1)))


def people(count: int) -> list[str]:
    return [f"person-{n}@example.org" for n in range(count)]


def test_everything_arrives_once_over_one_connection(mailing: Flask, sink: Sink) -> None:
    ids = write(mailing, *people(20))
    assert send(mailing) == {"sent": 20}
    assert send(mailing) == {}
    assert sink.ids == ids
    assert sink.recipients == people(20)
    assert len(sink.sessions) == 1


def test_every_fifth_refused_for_now_arrives_later_under_the_same_id(
    mailing: Flask, sink: Sink
) -> None:
    ids = write(mailing, *people(20))
    sink.answers = ["250 taken", "250 taken", "250 taken", "250 taken", "451 4.3.0 busy"] * 4
    assert send(mailing) == {"sent": 16, "queued": 4}
    assert send(mailing) == {}, "not before their time"
    time_passes(mailing)
    assert send(mailing) == {"sent": 4}
    assert sorted(sink.ids) == sorted(ids)


def test_an_address_refused_for_good_fails_alone(mailing: Flask, sink: Sink) -> None:
    sink.to_recipient["person-1@example.org"] = "550 5.1.1 no person-1@example.org here"
    write(mailing, *people(3))
    assert send(mailing) == {"sent": 2, "failed": 1}
    failed = rows(mailing)[1]
    assert (failed.state, failed.problem) == (MessageState.FAILED, "550 5.1.1")
    assert failed.ended_at


def test_content_refused_for_good_fails(mailing: Flask, sink: Sink) -> None:
    sink.answers = ["554 5.7.1 no"]
    write(mailing, *people(1))
    assert send(mailing) == {"failed": 1}


def test_after_three_days_of_not_now_it_is_given_up(mailing: Flask, sink: Sink) -> None:
    write(mailing, *people(1))
    sink.answers = ["451 4.3.0 busy"] * 2
    assert send(mailing) == {"queued": 1}
    with working(mailing) as session:
        session.execute(update(OutboxMessage).values(queued_at=now() - GIVES_UP_AFTER))
    time_passes(mailing)
    assert send(mailing) == {"failed": 1}
    assert rows(mailing)[0].problem == "given up after 451 4.3.0"


def test_with_the_server_away_one_is_tried_and_the_rest_wait(app: Flask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    app.config.update(EMAIL_THROUGH="smtp", SMTP_URL=f"smtp://127.0.0.1:{port}?tls=none")
    write(app, *people(5))
    assert send(app) == {"queued": 1}
    assert [row.attempts for row in rows(app)] == [1, 0, 0, 0, 0]
    assert rows(app)[0].problem == "ConnectionRefusedError"


def test_a_line_that_dies_after_the_content_is_a_doubt_and_is_sent_once_more(
    mailing: Flask, sink: Sink
) -> None:
    (written,) = write(mailing, *people(1))
    sink.answers = ["hang up", "250 taken"]
    assert send(mailing) == {"queued": 1}
    assert rows(mailing)[0].doubts == 1
    time_passes(mailing)
    assert send(mailing) == {"sent": 1}
    assert sink.ids == [written, written]


def test_a_second_doubt_is_left_to_a_person(mailing: Flask, sink: Sink) -> None:
    write(mailing, *people(1))
    sink.answers = ["hang up", "hang up"]
    for state in ("queued", "in_doubt"):
        time_passes(mailing)
        assert send(mailing) == {state: 1}
    time_passes(mailing)
    assert send(mailing) == {}
    assert len(sink.taken) == 2


@pytest.mark.parametrize(("handed_over", "doubts"), [(False, 0), (True, 1)])
def test_only_a_sender_that_died_after_handing_over_leaves_a_doubt(
    mailing: Flask, sink: Sink, handed_over: bool, doubts: int
) -> None:
    write(mailing, *people(1))
    with working(mailing) as session:
        claim(session, {"email"}, now(), timedelta(seconds=60))
        session.execute(update(OutboxMessage).values(handed_over=handed_over))
    assert send(mailing) == {}, "the claim holds"
    time_passes(mailing)
    assert send(mailing) == {"sent": 1}
    assert rows(mailing)[0].doubts == doubts


def test_a_sender_whose_claim_ran_out_changes_nothing(mailing: Flask, sink: Sink) -> None:
    write(mailing, *people(1))
    with working(mailing) as session:
        slow = claim(session, {"email"}, now(), timedelta(0))
    assert isinstance(slow, Outgoing)
    assert send(mailing) == {"sent": 1}
    with working(mailing) as session:
        assert not mark_handed_over(session, slow)
        assert record(session, slow, TryLater("too late"), now()) is None
    assert rows(mailing)[0].state == MessageState.SENT


def test_a_consent_withdrawn_after_writing_holds_the_message(mailing: Flask, sink: Sink) -> None:
    with working(mailing) as session:
        make_county(session)
        person = register(session, 1, PUBLIC, "Sam", "Example", phone="07700 900123")
        record_consent(session, person.id, "news", True, PUBLIC)
        about = {"volunteer_id": person.id, "purpose": "news", "transactional": False}
        queue(session, message(**about))
        queue(session, message(channel="letter", address="1 Example Street", **about))
        record_consent(session, person.id, "news", False, PUBLIC)
    with mailing.app_context():
        assert deliver_messages.work() == "2 held."
    assert sink.taken == []


def test_nothing_to_do_is_said_by_saying_nothing(app: Flask) -> None:
    with app.app_context():
        assert deliver_messages.work() is None


def test_a_message_that_makes_us_stumble_does_not_stop_the_others(
    mailing: Flask, sink: Sink
) -> None:
    write(mailing, *people(3))
    with working(mailing) as session:
        session.execute(
            update(OutboxMessage).where(OutboxMessage.id == 2).values(address="not an address")
        )
    assert send(mailing) == {"sent": 2, "queued": 1}


def test_texts_are_kept_while_no_way_to_send_them_is_set(app: Flask) -> None:
    write(app, "07700 900123", channel="text")
    assert send(app) == {"sent": 1}


def test_letters_are_nobodys_but_peoples(app: Flask) -> None:
    write(app, "1 Example Street", channel="letter")
    assert send(app) == {}


def test_it_works_on_postgresql_too(postgres_app: Flask, sink: Sink) -> None:
    postgres_app.config.update(EMAIL_THROUGH="smtp", SMTP_URL=sink.url)
    ids = write(postgres_app, *people(6))
    sink.answers = ["451 busy", "250 taken", "hang up"]
    assert send(postgres_app) == {"sent": 4, "queued": 2}
    time_passes(postgres_app)
    assert send(postgres_app) == {"sent": 2}
    assert set(sink.ids) == set(ids)
    assert len(sink.ids) == 7
