from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.accounts.models import Account
from brokerage.actors import Role
from brokerage.audit import AuditEntry
from brokerage.centres.models import Centre
from brokerage.concerns.kinds import emergency_contacts
from brokerage.concerns.models import Concern, Hold
from brokerage.db import unit_of_work
from brokerage.messages.models import OutboxMessage
from brokerage.opportunities.models import State
from brokerage.privacy.models import Complaint
from tests.making import make_centre, make_county, make_organisation, make_role, signed_in

HARM = {"kind": "harm", "what": "A helper shouted at a child.", "name": "Ann", "contact": "a@b.uk"}


@pytest.fixture
def county(app: Flask) -> dict[str, int]:
    """Two centres; a role of the second one's district."""
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        lead = session.scalars(select(Centre)).one()
        dover = make_centre(session, "Dover Example Volunteer Centre", "E07000108")
        body = make_organisation(session)
        body.centre_id = dover.id
        role = make_role(session, organisation=body)
        draft = make_role(session, "Secret plan", state=State.DRAFT)
        return {
            "lead": lead.id,
            "dover": dover.id,
            "role": role.public_id,
            "draft": draft.public_id,
        }


def designated(app: Flask, centre_id: int, role: Role = Role.BROKER) -> FlaskClient:
    client = signed_in(app, role, centre_id=centre_id)
    with app.app_context(), unit_of_work() as session:
        account = session.scalars(select(Account).order_by(Account.id.desc())).first()
        account.hats[0].safeguarding = True
        account.email = f"designated-{centre_id}@centre.example"
    return client


def stored(app: Flask, model: type) -> list:
    with app.app_context(), unit_of_work() as session:
        found = list(session.scalars(select(model).order_by(model.id)))
        session.expunge_all()
        return found


def test_the_form_is_on_every_page_and_says_whom_to_ring(client: FlaskClient, county) -> None:
    assert 'href="/tell-us"' in client.get("/").text
    assert f"/tell-us?role={county['role']}" in client.get(f"/opportunities/{county['role']}").text
    page = client.get(f"/tell-us?role={county['role']}").text
    assert "The Example Trust" in page
    for one in emergency_contacts():
        assert one.phone in page
        assert one.url.startswith("https://")
    assert "Secret plan" not in client.get(f"/tell-us?role={county['draft']}").text


def test_harm_goes_to_the_log_of_the_right_centre_and_nothing_of_it_into_the_mail(
    app: Flask, client: FlaskClient, county
) -> None:
    desk = designated(app, county["dover"])
    answer = client.post("/tell-us", data={**HARM, "role": county["role"]})
    assert answer.location == "/tell-us/thank-you"
    assert "trained and named" in client.get("/tell-us/thank-you").text
    (concern,) = stored(app, Concern)
    assert (concern.centre_id, concern.reporter) == (county["dover"], "Ann")
    (mail,) = stored(app, OutboxMessage)
    assert mail.address == f"designated-{county['dover']}@centre.example"
    assert "child" not in mail.text + mail.subject + mail.html
    assert "Ann" not in mail.text
    assert f"/safeguarding/concerns/{concern.public_id}" in mail.text
    assert HARM["what"] in desk.get(f"/safeguarding/concerns/{concern.public_id}").text
    assert stored(app, Complaint) == []


@pytest.mark.parametrize("kind", ["behaviour", "role", "data", "site", "other"])
def test_everything_else_is_a_complaint(app: Flask, client: FlaskClient, county, kind) -> None:
    client.post("/tell-us", data={**HARM, "kind": kind})
    (complaint,) = stored(app, Complaint)
    assert (complaint.kind, complaint.centre_id) == (kind, county["lead"])
    assert stored(app, Concern) == []


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(
    client: FlaskClient, county
) -> None:
    answer = client.post("/tell-us", data={"kind": "", "what": "", "name": "Ann"})
    assert answer.status_code == 422
    assert 'href="#kind"' in answer.text
    assert 'href="#what"' in answer.text
    assert 'value="Ann"' in answer.text


def test_a_form_sent_twice_tells_once(app: Flask, client: FlaskClient, county) -> None:
    for _ in range(2):
        client.post("/tell-us", data={**HARM, "submission": "the same"})
    assert len(stored(app, Concern)) == 1


def test_somebody_who_sends_again_and_again_is_stopped(client: FlaskClient, county) -> None:
    answers = [client.post("/tell-us", data=HARM).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]


PAGES = ["/safeguarding", "/safeguarding/pauses", "/safeguarding/concerns/{concern}"]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.BROKER])
@pytest.mark.parametrize("page", PAGES)
def test_without_the_hat_the_log_is_not_there(
    app: Flask, client: FlaskClient, county, role, page
) -> None:
    designated(app, county["lead"])
    client.post("/tell-us", data=HARM)
    (concern,) = stored(app, Concern)
    manager = signed_in(app, role, centre_id=county["lead"])
    answer = manager.get(page.format(concern=concern.public_id))
    assert answer.status_code == 404
    assert "shouted" not in answer.text


def test_the_log_of_another_centre_is_not_there_either(app: Flask, client: FlaskClient, county):
    designated(app, county["lead"])
    dover = designated(app, county["dover"])
    client.post("/tell-us", data=HARM)  # for the lead centre
    (concern,) = stored(app, Concern)
    assert dover.get(f"/safeguarding/concerns/{concern.public_id}").status_code == 404
    assert "shouted" not in dover.get("/safeguarding").text


def test_where_a_centre_has_named_nobody_the_lead_centre_reads_it(
    app: Flask, client: FlaskClient, county
) -> None:
    lead = designated(app, county["lead"])
    client.post("/tell-us", data={**HARM, "role": county["role"]})
    assert [one.address for one in stored(app, OutboxMessage)] == [
        f"designated-{county['lead']}@centre.example"
    ]
    assert "shouted" in lead.get("/safeguarding").text


def test_every_reading_is_written_down(app: Flask, client: FlaskClient, county) -> None:
    desk = designated(app, county["lead"])
    client.post("/tell-us", data=HARM)
    (concern,) = stored(app, Concern)
    desk.get("/safeguarding")
    desk.get(f"/safeguarding/concerns/{concern.public_id}")
    acts = [one.action for one in stored(app, AuditEntry) if one.public_id == concern.public_id]
    assert acts == ["report", "list", "read"]


def test_a_concern_is_noted_on_closed_and_opened_again(
    app: Flask, client: FlaskClient, county
) -> None:
    desk = designated(app, county["lead"])
    client.post("/tell-us", data=HARM)
    (concern,) = stored(app, Concern)
    address = f"/safeguarding/concerns/{concern.public_id}"
    assert desk.post(f"{address}/notes", data={"note": " "}).status_code == 422
    desk.post(f"{address}/notes", data={"note": "Rang the council <b>"})
    assert "Rang the council &lt;b&gt;" in desk.get(address).text
    assert desk.post(f"{address}/close", data={"outcome": "gone"}).status_code == 422
    assert desk.post(f"{address}/close", data={"outcome": "passed_on"}).status_code == 302
    assert desk.post(f"{address}/close", data={"outcome": "passed_on"}).status_code == 409
    assert concern.public_id in desk.get("/safeguarding?closed=yes").text
    desk.post(f"{address}/reopen")
    assert concern.public_id in desk.get("/safeguarding").text


def test_the_designated_lead_pauses_and_lifts_and_others_see_nothing(app: Flask, county) -> None:
    desk = designated(app, county["lead"])
    found = desk.get("/safeguarding/pauses?q=example").text
    assert "/safeguarding/pauses/new/organisation/" in found
    address = found.split('href="/safeguarding/pauses/new/')[1].split('"')[0]
    address = f"/safeguarding/pauses/new/{address}"
    assert desk.post(address, data={"why": ""}).status_code == 422
    shown = desk.post(address, data={"why": "A concern"}).location
    assert "A concern" in desk.get(shown).text
    assert desk.post(address, data={"why": "Again"}).status_code == 422
    (hold,) = stored(app, Hold)
    manager = signed_in(app, Role.MANAGER, centre_id=county["lead"])
    assert manager.get(shown).status_code == 404
    assert hold.public_id not in manager.get("/audit").text
    desk.post(f"{shown}/lift")
    (hold,) = stored(app, Hold)
    assert hold.lifted_at is not None


@pytest.mark.parametrize("words", ["", "a", "%", "\0", "\\", "' OR 1=1"])
def test_odd_words_find_nobody(app: Flask, county, words) -> None:
    desk = designated(app, county["lead"])
    page = desk.get("/safeguarding/pauses", query_string={"q": words})
    assert page.status_code == 200
    assert "/safeguarding/pauses/new/" not in page.text


def test_a_manager_names_a_lead_and_a_deputy_and_no_third(app: Flask, county) -> None:
    manager = signed_in(app, Role.MANAGER, centre_id=county["lead"])
    brokers = [signed_in(app, Role.BROKER, centre_id=county["lead"]) for _ in range(3)]
    accounts = [one for one in stored(app, Account) if one.hats[0].role == Role.BROKER]
    forms = [f"/staff/{one.public_id}/roles/{one.hats[0].id}/safeguarding" for one in accounts]
    answers = [manager.post(form, data={"named": "yes"}).status_code for form in forms]
    assert answers == [302, 302, 409]
    assert [one.get("/safeguarding").status_code for one in brokers] == [200, 200, 404]
    assert 'href="/safeguarding"' in brokers[0].get("/more").text
    assert 'href="/safeguarding"' not in brokers[2].get("/more").text
    manager.post(forms[0], data={"named": "no"})
    assert brokers[0].get("/safeguarding").status_code == 404
