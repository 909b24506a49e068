"""The pages of alerts: the public's with a link, a volunteer's own, and the desk's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from brokerage.actors import Role
from brokerage.audit import list_entries
from brokerage.consents import Consent, has_consent
from brokerage.db import db, done_reading, now, unit_of_work
from brokerage.messages.models import OutboxMessage
from brokerage.suggestions.alerts import jobs
from brokerage.suggestions.alerts.models import Alert, AlertState, HowOften, Kind
from brokerage.volunteers.models import Volunteer
from tests.making import make_county, make_role, make_volunteer, signed_in

SEARCH = "near=TN23&within=5&skills=gardening"
NEW = f"/alerts/new?{SEARCH}"
WORDS = "Gardening, within 5 miles of TN23"
ASKED = {"email": "Wren@People.example", "how_often": "weekly", "weekday": "5"}
FIELDS = {"near": "TN23", "within": "5", "skills": "gardening"}
NAUGHTY = (
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %}",
    "'; DROP TABLE alerts; --",
    '"><img src=x onerror=alert(1)>',
    "社會科學院 👩🏽‍💻",
    "مَدّ \u202etest\u202c",
    "%s %n ../../etc/passwd",
    "=1+1",
    "a\r\nBcc: everybody@people.example",
)


@pytest.fixture
def county(app: Flask) -> Iterator[Flask]:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    with app.app_context():
        yield app


def rows(model: type) -> list:
    done_reading()
    return list(db.session.scalars(select(model).order_by(model.id)))


def link_in(message: OutboxMessage) -> str:
    (found,) = re.findall(r"http://127\.0\.0\.1:8000(/alerts/\S+)", message.text)
    return found


def confirmed(client: FlaskClient) -> str:
    """The address of the page of an alert that was asked for and confirmed."""
    client.post(NEW, data={**ASKED, **FIELDS})
    answer = client.post(link_in(rows(OutboxMessage)[-1]))
    return answer.location.removeprefix("http://127.0.0.1:8000")


def test_a_list_offers_to_tell_of_new_ones(county: Flask, client: FlaskClient) -> None:
    page = client.get(f"/opportunities?{SEARCH}").text
    assert unescape(page).count("/alerts/new?near=TN23&skills=gardening&within=5") + unescape(
        page
    ).count("/alerts/new?within=5&near=TN23&skills=gardening")
    assert "/alerts/new" not in client.get("/opportunities?same=AAAA").text


def test_an_address_counts_once_its_owner_has_pressed_the_button(
    county: Flask, client: FlaskClient
) -> None:
    page = client.get(NEW).text
    assert WORDS in page
    assert "Send me new roles that may suit me." in page
    answer = client.post(NEW, data={**ASKED, **FIELDS})
    assert answer.location == "/alerts/sent"
    (alert,), (message,) = rows(Alert), rows(OutboxMessage)
    assert (alert.state, alert.address) == (AlertState.ASKED, "wren@people.example")
    assert (alert.query, alert.words) == ("near=TN23&skills=gardening&within=5", WORDS)
    assert (alert.how_often, alert.weekday) == (HowOften.WEEKLY, 5)
    assert message.transactional
    link = link_in(message)
    assert "Yes, this is my address" in client.get(link).text
    assert rows(Alert)[0].state == AlertState.ASKED  # opening the link does nothing
    client.post(link)
    (alert,) = rows(Alert)
    assert alert.state == AlertState.ACTIVE
    assert alert.confirmed_at
    assert alert.wording_version
    assert client.get(link).status_code == 302  # again: its page
    assert [one.action for one in list_entries(db.session(), "alert", alert.public_id)] == [
        "alert.confirm"
    ]


def test_the_answer_is_the_same_for_a_known_address_which_alone_is_told(
    county: Flask, client: FlaskClient
) -> None:
    confirmed(client)
    fresh = client.post(NEW, data={**ASKED, **FIELDS, "email": "new@people.example"})
    known = client.post(NEW, data={**ASKED, **FIELDS})
    assert (known.status_code, known.location) == (fresh.status_code, fresh.location)
    assert len(rows(Alert)) == 2
    assert "You have this alert already" in rows(OutboxMessage)[-1].text
    assert rows(OutboxMessage)[-1].address == "wren@people.example"


def test_five_are_enough_for_one_address(county: Flask, client: FlaskClient) -> None:
    for number in range(6):
        with county.app_context(), unit_of_work() as session:
            session.execute(update(Alert).values(made_at=now()))
        data = {**ASKED, "q": f"number {number}", "email": "w@people.example"}
        answer = client.post("/alerts/new", data=data)
        if answer.status_code == 429:
            break
    assert answer.status_code == 429  # five messages in a quarter of an hour
    assert "Wait 15 minutes" in answer.text
    assert 'value="w@people.example"' in answer.text
    assert len(rows(Alert)) == 5


def test_the_sixth_is_told_to_the_address_alone(county: Flask, client: FlaskClient) -> None:
    from brokerage.actors import PUBLIC
    from brokerage.suggestions.alerts.service import ask
    from brokerage.suggestions.alerts.wishes import Wish

    with unit_of_work() as session:
        for number in range(6):
            ask(session, "w@people.example", f"q=n{number}", f"n{number}", Wish(), PUBLIC)
    assert len(rows(Alert)) == 5
    assert "You can have 5 at a time" in rows(OutboxMessage)[-1].text


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"email": ""}, "email", "Write your e-mail address."),
        ({"email": "not an address"}, "email", ""),
        ({"how_often": ""}, "how_often", "Choose how often we should write."),
        ({"how_often": "hourly"}, "how_often", "Choose how often we should write."),
        ({"weekday": "7"}, "weekday", "Choose a day of the week."),
    ],
)
def test_a_slip_is_named_and_nothing_typed_is_lost(
    county: Flask, client: FlaskClient, change: dict, field: str, words: str
) -> None:
    answer = client.post("/alerts/new", data={**ASKED, **FIELDS, **change})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert words in answer.text
    typed = {**ASKED, **change}["email"]
    assert f'value="{typed}"' in answer.text or not typed
    assert '<input type="hidden" name="skills" value="gardening">' in answer.text
    assert rows(Alert) == []


def test_a_search_that_is_not_understood_goes_back_to_the_question(
    county: Flask, client: FlaskClient
) -> None:
    assert client.get("/alerts/new?near=Nowhereton").location.startswith("/opportunities?near=")
    answer = client.post("/alerts/new", data={**ASKED, "near": "Nowhereton"})
    assert answer.status_code == 302
    assert rows(Alert) == []


@pytest.mark.parametrize("text", NAUGHTY)
def test_odd_texts_are_kept_and_shown_inert(county: Flask, client: FlaskClient, text: str) -> None:
    client.post("/alerts/new", data={**ASKED, "q": text, "text": text})
    (alert,), (message,) = rows(Alert), rows(OutboxMessage)
    assert "\n" not in message.subject
    assert message.address == "wren@people.example"
    assert "Bcc" not in message.subject
    answer = client.post(link_in(message))
    page = client.get(answer.location.removeprefix("http://127.0.0.1:8000")).text
    assert " ".join(text.split()) in unescape(page)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<script>alert" not in (message.html or "")
    assert "49" not in alert.words
    bad = client.post("/alerts/new", data={**ASKED, "email": text})
    assert bad.status_code == 422


def test_its_page_changes_pauses_starts_again_and_stops(county: Flask, client: FlaskClient) -> None:
    page = confirmed(client)
    version = rows(Alert)[0].version
    data = {"do": "keep", "how_often": "daily", "weekday": "0", "version": version}
    assert client.post(page, data=data).status_code == 302
    assert rows(Alert)[0].how_often == HowOften.DAILY
    client.post(page, data={"do": "pause"})
    assert rows(Alert)[0].state == AlertState.PAUSED
    assert "Paused" in client.get(page).text
    client.post(page, data={"do": "go_on"})
    assert rows(Alert)[0].state == AlertState.ACTIVE
    assert client.post(page, data={"do": "stop"}).location == "/alerts/stopped"
    assert rows(Alert) == []
    assert client.get(page).status_code == 404


def test_the_second_of_two_editors_is_told(county: Flask, client: FlaskClient) -> None:
    page = confirmed(client)
    version = rows(Alert)[0].version
    first = {"do": "keep", "how_often": "daily", "weekday": "0", "version": version}
    client.post(page, data=first)
    second = client.post(page, data={**first, "how_often": "fits"})
    assert second.status_code == 409
    assert "Somebody changed this" in second.text
    assert 'value="fits" checked' in second.text
    assert rows(Alert)[0].how_often == HowOften.DAILY
    assert client.post(page, data={"do": "keep", "how_often": "daily"}).status_code == 422


@pytest.mark.parametrize("do", ["keep", "pause", "go_on"])
def test_nothing_is_done_to_one_that_was_not_confirmed(
    county: Flask, client: FlaskClient, do: str
) -> None:
    from brokerage.suggestions.alerts.owning import manage_link

    client.post(NEW, data={**ASKED, **FIELDS})
    (alert,) = rows(Alert)
    page = manage_link(alert).removeprefix("http://127.0.0.1:8000")
    data = {"do": do, "how_often": "daily", "weekday": "0", "version": alert.version}
    assert client.post(page, data=data).status_code == 409
    assert rows(Alert)[0].state == AlertState.ASKED


def test_who_never_confirms_is_forgotten_after_a_week(county: Flask, client: FlaskClient) -> None:
    client.post(NEW, data={**ASKED, **FIELDS})
    assert jobs.forget_alerts.work() is None
    done_reading()
    with unit_of_work() as session:
        session.execute(update(Alert).values(made_at=now() - timedelta(days=8)))
    assert jobs.forget_alerts.work() == "1 address was forgotten."
    assert rows(Alert) == []


def test_one_click_in_a_mail_program_stops_it(county: Flask, client: FlaskClient) -> None:
    from brokerage.messages.sending import outgoing_of

    confirmed(client)
    done_reading()
    with unit_of_work() as session:
        make_role(session, "Gardener", skills={}, published_at=now())
    done_reading()
    jobs.work_through(now() + timedelta(days=8))
    (message,) = [one for one in rows(OutboxMessage) if not one.transactional]
    stop = outgoing_of(message).stop_link
    assert stop
    path = stop.removeprefix("http://127.0.0.1:8000")
    assert "new roles that may suit you" in client.get(path).text
    for _ in range(2):
        answer = client.post(path, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert rows(Alert) == []


@pytest.fixture
def vera(county: Flask) -> tuple[FlaskClient, int]:
    with unit_of_work() as session:
        person = make_volunteer(
            session,
            email="vera@people.example",
            phone="07700 900123",
            preferred_channel="text",
        )
        number = person.id
    done_reading()
    return signed_in(county, Role.VOLUNTEER, volunteer_id=number), number


def test_a_volunteer_saves_a_search_with_one_tap(vera: tuple[FlaskClient, int]) -> None:
    client, number = vera
    page = client.get(f"/opportunities?{SEARCH}").text
    assert 'action="/my/alerts"' in page
    assert client.post("/my/alerts", data=FIELDS).location == "/my/alerts"
    (alert,) = rows(Alert)
    assert (alert.state, alert.volunteer_id, alert.words) == (AlertState.ACTIVE, number, WORDS)
    assert (alert.how_often, alert.channel) == (HowOften.WEEKLY, "text")
    assert has_consent(db.session(), number, "digests")
    assert WORDS in client.get("/my/alerts").text
    client.post("/my/alerts", data=FIELDS)
    assert len(rows(Alert)) == 1


def test_a_volunteer_hears_what_fits_their_record(vera: tuple[FlaskClient, int]) -> None:
    client, _number = vera
    client.post("/my/alerts/matches")
    (alert,) = rows(Alert)
    assert (alert.kind, alert.query) == (Kind.RECORD, "")
    page = f"/my/alerts/{alert.public_id}"
    assert "By text message" in client.get(page).text
    keep = {"do": "keep", "how_often": "daily", "weekday": "0", "version": alert.version}
    refused = client.post(page, data={**keep, "channel": "text"})
    assert refused.status_code == 422
    assert "go out once a week" in refused.text
    assert client.post(page, data={**keep, "channel": "letter"}).status_code == 422
    assert client.post(page, data={**keep, "channel": "email"}).status_code == 302
    assert rows(Alert)[0].channel == "email"
    assert "Tell me what fits my record" not in client.get("/my/alerts").text
    client.post(page, data={"do": "stop"})
    assert rows(Alert) == []


def test_a_volunteer_may_have_five(vera: tuple[FlaskClient, int]) -> None:
    client, _number = vera
    answers = [client.post("/my/alerts", data={"q": f"n{one}"}) for one in range(6)]
    assert [one.status_code for one in answers] == [302] * 5 + [422]
    assert "You have 5 alerts" in answers[-1].text


def test_who_withdrew_is_told_so_and_may_begin_again(vera: tuple[FlaskClient, int]) -> None:
    client, number = vera
    client.post("/my/alerts", data=FIELDS)
    client.post("/my/consents", data={"consents": ["introductions"]})
    assert not has_consent(db.session(), number, "digests")
    assert "nothing is sent" in client.get("/my/alerts").text
    (alert,) = rows(Alert)
    client.post(f"/my/alerts/{alert.public_id}", data={"do": "go_on"})
    done_reading()
    assert has_consent(db.session(), number, "digests")


def test_somebody_without_any_address_is_asked_for_one(county: Flask) -> None:
    with unit_of_work() as session:
        number = make_volunteer(session, email=None).id
    done_reading()
    client = signed_in(county, Role.VOLUNTEER, volunteer_id=number)
    assert "We have no address to write to" in client.get("/my/alerts").text
    answer = client.post("/my/alerts/matches")
    assert answer.status_code == 422
    assert rows(Alert) == []


@pytest.fixture
def desk(county: Flask, vera: tuple[FlaskClient, int]) -> tuple[FlaskClient, str, int]:
    number = vera[1]
    reference = db.session.get(Volunteer, number).public_id
    centre = db.session.get(Volunteer, number).centre_id
    done_reading()
    return signed_in(county, Role.BROKER, centre_id=centre), reference, number


def submission(client: FlaskClient, page: str) -> str:
    (found,) = re.findall(r'name="submission" value="([^"]+)"', client.get(page).text)
    return found


def test_a_broker_sets_one_up_by_telephone(desk: tuple[FlaskClient, str, int]) -> None:
    client, reference, number = desk
    page = f"/desk/people/{reference}/alerts"
    assert page in client.get(f"/desk/people/{reference}").text
    asked = {
        "submission": submission(client, page),
        "about": "search",
        "words": "garden",
        "near": "TN23",
        "within": "5",
        "how_often": "weekly",
        "weekday": "1",
        "channel": "email",
        "through": "phone",
    }
    assert client.post(page, data=asked).status_code == 302
    assert client.post(page, data=asked).status_code == 302  # sent twice
    (alert,) = rows(Alert)
    assert alert.words == "“garden”, within 5 miles of TN23"
    consent = rows(Consent)[-1]
    assert (consent.purpose, consent.given, consent.through) == ("digests", True, "phone")
    assert consent.on_behalf_of == f"volunteer:{reference}"
    entry = list_entries(db.session(), "volunteer", reference)[0]
    assert (entry.action, entry.through) == ("alert.add", "phone")
    one = f"{page}/{alert.public_id}"
    keep = {**asked, "do": "keep", "how_often": "fits", "version": alert.version}
    assert client.post(one, data=keep).status_code == 302
    assert rows(Alert)[0].how_often == HowOften.FITS
    assert client.post(one, data={"do": "stop", "through": "phone"}).status_code == 302
    assert rows(Alert) == []
    assert "As you asked us to" in rows(OutboxMessage)[-1].text
    assert number == consent.volunteer_id


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"about": ""}, "about"),
        ({"about": "search", "words": "", "near": ""}, "words"),
        ({"about": "search", "words": "", "near": "Nowhereton"}, "near"),
        ({"how_often": ""}, "how_often"),
        ({"channel": "pigeon"}, "channel"),
        ({"channel": "letter"}, "channel"),
        ({"submission": ""}, "about"),
    ],
)
def test_a_slip_at_the_desk_is_named(
    desk: tuple[FlaskClient, str, int], change: dict, field: str
) -> None:
    client, reference, _number = desk
    page = f"/desk/people/{reference}/alerts"
    good = {"about": "record", "how_often": "weekly", "weekday": "0", "channel": "email"}
    good |= {"submission": submission(client, page), "through": "desk"}
    answer = client.post(page, data={**good, **change})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert rows(Alert) == []


def test_an_address_is_forgotten_on_request(county: Flask, client: FlaskClient) -> None:
    confirmed(client)
    done_reading()
    said = county.test_cli_runner().invoke(
        args=["suggestions", "forget-address", "WREN@people.example"]
    )
    assert said.output == "1 alert deleted; nothing that was sent keeps the address.\n"
    assert rows(Alert) == []
    assert {(one.address, one.text) for one in rows(OutboxMessage)} == {("", "")}


def test_a_run_by_hand(county: Flask, client: FlaskClient, session: Session) -> None:
    run = county.test_cli_runner().invoke
    assert run(args=["suggestions", "alerts", "--dry-run"]).output == "0 alerts are due.\n"
    confirmed(client)
    done_reading()
    with unit_of_work() as unit:
        unit.execute(update(Alert).values(next_due_at=now()))
    done_reading()
    assert run(args=["suggestions", "alerts", "--dry-run"]).output == "1 alert is due.\n"
    assert run(args=["suggestions", "alerts"]).stdout.endswith("Alerts: 1 nothing new.\n")
