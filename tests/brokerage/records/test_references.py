"""Asking referees, reminding them, and what they answer."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.actors import PUBLIC
from brokerage.db import unit_of_work
from brokerage.messages.models import MessageState
from brokerage.records.jobs import remind_referees
from brokerage.volunteers.models import Volunteer, VolunteerReference, VolunteerState
from brokerage.volunteers.service import move
from tests.brokerage.records.conftest import Desks

REFEREE = {
    "referee_name": "Rowan Example",
    "referee_relation": "Former teacher",
    "referee_email": "rowan@people.example",
    "referee_phone": "",
}
ANSWER = {"recommends": "with_reservations", "known_for": "Six years", "said": "Kind.\r\nLate."}


def asked(desks: Desks, **changed: str) -> VolunteerReference:
    desks.here.post(f"{desks.at}/references/new", data={**REFEREE, **changed})
    return desks.rows(VolunteerReference)[-1]


def link_in(text: str) -> str:
    return re.search(r"https?://[^/]+(/\S+)", text)[1]


def make_older(desks: Desks, days: int) -> None:
    with desks.app.app_context(), unit_of_work() as session:
        for one in session.scalars(select(VolunteerReference)):
            one.asked_at -= timedelta(days)
            one.reminded_at = one.reminded_at and one.reminded_at - timedelta(days)


def test_a_referee_answers_by_the_link_that_was_sent(desks: Desks, client: FlaskClient) -> None:
    asked(desks)
    (message,) = desks.outbox()
    assert (message.address, message.volunteer_id is not None) == ("rowan@people.example", True)
    assert "Vera Example" in message.text
    path = link_in(message.text)
    page = client.get(path)
    assert page.status_code == 200
    assert "Vera Example" in page.text
    done = client.post(path, data=ANSWER)
    assert "We have your reference." in done.text
    (reference,) = desks.rows(VolunteerReference)
    assert (reference.recommends, reference.said) == ("with_reservations", "Kind.\nLate.")
    assert desks.notices() == ["reference_given"]
    assert "Six years" in desks.here.get(f"{desks.at}/checks").text
    assert desks.outbox()[0].state == MessageState.CANCELLED  # it had not gone out yet


def test_a_link_answers_once_and_shows_nothing_of_what_was_said(
    desks: Desks, client: FlaskClient
) -> None:
    asked(desks)
    path = link_in(desks.outbox()[0].text)
    client.post(path, data=ANSWER)
    again = client.post(path, data={**ANSWER, "known_for": "Changed"})
    assert "We have your reference." in again.text
    for text in (again.text, client.get(path).text):
        assert "Six years" not in text
    assert desks.rows(VolunteerReference)[0].known_for == "Six years"
    assert desks.notices() == ["reference_given"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"recommends": ""}, "recommends"),
        ({"known_for": " "}, "known_for"),
        ({"said": "x" * 4001}, "said"),
        ({"known_for": "x" * 201}, "known_for"),
    ],
)
def test_what_a_referee_forgot_is_asked_again_with_the_rest_kept(
    desks: Desks, client: FlaskClient, changed: dict[str, str], field: str
) -> None:
    asked(desks)
    page = client.post(link_in(desks.outbox()[0].text), data={**ANSWER, **changed})
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    assert "Late." in page.text or field == "said"
    assert desks.rows(VolunteerReference)[0].answered_at is None


def test_reminders_go_after_a_week_each_and_twice_at_most(desks: Desks) -> None:
    asked(desks)
    said = []
    for _ in range(4):
        make_older(desks, 8)
        with desks.app.app_context():
            said.append(remind_referees.work())
    assert said == ["1 referees reminded.", "1 referees reminded.", None, None]
    subjects = [one.subject for one in desks.outbox()]
    assert subjects == [
        "Would you give a reference for Vera Example?",
        "A reminder: a reference for Vera Example",
        "A reminder: a reference for Vera Example",
    ]


def test_nobody_is_reminded_about_somebody_who_has_left(desks: Desks) -> None:
    asked(desks)
    make_older(desks, 8)
    with desks.app.app_context():
        with unit_of_work() as session:
            vera = session.scalars(select(Volunteer)).one()
            move(session, vera, VolunteerState.LEFT, PUBLIC, "moved_away")
        assert remind_referees.work() is None
    assert len(desks.outbox()) == 1


def test_what_is_no_longer_needed_stops_the_message_and_the_link(
    desks: Desks, client: FlaskClient
) -> None:
    reference = asked(desks)
    path = link_in(desks.outbox()[0].text)
    address = f"{desks.at}/references/{reference.public_id}/cancel"
    assert desks.there.post(address).status_code == 404
    assert desks.here.post(address).status_code == 302
    assert desks.outbox()[0].state == MessageState.CANCELLED
    assert client.get(path).status_code == 404
    assert client.post(path, data=ANSWER).status_code == 404


def test_without_an_address_somebody_rings_and_writes_it_down(desks: Desks) -> None:
    reference = asked(desks, referee_email="", referee_phone="01632 960 123")
    assert desks.outbox() == []
    address = f"{desks.at}/references/{reference.public_id}/answer"
    assert "01632 960 123" in desks.here.get(address).text
    assert desks.here.post(address, data={"recommends": "yes"}).status_code == 422
    assert desks.here.post(address, data=ANSWER).status_code == 302
    assert desks.rows(VolunteerReference)[0].recommends == "with_reservations"
    assert desks.here.post(address, data=ANSWER).status_code == 409


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"referee_name": ""}, "referee_name"),
        ({"referee_name": "x" * 201}, "referee_name"),
        ({"referee_relation": "x" * 81}, "referee_relation"),
        ({"referee_email": "rowan at home"}, "referee_email"),
        ({"referee_phone": "12"}, "referee_phone"),
    ],
)
def test_a_wrong_referee_is_said_at_its_field(
    desks: Desks, changed: dict[str, str], field: str
) -> None:
    page = desks.here.post(f"{desks.at}/references/new", data={**REFEREE, **changed})
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    assert desks.rows(VolunteerReference) == []
