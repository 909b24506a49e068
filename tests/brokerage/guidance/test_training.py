"""Training from announcing it to ticking who was there, and what is said on the way."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from brokerage.actors import Role
from brokerage.db import now, unit_of_work
from brokerage.guidance.jobs import remind_of_training
from brokerage.guidance.models import TrainingBooking
from brokerage.guidance.telling import token_of
from brokerage.introductions.models import Task
from brokerage.weeks import LOCAL_TIME, local_today
from tests.brokerage.guidance.conftest import Desks, desks_of
from tests.making import make_volunteer, signed_in

LINK = "https://meet.example/abc"
FORM = {
    "title": "Safeguarding for small groups",
    "about": "Two hours, with tea.",
    "for_whom": "organisations",
    "topic": "safeguarding",
    "on": (local_today() + timedelta(days=30)).isoformat(),
    "at": "6.30pm",
    "minutes": "120",
    "place": "Example Hall",
    "online_link": LINK,
    "places": "12",
    "submission": "one",
}


def token(desks: Desks, number: int = 0) -> str:
    with desks.app.app_context():
        return token_of(desks.rows(TrainingBooking)[number])


def test_a_broker_announces_it_and_everybody_sees_it(desks: Desks, client: FlaskClient) -> None:
    for _ in range(2):  # sent twice, made once
        answer = desks.here.post("/desk/training/new", data=FORM)
    event_id = answer.location.rsplit("/", 1)[1]
    page = client.get("/training").text
    assert page.count("Safeguarding for small groups") == 1
    shown = client.get(f"/training/{event_id}").text
    assert "at 18:30, for 2 hours" in shown
    assert "12 places left of 12" in shown
    assert LINK not in shown
    assert "Safeguarding" not in client.get("/training?for=volunteers").text
    assert "Safeguarding" in desks.here.get("/desk/training").text
    assert "Safeguarding" not in desks.there.get("/desk/training").text
    assert desks.there.get(f"/desk/training/{event_id}").status_code == 404


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", ""),
        ("title", "x" * 201),
        ("about", ""),
        ("for_whom", "nobody"),
        ("topic", ""),
        ("on", "31 2 2027"),
        ("on", "1 1 2026"),
        ("at", "25:00"),
        ("at", "half six"),
        ("at", "14pm"),
        ("at", "7"),
        ("minutes", "0"),
        ("minutes", "two"),
        ("places", "1001"),
        ("online_link", "http://plain.example"),
        ("online_link", "https://[broken"),
    ],
)
def test_what_cannot_be_announced_is_named_and_nothing_is_lost(desks, field, text) -> None:
    answer = desks.here.post("/desk/training/new", data={**FORM, field: text})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    if field != "about":
        assert "Two hours, with tea." in answer.text


def test_it_is_somewhere_or_online(desks: Desks) -> None:
    answer = desks.here.post("/desk/training/new", data={**FORM, "place": "", "online_link": ""})
    assert 'href="#place"' in answer.text


def test_anybody_books_with_a_name_and_an_address(desks: Desks, client: FlaskClient) -> None:
    desks.set_event(places=1, online_link=LINK)
    answer = desks.book(client, "Jo")
    assert answer.location.endswith(f"/training/{desks.event_id}")
    assert "You have a place" in client.get(answer.location).text
    assert "you are on the waiting list" in client.get(desks.book(client, "Mo").location).text
    assert desks.states() == [("Jo", "booked"), ("Mo", "waiting")]
    assert desks.sent() == [
        ("jo@people.example", "training_booked"),
        ("mo@people.example", "training_waiting"),
    ]
    jo, mo = (client.get(f"/training/bookings/{token(desks, n)}").text for n in (0, 1))
    assert LINK in jo
    assert LINK not in mo
    assert "waiting list" in mo


def test_a_link_gives_the_place_to_the_next_who_is_told(desks: Desks, client) -> None:
    desks.set_event(places=1)
    desks.book(client, "Jo")
    desks.book(client, "Mo")
    path = f"/training/bookings/{token(desks)}"
    for _ in range(2):  # a second press changes nothing
        assert "You have given up your place" in client.post(path, follow_redirects=True).text
    assert desks.states() == [("Jo", "cancelled"), ("Mo", "booked")]
    assert desks.sent()[-1] == ("mo@people.example", "training_place")
    assert client.get(f"{path}x").status_code == 404


def test_what_is_said_does_not_tell_who_had_booked(desks: Desks, client: FlaskClient) -> None:
    first = client.get(desks.book(client, "Jo").location).text
    again = client.get(desks.book(client, "Jo", submission="other").location).text

    def said(page: str) -> str:
        return re.search(r"Thank you\.[^<]+", page)[0]

    assert said(first) == said(again)
    assert len(desks.states()) == len(desks.sent()) == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"email": ""}, "email"), ({"email": "nonsense"}, "email"), ({"name": ""}, "name")],
)
def test_a_booking_that_cannot_be_is_asked_again(desks: Desks, client, typed, field) -> None:
    sent = {"name": "Jo", "group": "The Example Gardeners", "submission": "1", "email": "a@b.uk"}
    answer = client.post(f"/training/{desks.event_id}", data={**sent, **typed})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "The Example Gardeners" in answer.text
    assert desks.states() == []


def test_too_many_bookings_from_one_place_wait(desks: Desks, client: FlaskClient) -> None:
    answers = [desks.book(client, "Jo", submission=str(n)).status_code for n in range(11)]
    assert answers == [302] * 10 + [429]


def test_who_is_signed_in_need_not_type_what_we_know(desks: Desks) -> None:
    with desks.app.app_context(), unit_of_work() as session:
        vera = make_volunteer(session, email="vera@people.example").id
    volunteer = signed_in(desks.app, Role.VOLUNTEER, volunteer_id=vera)
    page = volunteer.get(f"/training/{desks.event_id}").text
    assert 'value="vera@people.example"' in page
    desks.book(volunteer, "Vera")
    assert "Vera has a place" in volunteer.get(f"/training/{desks.event_id}").text
    member = signed_in(desks.app, Role.MEMBER, organisation_id=desks.organisation_id)
    assert 'value="The Example Trust"' in member.get(f"/training/{desks.event_id}").text
    desks.book(member, "Mim", group="the example trust")
    stranger = desks.app.test_client()
    desks.book(stranger, "Sly", group="The Example Trust")
    rows = desks.rows(TrainingBooking)
    assert [one.volunteer_id for one in rows] == [vera, None, None]
    assert [one.organisation_id for one in rows] == [None, desks.organisation_id, None]
    assert rows[2].group_name == "The Example Trust"  # said, and not taken on trust
    assert "has a place" not in stranger.get(f"/training/{desks.event_id}").text


def test_the_desk_books_by_telephone_without_an_address(desks: Desks) -> None:
    sent = {"email": "", "phone": "01632 960777", "group": "The example trust", "through": "phone"}
    answer = desks.book(desks.here, "Pat", **sent)
    page = desks.here.get(answer.location).text
    assert "Pat" in page
    assert "01632 960777" in page
    (row,) = desks.rows(TrainingBooking)
    assert (row.through, row.organisation_id) == ("phone", desks.organisation_id)
    assert desks.sent() == []
    assert desks.book(desks.there, "Bo").status_code == 404
    sheet = desks.here.get(f"/desk/training/{desks.event_id}/sheet").text
    assert "Pat" in sheet
    assert "The Example Trust" in sheet
    assert "960777" not in sheet
    path = f"/desk/training/{desks.event_id}/bookings/{row.public_id}/give-up"
    assert desks.here.post(path).status_code == 302
    assert desks.states() == [("Pat", "cancelled")]
    assert desks.here.post(path).status_code == 404


def edited(desks: Desks, **facts: str) -> dict[str, str]:
    day = (local_today() + timedelta(days=9)).isoformat()
    kept = {**FORM, "title": "Expenses without tears", "online_link": "", "on": day, "at": "10:00"}
    return {**kept, "minutes": "90", "places": "10", "version": str(desks.event.version), **facts}


def test_a_change_of_day_is_told_and_one_of_words_is_not(desks: Desks, client) -> None:
    desks.book(client, "Jo")
    desks.book(client, "Pat", email="", phone="01632 960777")
    path = f"/desk/training/{desks.event_id}/edit"
    assert desks.here.post(path, data=edited(desks)).status_code == 302
    assert desks.sent()[1:] == [("jo@people.example", "training_changed")]
    (task,) = desks.rows(Task)
    assert "Ring those without e-mail" in task.what
    assert "Pat" not in task.what
    desks.here.post(path, data=edited(desks, about="Bring a friend."))
    assert len(desks.sent()) == 2


def test_two_who_change_it_see_each_other(desks: Desks) -> None:
    path = f"/desk/training/{desks.event_id}/edit"
    stale = edited(desks, title="Mine")
    desks.here.post(path, data=edited(desks, title="Theirs"))
    answer = desks.here.post(path, data=stale)
    assert answer.status_code == 409
    assert "<dd>Theirs</dd>" in answer.text
    assert 'value="Mine"' in answer.text
    assert desks.event.title == "Theirs"
    again = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    assert desks.here.post(path, data={**stale, "version": again}).status_code == 302
    assert desks.event.title == "Mine"


def test_there_are_never_fewer_places_than_people(desks: Desks, client) -> None:
    for name in ("Ann", "Bo"):
        desks.book(client, name)
    path = f"/desk/training/{desks.event_id}/edit"
    answer = desks.here.post(path, data=edited(desks, places="1"))
    assert answer.status_code == 422
    assert "2 places are taken already." in answer.text
    desks.set_event(places=2)
    desks.book(client, "Cy")
    assert desks.here.post(path, data=edited(desks, places="3")).status_code == 302
    assert desks.states()[2] == ("Cy", "booked")


def test_calling_off_tells_everybody_once(desks: Desks, client: FlaskClient) -> None:
    desks.set_event(places=1)
    for name in ("Jo", "Mo"):
        desks.book(client, name)
    path = f"/desk/training/{desks.event_id}/call-off"
    assert "1 person has a place" in desks.here.get(path).text
    form = {"version": str(desks.event.version)}
    for _ in range(2):
        assert desks.here.post(path, data=form).status_code == 302
    told = [name for name, what in desks.sent() if what == "training_cancelled"]
    assert told == ["jo@people.example", "mo@people.example"]
    assert "was called off" in client.get(f"/training/{desks.event_id}").text
    assert "Expenses without tears" not in client.get("/training").text
    assert "called off" in client.get(f"/training/bookings/{token(desks)}").text
    assert desks.book(client, "Late").status_code == 422
    found = Calendar.from_ical(client.get(f"/training/{desks.event_id}.ics").data)
    assert found.walk("VEVENT")[0]["status"] == "CANCELLED"


def test_calendars_give_the_link_only_to_who_has_a_place(desks: Desks, client) -> None:
    desks.set_event(online_link=LINK)
    desks.book(client, "Jo")
    public = client.get(f"/training/{desks.event_id}.ics").data
    own = client.get(f"/training/bookings/{token(desks)}.ics").data
    assert LINK.encode() not in public.replace(b"\r\n ", b"")
    assert LINK.encode() in own.replace(b"\r\n ", b"")
    (event,) = Calendar.from_ical(own).walk("VEVENT")
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event["duration"].dt == timedelta(minutes=90)


def test_a_reminder_goes_out_once_the_day_before(desks: Desks, client: FlaskClient) -> None:
    desks.set_event(places=1)
    desks.book(client, "Jo")
    desks.book(client, "Waits")

    def run() -> None:
        with desks.app.app_context():
            remind_of_training.work()

    run()
    assert len(desks.sent()) == 2
    tomorrow = datetime.combine(local_today() + timedelta(days=1), time(23, 30), LOCAL_TIME)
    desks.set_event(starts_at=tomorrow)
    run()
    run()
    assert desks.sent()[2:] == [("jo@people.example", "training_reminder")]


def test_who_was_there_is_ticked_and_kept(desks: Desks, client: FlaskClient) -> None:
    desks.book(client, "Jo")
    desks.book(client, "Mo")
    desks.begin()
    page = desks.here.get(f"/desk/training/{desks.event_id}").text
    assert "Who was there?" in page
    jo, _mo = (one.public_id for one in desks.rows(TrainingBooking))
    path = f"/desk/training/{desks.event_id}/attendance"
    form = {"came": [jo], "version": str(desks.event.version)}
    assert desks.here.post(path, data=form).status_code == 302
    assert [one.attended for one in desks.rows(TrainingBooking)] == [True, False]
    stale = desks.here.post(path, data={**form, "came": []})
    assert stale.status_code == 409
    assert [one.attended for one in desks.rows(TrainingBooking)] == [True, False]
    desks.book(desks.here, "Walk-in", email="w@people.example")
    assert [one.attended for one in desks.rows(TrainingBooking)] == [True, False, True]
    assert "This training is over." in client.get(f"/training/{desks.event_id}").text


@pytest.mark.postgres
def test_all_of_it_on_postgresql(postgres_app: Flask) -> None:
    desks = desks_of(postgres_app, places=1)
    client = postgres_app.test_client()
    desks.book(client, "Jo", group="The Example Gardeners")
    desks.book(client, "Mo")
    client.post(f"/training/bookings/{token(desks)}")
    assert desks.states() == [("Jo", "cancelled"), ("Mo", "booked")]
    assert desks.here.get("/desk/training?past=yes").status_code == 200
    desks.set_event(starts_at=now() - timedelta(hours=1))
    mo = desks.rows(TrainingBooking)[1].public_id
    form = {"came": [mo], "version": str(desks.event.version)}
    path = f"/desk/training/{desks.event_id}/attendance"
    assert desks.here.post(path, data=form).status_code == 302
    assert desks.here.get("/desk/support-given").status_code == 200
