"""A volunteer's own pages: where things stand, my record, my choices, roles for me."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.actors import Actor, Role
from brokerage.consents import has_consent, record_consent
from brokerage.db import db, unit_of_work
from brokerage.introductions.models import Introduction, KeptRole, Task
from brokerage.introductions.service import (
    Agreement,
    accept,
    acknowledge,
    interview,
    offer,
    suggest,
)
from brokerage.introductions.service import apply as apply_for
from brokerage.volunteers.models import Volunteer
from tests.brokerage.volunteers.views.conftest import errors_in, key_in, version_in
from tests.making import COOKING, make_role, make_volunteer, signed_in

BROKER = Actor("account:b", "desk")
AGREED = {"contact_channel": "centre", "agreed": "yes"}


@pytest.fixture
def role(app: Flask, county: None) -> str:
    with app.app_context(), unit_of_work() as session:
        return make_role(session, "Tea maker", on="Tue 18:30-20:30").public_id


@pytest.fixture
def me(app: Flask, county: None) -> int:
    with app.app_context(), unit_of_work() as session:
        return make_volunteer(session, first_name="Wren", phone="01632 960011").id


@pytest.fixture
def mine(app: Flask, me: int) -> FlaskClient:
    return signed_in(app, Role.VOLUNTEER, volunteer_id=me)


def found(model, **by):
    return db.session.scalars(select(model).filter_by(**by)).one()


def applied(app: Flask, me: int, role: str) -> str:
    with app.app_context(), unit_of_work() as session:
        wren, tea = session.get(Volunteer, me), role_of(session, role)
        return apply_for(session, wren, tea, BROKER, Agreement("centre")).public_id


def role_of(session, public_id):
    from brokerage.opportunities.service import get_shown

    return get_shown(session, public_id)


def test_applying_shows_beforehand_what_is_sent_and_is_sent_once(
    app: Flask, mine: FlaskClient, role: str
) -> None:
    page = mine.get(f"/my/apply/{role}").text
    assert "What The Example Trust receives" in page
    assert "Nothing else of your record is sent" in page
    key = key_in(page)
    refused = mine.post(f"/my/apply/{role}", data={"key": key, "contact_channel": "centre"})
    assert errors_in(refused.text) == ["Tick that you agree, or do not send it."]
    none = mine.post(f"/my/apply/{role}", data={**AGREED, "key": key, "contact_channel": "letter"})
    assert errors_in(none.text) == ["We have no such contact details. Choose another way."]
    data = {**AGREED, "key": key, "note": "I make good tea"}
    first = mine.post(f"/my/apply/{role}", data=data)
    assert mine.post(f"/my/apply/{role}", data=data).location == first.location
    assert mine.post(f"/my/apply/{role}", data={**data, "key": "new"}).location == first.location
    assert mine.get(f"/my/apply/{role}").location == first.location
    page = mine.get(first.location).text
    assert "Sent to the organisation" in page
    assert "The Example Trust" in page
    assert "I make good tea" in page
    with app.app_context():
        sent = found(Introduction)
        assert set(sent.shared) == {"first_name", "contact_channel", "reasons", "note"}


def test_my_volunteering_says_who_acts_next_and_by_when(
    app: Flask, mine: FlaskClient, me: int, role: str
) -> None:
    assert "Nothing is under way" in mine.get("/my").text
    applied(app, me, role)
    page = mine.get("/my").text
    assert "Tea maker" in page
    assert re.search(r"The Example Trust: say that it arrived, by \d+ \w+ \d{4}", page)


def test_i_can_leave_put_off_and_go_on(app: Flask, mine: FlaskClient, me: int, role: str) -> None:
    address = f"/my/introductions/{applied(app, me, role)}"
    seen = version_in(mine.get(address).text)
    bad = mine.post(f"{address}/postpone", data={"seen": seen, "until": "1 1 2020"})
    assert errors_in(bad.text) == ["Write a day that is still to come."]
    assert 'value="1 1 2020"' in bad.text
    mine.post(f"{address}/postpone", data={"seen": seen, "until": "1 3 2031"})
    page = mine.get(address).text
    assert "Postponed" in page
    assert "1 March 2031" in page
    stale = mine.post(f"{address}/withdraw", data={"seen": seen, "reason": "no_time"})
    assert stale.status_code == 409
    assert "Somebody else changed this" in stale.text
    mine.post(f"{address}/resume", data={"seen": version_in(page)})
    page = mine.get(address).text
    nameless = mine.post(f"{address}/withdraw", data={"seen": version_in(page), "reason": "left"})
    assert errors_in(nameless.text) == [
        "Choose a reason, so that we can look for something better."
    ]
    mine.post(f"{address}/withdraw", data={"seen": version_in(page), "reason": "too_far"})
    assert "Withdrawn" in mine.get(address).text
    with app.app_context():
        assert found(Introduction).reason == "too_far"


def test_a_yes_to_an_offer_sends_it_and_a_suggestion_is_not_shown(
    app: Flask, mine: FlaskClient, me: int, role: str
) -> None:
    with app.app_context(), unit_of_work() as session:
        one = suggest(session, session.get(Volunteer, me), role_of(session, role), BROKER)
        address = f"/my/introductions/{one.public_id}"
    assert mine.get(address).status_code == 404
    assert "Tea maker" not in mine.get("/my").text
    with app.app_context(), unit_of_work() as session:
        offer(session, found(Introduction), BROKER)
    assert "Waiting for your answer" in mine.get(address).text
    assert "Yes, I am interested" in mine.get(address).text
    key = key_in(mine.get(f"/my/apply/{role}").text)
    assert mine.post(f"/my/apply/{role}", data={**AGREED, "key": key}).location == address
    assert "Sent to the organisation" in mine.get(address).text


def test_others_introductions_are_not_found(app: Flask, mine: FlaskClient, role: str) -> None:
    with app.app_context(), unit_of_work() as session:
        other = make_volunteer(session, first_name="Moor").id
    address = f"/my/introductions/{applied(app, other, role)}"
    assert mine.get(address).status_code == 404
    for act in ("withdraw", "postpone", "resume"):
        assert mine.post(f"{address}/{act}", data={"reason": "no_time"}).status_code == 404


def test_roles_are_ranked_kept_and_let_go(app: Flask, mine: FlaskClient, role: str) -> None:
    page = mine.get("/my/roles").text
    assert "Tea maker" in page
    assert "I am interested" in page
    for _ in range(2):
        mine.post(f"/my/roles/{role}/keep")
    with app.app_context():
        assert found(KeptRole)
    assert "Roles I keep" in mine.get("/my/roles").text
    mine.post(f"/my/roles/{role}/let-go")
    assert "Roles I keep" not in mine.get("/my/roles").text


def test_asking_for_a_call_is_one_task(app: Flask, mine: FlaskClient) -> None:
    for _ in range(2):
        assert mine.post("/my/call", data={"best_time": "after six"}).location == "/my"
    with app.app_context():
        assert "after six" in found(Task).what


@pytest.mark.parametrize(
    ("part", "typed", "shown"),
    [
        ("name", {"first_name": "Wrenna", "last_name": "L"}, "Wrenna"),
        ("contact", {"preferred_channel": "text", "phone": "07700 900123"}, "07700 900123"),
        (
            "contact",
            {"preferred_channel": "carer", "carer_name": "Ash", "carer_phone": "01632 960019"},
            "Ash",
        ),
        ("home", {"near": "TN23 1QX"}, "TN23 1"),
        ("travel", {"within": "5", "travel_mode": "bus", "remote": "no"}, "5 miles"),
        ("offer", {"text": "I bake", "skills": ["cooking"]}, "Cooking"),
        ("causes", {"interests": ["environment"], "languages": ["cy"]}, "Welsh"),
        ("when", {"when": ["tue-evening", "changes"], "hours_per_week": "2"}, "Tuesday evening"),
        ("needs", {"needs": ["step_free"]}, "tep-free"),
        ("age", {"age_band": "75+"}, "75 or over"),
    ],
)
def test_each_part_of_my_record_can_be_corrected(
    mine: FlaskClient, part: str, typed: dict, shown: str
) -> None:
    form = mine.get(f"/my/record/{part}")
    assert form.status_code == 200
    data = {**typed, "version": version_in(form.text)}
    answer = mine.post(f"/my/record/{part}", data=data)
    assert answer.status_code == 302, errors_in(answer.text)
    assert shown in mine.get("/my/record").text


def test_correcting_one_part_leaves_the_others(app: Flask, mine: FlaskClient, me: int) -> None:
    parts = {
        "offer": {"skills": ["cooking"]},
        "causes": {"interests": ["environment"]},
        "when": {"when": ["tue-evening"], "hours_per_week": "2", "available_from": "1 3 2031"},
        "home": {"near": "TN23"},
    }
    for part, typed in parts.items():
        version = version_in(mine.get(f"/my/record/{part}").text)
        mine.post(f"/my/record/{part}", data={**typed, "version": version})
    with app.app_context():
        wren = db.session.get(Volunteer, me)
        assert {COOKING} < {term.uri for term in wren.terms}
        assert (len(wren.terms), wren.minutes_per_week, wren.postcode) == (2, 120, "TN23")
        assert wren.available_from.month == 3


def test_a_mistake_in_a_correction_is_named_and_changes_nothing(
    app: Flask, mine: FlaskClient, me: int
) -> None:
    version = version_in(mine.get("/my/record/contact").text)
    data = {"preferred_channel": "email", "email": "wren at home", "version": version}
    answer = mine.post("/my/record/contact", data=data)
    assert answer.status_code == 422
    assert "wren at home" in answer.text
    with app.app_context():
        assert db.session.get(Volunteer, me).preferred_channel != "text"
        assert db.session.get(Volunteer, me).phone == "01632 960011"
    assert mine.get("/my/record/agree").status_code == 404


def test_the_second_of_two_editors_sees_what_changed_and_chooses(mine: FlaskClient) -> None:
    version = version_in(mine.get("/my/record/offer").text)
    mine.post("/my/record/offer", data={"text": "I bake", "version": version})
    second = mine.post("/my/record/offer", data={"text": "I drive", "version": version})
    assert second.status_code == 409
    assert "I bake" in second.text
    assert "I drive" in second.text
    again = {"text": "I drive", "version": version_in(second.text)}
    assert mine.post("/my/record/offer", data=again).status_code == 302
    assert "I drive" in mine.get("/my/record").text


def test_a_stale_form_about_something_else_passes(mine: FlaskClient) -> None:
    version = version_in(mine.get("/my/record/offer").text)
    mine.post("/my/record/offer", data={"text": "I bake", "version": version})
    same = mine.post("/my/record/offer", data={"text": "I bake", "version": version})
    assert same.status_code == 302


def test_times_away_come_and_go(app: Flask, mine: FlaskClient, me: int) -> None:
    days = {"first_on": "1 8 2031", "last_on": "3 8 2031"}
    wrong = mine.post("/my/record/away", data={**days, "last_on": "1 7 2031"})
    assert errors_in(wrong.text) == ["The last day away is before the first."]
    assert errors_in(mine.post("/my/record/away").text) == ["Write the first and the last day."]
    mine.post("/my/record/away", data=days)
    page = mine.get("/my/record/away").text
    assert "1 August 2031 to 3 August 2031" in page
    mine.post(re.search(r'action="(/my/record/away/\d+/remove)"', page)[1])
    assert "None noted" in mine.get("/my/record/away").text


def test_a_withdrawn_consent_holds_at_once_and_ends_what_is_not_settled(
    app: Flask, mine: FlaskClient, me: int, role: str
) -> None:
    address = f"/my/introductions/{applied(app, me, role)}"
    with app.app_context(), unit_of_work() as session:
        record_consent(session, me, "news", True, BROKER)
    page = mine.get("/my/consents").text
    assert "If you stop" in page
    mine.post("/my/consents", data={"consents": ["digests"]})
    assert "Withdrawn" in mine.get(address).text
    assert "not looking for roles" in mine.get("/my").text
    with app.app_context():
        held = {n: has_consent(db.session, me, n) for n in ("introductions", "news", "digests")}
        assert held == {"introductions": False, "news": False, "digests": True}
    key = key_in(mine.get(f"/my/apply/{role}").text)
    again = mine.post(f"/my/apply/{role}", data={**AGREED, "key": key})
    assert again.status_code == 409
    assert "not looking for a role" in again.text


def test_my_calendar_is_private_and_can_be_ended(
    app: Flask, mine: FlaskClient, me: int, role: str
) -> None:
    applied(app, me, role)
    with app.app_context(), unit_of_work() as session:
        one = found(Introduction)
        for verb in (acknowledge, interview, accept):
            verb(session, one, BROKER)
    assert "Make my address" in mine.get("/my/calendar").text

    def renewed() -> str:
        mine.post("/my/calendar")
        return re.search(r"(/calendars/\S+\.ics)", mine.get("/my/calendar").text)[1]

    first, second = renewed(), renewed()
    stranger = app.test_client()
    assert stranger.get(first).status_code == 404
    feed = stranger.get(second)
    assert feed.mimetype == "text/calendar"
    assert "Tea maker" in feed.text
    assert "Wren" not in feed.text
    mine.post("/my/calendar/end")
    assert stranger.get(second).status_code == 404


def test_the_pages_are_for_volunteers_and_for_whom_somebody_acts(
    app: Flask, me: int, role: str
) -> None:
    paths = ("/my", "/my/record", "/my/roles", "/my/consents", "/my/calendar", f"/my/apply/{role}")
    nobody, broker = app.test_client(), signed_in(app, Role.BROKER)
    with app.app_context():
        public_id = db.session.get(Volunteer, me).public_id
    for path in paths:
        assert nobody.get(path).location.startswith("/account/sign-in")
        assert broker.get(path).status_code == 403
    broker.post(f"/acting/volunteers/{public_id}")
    for path in paths:
        assert broker.get(path).status_code == 200, path
