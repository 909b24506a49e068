"""A guardian's consent: by link, on paper, taken back."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from brokerage.messages.models import MessageState
from brokerage.volunteers.models import GuardianConsent
from tests.brokerage.records.conftest import Desks

FATHER = {
    "guardian_name": "Ash Example",
    "guardian_relation": "Father",
    "guardian_email": "ash@people.example",
}


def asked(desks: Desks, **changed: str) -> GuardianConsent:
    desks.here.post(f"{desks.at}/guardians/new", data={**FATHER, **changed})
    return desks.rows(GuardianConsent)[-1]


def link_in(text: str) -> str:
    return re.search(r"https?://[^/]+(/\S+)", text)[1]


def test_a_guardian_agrees_by_link_once_and_the_desk_is_told(
    desks: Desks, client: FlaskClient
) -> None:
    asked(desks)
    (message,) = desks.outbox()
    assert message.address == "ash@people.example"
    assert "Example" not in message.text.replace("Ash Example", "").replace(
        "Ashford Example Volunteer Centre", ""
    )  # the first name is enough
    path = link_in(message.text)
    assert "I am this young person&#39;s parent or guardian." in client.get(path).text
    assert client.post(path, data={}).status_code == 422
    assert "You agreed." in client.post(path, data={"agrees": "yes"}).text
    assert "You agreed." in client.post(path, data={"agrees": "no"}).text
    assert [one.answer for one in desks.rows(GuardianConsent)] == ["agreed"]
    assert desks.notices() == ["guardian_answered"]
    assert "Agreed" in desks.here.get(f"{desks.at}/guardians").text


def test_a_link_for_one_thing_does_not_open_another(desks: Desks, client: FlaskClient) -> None:
    asked(desks)
    token = link_in(desks.outbox()[0].text).rpartition("/")[2]
    assert client.get(f"/reference/{token}").status_code == 404
    assert client.post(f"/guardian/{token}x", data={"agrees": "yes"}).status_code == 404


def test_paper_is_printed_and_keyed_and_stops_the_link_s_message(desks: Desks) -> None:
    consent = asked(desks)
    address = f"{desks.at}/guardians/{consent.public_id}"
    page = desks.here.get(address).text
    assert "Signature" in page
    assert desks.there.post(address, data={"agrees": "yes"}).status_code == 404
    assert desks.here.post(address, data={}).status_code == 422
    assert desks.here.post(address, data={"agrees": "no"}).status_code == 302
    (row,) = desks.rows(GuardianConsent)
    assert (row.answer, row.how) == ("refused", "paper")
    assert desks.outbox()[0].state == MessageState.CANCELLED
    assert desks.here.post(address, data={"agrees": "yes"}).status_code == 409
    assert desks.audited("guardian_consent") == ["ask", "answer"]


def test_a_consent_is_taken_back_only_where_there_is_one(desks: Desks) -> None:
    consent = asked(desks, guardian_email="", guardian_phone="01632 960 123")
    assert desks.outbox() == []
    address = f"{desks.at}/guardians/{consent.public_id}"
    assert desks.here.post(f"{address}/withdraw").status_code == 409
    desks.here.post(address, data={"agrees": "yes"})
    assert desks.here.post(f"{address}/withdraw").status_code == 302
    assert desks.rows(GuardianConsent)[0].answer == "withdrawn"


def test_a_guardian_needs_a_name_and_a_contact(desks: Desks) -> None:
    page = desks.here.post(f"{desks.at}/guardians/new", data={**FATHER, "guardian_name": ""})
    assert 'href="#guardian_name"' in page.text
    page = desks.here.post(f"{desks.at}/guardians/new", data={"guardian_name": "Ash"})
    assert 'href="#guardian_phone"' in page.text
    assert desks.rows(GuardianConsent) == []
