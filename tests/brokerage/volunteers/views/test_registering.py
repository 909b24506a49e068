"""Registering on the public's pages, from the first page to what happens next."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from brokerage.accounts.models import Account, Hat
from brokerage.consents import Consent, has_consent
from brokerage.db import db, now, unit_of_work
from brokerage.introductions.models import Task
from brokerage.messages.models import OutboxMessage
from brokerage.volunteers.models import GuardianConsent, RegistrationDraft, SupportDetail, Volunteer
from brokerage.volunteers.registration.drafts import forget_drafts
from brokerage.volunteers.registration.pages import PAGES
from tests.brokerage.volunteers.views.conftest import ANSWERS, errors_in
from tests.making import COOKING, DRIVING, ENVIRONMENT, make_role


def only(model):
    return db.session.scalars(select(model)).one()


def test_everything_that_was_answered_is_in_the_record(
    app: Flask, client: FlaskClient, begin
) -> None:
    assert begin().location == "/register/check"
    checked = client.get("/register/check").text
    for shown in ("Wren", "01632 960011", "Tuesday evening", "Wed 10:00-11:30", "Cooking", "Welsh"):
        assert shown in checked
    assert client.post("/register/check").location == "/register/done"
    assert "You are registered" in client.get("/register/done").text
    with app.app_context():
        wren = only(Volunteer)
        assert (wren.first_name, wren.last_name, wren.state) == ("Wren", "Lanternsea", "registered")
        assert (wren.postcode, wren.district_code) == ("TN23 1", "E07000105")
        assert round(wren.within_km, 2) == 8.05
        assert {term.uri for term in wren.terms} == {COOKING, DRIVING, ENVIRONMENT}
        assert len([w for w in wren.windows if w.in_holidays]) == 1
        assert len([w for w in wren.windows if not w.in_holidays]) == 3
        assert (wren.minutes_per_week, wren.access_needs) == (180, ["step_free"])
        assert [(p.first_on.day, p.last_on.day) for p in wren.pauses] == [(1, 14)]
        assert (wren.heard_through, wren.volunteered_before) == ("library", "never")
        assert wren.languages == ["cy", "en"]
        assert has_consent(db.session, wren.id, "share_any_centre")
        assert not has_consent(db.session, wren.id, "news")
        assert {c.wording_version for c in db.session.scalars(select(Consent))} == {"2026-1"}
        assert only(SupportDetail).text == "A chair, please"
        assert only(Task).volunteer_id == wren.id
        draft = only(RegistrationDraft)
        assert draft.answers == {}
        assert draft.finished_at is not None


def test_sending_twice_makes_one_person_and_one_account(
    app: Flask, client: FlaskClient, begin
) -> None:
    begin()
    with client.session_transaction() as cookie:
        before = dict(cookie)
    client.post("/register/check")
    again = app.test_client()
    with again.session_transaction() as cookie:
        cookie.update(before)
    assert again.post("/register/check").location == "/register/done"
    assert again.get("/my").status_code == 200
    with app.app_context():
        assert db.session.scalar(select(func.count(Volunteer.id))) == 1
        assert db.session.scalar(select(func.count(Account.id))) == 1


def test_an_address_that_was_only_typed_is_nobodys_until_a_code_comes_back(
    app: Flask, client: FlaskClient, begin
) -> None:
    begin(reach={"preferred_channel": "email"}, contact={"email": "Wren@People.example"})
    client.post("/register/check")
    with app.app_context():
        assert only(Account).email is None
        query = select(OutboxMessage.text).where(OutboxMessage.purpose != "registration")
        code = re.search(r"^(\d{6})$", db.session.scalars(query).one(), re.MULTILINE)[1]
    assert "/account/details/code" in client.get("/register/done").text
    assert client.post("/account/details/code", data={"code": code}).location == "/account"
    with app.app_context():
        assert only(Account).email == "wren@people.example"


@pytest.mark.parametrize(
    ("page", "fields", "message"),
    [
        ("name", {"first_name": " "}, "Enter your first name."),
        ("reach", {}, "Choose how we may reach you."),
        ("contact", {"phone": ""}, "Enter your telephone number."),
        ("contact", {"phone": "12"}, "Enter a telephone number, like 01632 960001"),
        ("home", {"near": ""}, "Enter your postcode, or your town or village."),
        ("home", {"near": "Ashfrod"}, "Ashfrod"),
        ("travel", {"within": "far"}, "Choose how far, in miles."),
        ("offer", {"skills": "levitation"}, "is not a skill we know"),
        ("when", {"when": "whenever"}, "is not a time we understand"),
        ("dates", {"hours_per_week": "lots"}, "Write a number of hours"),
        ("dates", {"away_first_on": "1 8 2031"}, "Write both days"),
        ("dates", {"away_first_on": "2 8 2031", "away_last_on": "1 8 2031"}, "before the first"),
        ("dates", {"available_from": "31 2 2031"}, "Write a day, such as"),
        ("age", {"age_band": "200"}, "Must be one of"),
        ("guardian", {"guardian_name": "Pat"}, "Choose how we may ask them."),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(
    client: FlaskClient, begin, page: str, fields: dict, message: str
) -> None:
    begin(page)
    if page == "guardian":
        client.post("/register/age", data={"age_band": "under-16"})
    answer = client.post(f"/register/{page}", data=fields)
    assert answer.status_code == 422
    assert any(message in error for error in errors_in(answer.text))
    for value in fields.values() if page != "age" else ():
        assert value.strip() in answer.text
    assert client.get(f"/register/{page}").status_code == 200


def test_a_mistake_that_is_left_keeps_the_registration_from_being_sent(
    app: Flask, client: FlaskClient, begin
) -> None:
    begin("home")
    assert "Where do you live?" in client.get("/register/check").text
    assert client.post("/register/check").location == "/register/home"
    with app.app_context():
        assert db.session.scalar(select(func.count(Volunteer.id))) == 0


def test_somebody_comes_back_with_a_code_in_another_browser(
    app: Flask, client: FlaskClient, begin
) -> None:
    begin("when")
    saving = client.post("/register/when", data={"when": "not yet a time", "save": "1"})
    assert saving.status_code == 307
    assert client.post(saving.location).location == "/register/saved"
    code = re.search(r'class="code">([^<]+)<', client.get("/register/saved").text)[1]
    other = app.test_client()
    assert other.post("/register/come-back", data={"code": "BBBBB-BBBBB"}).status_code == 422
    assert other.get("/register/check").location == "/register"
    typed = f" {code.lower().replace('-', ' ')} "
    assert other.post("/register/come-back", data={"code": typed}).location == "/register/check"
    assert "Lanternsea" in other.get("/register/name").text
    assert "not yet a time" in other.get("/register/when").text


def test_a_link_by_e_mail_leads_back_by_a_button(app: Flask, client: FlaskClient, begin) -> None:
    begin("when")
    client.post("/register/save")
    assert client.post("/register/saved", data={"email": "nonsense"}).status_code == 422
    assert client.post("/register/saved", data={"email": "wren@people.example"}).status_code == 302
    with app.app_context():
        path = re.search(r"https?://[^/]+(/\S+)", only(OutboxMessage).text)[1]
    other = app.test_client()
    assert other.get(path).status_code == 200
    assert other.get("/register/name").location == "/register"
    assert other.post(path).location == "/register/check"
    assert other.get("/register/name").status_code == 200
    assert other.get(f"{path}x").status_code == 404


def test_a_search_is_carried_over(client: FlaskClient, county: None) -> None:
    asked = {"near": "TN23", "when": ["tue-evening"], "skills": ["cooking"], "age": "70"}
    page = client.get("/register", query_string={**asked, "utm": "x"}).text
    assert 'name="when" value="tue-evening"' in page
    assert "utm" not in page
    client.post("/register", data=asked)
    assert 'value="TN23"' in client.get("/register/home").text
    assert re.search(r'value="tue-evening"[^>]*checked', client.get("/register/when").text)
    assert re.search(r'value="65-74" selected', client.get("/register/age").text)


def test_a_role_leads_to_registering_and_back_to_the_role(
    app: Flask, client: FlaskClient, county: None, begin
) -> None:
    with app.app_context(), unit_of_work() as session:
        role = make_role(session, "Tea maker", minimum_age=18).public_id
    assert f"/register/for/{role}" in client.get(f"/opportunities/{role}").text
    assert f"role={role}" in client.get(f"/register/for/{role}").text
    client.post("/register")
    assert "Date of birth" not in client.get("/register/age").text
    client.post("/register", data={"role": role})
    assert "Date of birth" in client.get("/register/age").text
    for name, fields in ANSWERS.items():
        client.post(f"/register/{name}", data=fields)
    client.post("/register/check")
    assert f"/my/apply/{role}" in client.get("/register/done").text
    assert client.get(f"/register/for/{role}").location == f"/my/apply/{role}"


def test_under_16_a_guardian_is_asked_by_link(app: Flask, client: FlaskClient, begin) -> None:
    guardian = {"guardian_way": "link", "guardian_name": "Pat", "guardian_email": "pat@p.example"}
    begin("age")
    assert client.post("/register/age", data={"age_band": "under-16"}).location.endswith("guardian")
    unreachable = {**guardian, "guardian_email": "", "guardian_phone": "01632 960012"}
    assert client.post("/register/guardian", data=unreachable).status_code == 422
    client.post("/register/guardian", data=guardian)
    client.post("/register/agree", data={})
    client.post("/register/check")
    with app.app_context():
        asked = only(GuardianConsent)
        assert (asked.guardian_name, asked.answer) == ("Pat", "asked")
        path = re.search(r"https?://[^/]+(/\S+)", only(OutboxMessage).text)[1]
    assert "Wren" in app.test_client().get(path).text


def test_a_district_without_a_centre_is_told_so(client: FlaskClient, begin) -> None:
    begin(home={"near": "Dover"})
    assert "Dover district has no centre of its own" in client.get("/register/check").text


def test_skills_that_words_may_mean_are_offered_once(
    client: FlaskClient, begin, monkeypatch
) -> None:
    from brokerage.suggestions import forms
    from brokerage.suggestions.skills import SuggestedSkill
    from brokerage.volunteers.views import registering

    def found(session, text, limit=6):
        return [SuggestedSkill(COOKING, "cooking", "Cooking", "cook")] if text else []

    monkeypatch.setattr(registering, "suggest_skills", found)
    monkeypatch.setattr(forms, "suggest_skills", found)
    begin("offer")
    hinted = client.post("/register/offer", data={"text": "I can cook"})
    assert hinted.status_code == 200
    assert "Did you mean any of these?" in hinted.text
    assert 'name="hinted"' in hinted.text
    onward = client.post("/register/offer", data={"text": "I can cook", "hinted": "1"})
    assert onward.location == "/register/causes"


def test_nobody_reads_a_registration_without_having_begun_it(
    client: FlaskClient, county: None
) -> None:
    for page in PAGES:
        assert client.get(f"/register/{page.name}").location == "/register"
        assert client.post(f"/register/{page.name}").location == "/register"
    assert client.get("/register/nonsense").status_code == 404
    assert client.get("/register/done").status_code == 302


def test_drafts_are_forgotten(app: Flask, client: FlaskClient, begin) -> None:
    begin("home")
    with app.app_context(), unit_of_work() as session:
        assert forget_drafts(session, now() + timedelta(days=29)) == 0
        assert forget_drafts(session, now() + timedelta(days=31)) == 1
    assert client.get("/register/name").location == "/register"


def test_an_enquiry_is_a_name_and_one_contact(
    app: Flask, client: FlaskClient, county: None
) -> None:
    assert client.get("/register/ring-me").status_code == 200
    wrong = client.post("/register/ring-me", data={"first_name": "Moor", "key": "a"})
    assert errors_in(wrong.text) == ["Write an e-mail address or a telephone number."]
    data = {"first_name": "Moor", "phone": "01632 960013", "best_time": "mornings", "key": "b"}
    for _ in range(2):
        assert client.post("/register/ring-me", data=data).status_code == 302
    assert "Ashford Example" in client.get("/register/ring-me/done?near=TN23").text
    with app.app_context():
        assert only(Volunteer).state == "enquiry"
        assert "mornings" in only(Task).what
        assert db.session.scalar(select(func.count(Hat.id))) == 0


@pytest.mark.parametrize(
    ("reach", "contact", "channel"),
    [
        ("email", {"email": "wren@example.org"}, "email"),
        ("text", {"phone": "07700 900123"}, "text"),
        ("letter", {"address": "1 Mill Lane\nAshford\nTN23 1QX"}, "letter"),
    ],
)
def test_whoever_registers_is_told_what_happens_next_and_by_when(
    app: Flask, client: FlaskClient, begin, reach, contact, channel
) -> None:
    begin(reach={"preferred_channel": reach}, contact=contact)
    client.post("/register/check")
    client.post("/register/check")
    with app.app_context():
        query = select(OutboxMessage).where(OutboxMessage.purpose == "registration")
        sent = db.session.scalars(query).one()
        task = only(Task)
        assert (sent.channel, sent.volunteer_id) == (channel, only(Volunteer).id)
        assert f"by {task.due_on.day} {task.due_on:%B %Y}" in sent.text


def test_whoever_prefers_to_be_rung_gets_no_message_but_the_centre_rings(
    app: Flask, client: FlaskClient, begin
) -> None:
    begin()
    client.post("/register/check")
    with app.app_context():
        assert db.session.scalars(select(OutboxMessage.id)).all() == []
        assert only(Task).what == "Get in touch with somebody who has registered"
