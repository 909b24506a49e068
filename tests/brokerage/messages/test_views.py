"""Pages: the mailbox, letters to print, stopping messages."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.actors import PUBLIC, Role
from brokerage.centres.models import Centre
from brokerage.consents import has_consent, record_consent
from brokerage.db import db, unit_of_work
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.messages.sending import outgoing_of
from brokerage.messages.service import queue
from brokerage.volunteers.service import register
from tests.brokerage.messages.writing import message
from tests.making import make_centre, make_county, signed_in

HOSTILE = "</p><script>alert(1)</script>"


def write(app: Flask, **changes: Any) -> str:
    with app.app_context(), unit_of_work() as session:
        return queue(session, message(**changes)).public_id


@pytest.fixture
def person_id(app: Flask) -> int:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_centre(session, "Dover Example Centre", "E07000108")
        centre = session.scalars(select(Centre.id).order_by(Centre.id)).first()
        assert centre
        person = register(session, centre, PUBLIC, "Sam", "Example", phone="07700 900123")
        record_consent(session, person.id, "news", True, PUBLIC)
        return person.id


def path_to_stop(app: Flask, person_id: int) -> str:
    write(app, purpose="news", transactional=False, volunteer_id=person_id)
    with app.app_context():
        link = outgoing_of(db.session.scalars(select(OutboxMessage)).one()).stop_link
    assert link
    assert link.startswith("http://127.0.0.1:8000/messages/stop/")
    return link.removeprefix("http://127.0.0.1:8000")


def agrees(app: Flask, person_id: int) -> bool:
    with app.app_context():
        return has_consent(db.session(), person_id, "news")


def test_a_demonstration_shows_what_it_would_have_sent(app: Flask, client: FlaskClient) -> None:
    public_id = write(app, subject=f"Hello {HOSTILE}", text=f"{HOSTILE}\n", html=HOSTILE)
    write(app, address="kim@example.org", subject="For Kim")
    listed = client.get("/messages/mailbox").text
    assert "For Kim" in listed
    assert HOSTILE not in listed
    found = client.get("/messages/mailbox?address=SAM@").text
    assert "sam@example.org" in found
    assert "For Kim" not in found
    page = client.get(f"/messages/mailbox/{public_id}")
    assert HOSTILE not in page.text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


def test_the_html_of_a_message_runs_nothing(app: Flask, client: FlaskClient) -> None:
    public_id = write(app, html=f"<body>{HOSTILE}</body>")
    answer = client.get(f"/messages/mailbox/{public_id}/html")
    assert answer.text == f"<body>{HOSTILE}</body>"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_a_text_has_no_html(app: Flask, client: FlaskClient) -> None:
    public_id = write(app, channel="text", address="07700 900123")
    assert client.get(f"/messages/mailbox/{public_id}").status_code == 200
    assert client.get(f"/messages/mailbox/{public_id}/html").status_code == 404


def test_in_production_nobody_reads_other_peoples_messages(app: Flask, client: FlaskClient) -> None:
    public_id = write(app)
    app.config["MODE"] = "production"
    for path in ("", f"/{public_id}", f"/{public_id}/html"):
        assert client.get(f"/messages/mailbox{path}").status_code == 404


def test_the_mailbox_has_pages_and_says_when_it_is_empty(app: Flask, client: FlaskClient) -> None:
    assert "Nothing has been sent yet" in client.get("/messages/mailbox").text
    for n in range(60):
        write(app, subject=f"Number {n}.")
    first, second = (client.get(f"/messages/mailbox?page={n}").text for n in (1, 2))
    assert "Number 59." in first
    assert "Number 0." in second
    assert "Number 0." not in first
    assert "Nothing was sent to such" in client.get("/messages/mailbox?address=nobody").text


def test_messages_are_stopped_by_their_link_without_signing_in(
    app: Flask, client: FlaskClient, person_id: int
) -> None:
    path = path_to_stop(app, person_id)
    assert "news from your volunteer centre" in client.get(path).text
    assert agrees(app, person_id), "looking stops nothing: mail scanners look"
    answer = client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not agrees(app, person_id)


def test_a_mail_program_may_post_without_having_seen_a_page(
    app: Flask, client: FlaskClient, person_id: int
) -> None:
    path = path_to_stop(app, person_id)
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post(path).status_code == 200


@pytest.mark.parametrize("token", ["nonsense", "Inh4Ig.x", "%00"])
def test_a_link_that_is_not_ours_stops_nothing(client: FlaskClient, token: str) -> None:
    assert client.get(f"/messages/stop/{token}").status_code == 404
    assert client.post(f"/messages/stop/{token}").status_code == 404


def letter(app: Flask, person_id: int, name: str = "Sam Example", **changes: Any) -> str:
    given = {"channel": "letter", "address": "1 Example Street\nAshford", "purpose": "news"}
    return write(app, **{**given, "volunteer_id": person_id, "name": name, **changes})


def test_letters_are_listed_printed_and_marked_as_posted(app: Flask, person_id: int) -> None:
    first, second = letter(app, person_id), letter(app, person_id, "Kim Example")
    broker = signed_in(app, Role.BROKER)
    assert "2 letters wait" in broker.get("/messages/letters").text
    page = broker.get(f"/messages/letters/print?letter={first}&size=large").text
    assert "1 Example Street<br>Ashford" in page
    assert "Ashford Example Volunteer Centre" in page
    assert "Kim Example" not in page
    answer = broker.post("/messages/letters/posted", data={"letter": [first]})
    after = broker.get(answer.location).text
    assert "1 letter is marked as posted" in after
    assert "1 letter waits" in after
    again = broker.post("/messages/letters/posted", data={"letter": [first]})
    assert again.location.endswith("posted=0")
    with app.app_context():
        found = dict(db.session.execute(select(OutboxMessage.public_id, OutboxMessage.state)).all())
    assert found == {first: MessageState.SENT, second: MessageState.QUEUED}


def test_another_centres_letters_are_not_there(app: Flask, person_id: int) -> None:
    theirs = letter(app, person_id, centre_id=2)
    broker = signed_in(app, Role.BROKER, centre_id=1)
    assert "No letter waits" in broker.get("/messages/letters").text
    assert "Sam Example" not in broker.get(f"/messages/letters/print?letter={theirs}").text
    answer = broker.post("/messages/letters/posted", data={"letter": [theirs]})
    assert answer.location.endswith("posted=0")


def test_a_letter_no_longer_agreed_to_is_not_printed(app: Flask, person_id: int) -> None:
    letter(app, person_id)
    with app.app_context(), unit_of_work() as session:
        record_consent(session, person_id, "news", False, PUBLIC)
    assert "No letter waits" in signed_in(app, Role.BROKER).get("/messages/letters").text


def test_letters_are_for_the_desk(app: Flask, client: FlaskClient, person_id: int) -> None:
    assert client.get("/messages/letters").status_code == 302
    assert signed_in(app, Role.LEAD).get("/messages/letters").status_code == 403
