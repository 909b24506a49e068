"""The desk's one-page form: hello to a printed list, enquiries, corrections, and the paper form."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from brokerage.actors import Role
from brokerage.consents import has_consent
from brokerage.db import db, unit_of_work
from brokerage.messages.models import OutboxMessage
from brokerage.volunteers.models import NamelessEnquiry, Volunteer, VolunteerCarer
from brokerage.volunteers.registration.pages import PAGES
from brokerage.volunteers.suggestible import may_be_suggested
from tests.brokerage.volunteers.views.conftest import ANSWERS, errors_in, key_in, version_in
from tests.making import make_centre, make_role, make_volunteer, signed_in

ALL = {name: value for fields in ANSWERS.values() for name, value in fields.items()}


@pytest.fixture
def desk(app: Flask, county: None) -> FlaskClient:
    return signed_in(app, Role.BROKER)


def only(model):
    return db.session.scalars(select(model)).one()


def test_somebody_is_registered_on_one_page_and_takes_roles_home(
    app: Flask, desk: FlaskClient
) -> None:
    with app.app_context(), unit_of_work() as session:
        make_role(session, "Tea maker", on="Tue 18:30-20:30", step_free=True)
    page = desk.get("/desk/people/new").text
    data = {**ALL, "key": key_in(page)}
    made = desk.post("/desk/people/new", data=data)
    assert made.status_code == 302, errors_in(made.text)
    assert desk.post("/desk/people/new", data=data).location == made.location
    assert "Wren Lanternsea: what now?" in desk.get(made.location).text
    person = made.location.removesuffix("/registered")
    for size in ("", "?size=large"):
        assert "Tea maker" in desk.get(f"{person}/roles-to-print{size}").text
    with app.app_context():
        wren = only(Volunteer)
        assert (wren.state, wren.postcode) == ("active", "TN23 1")
        assert {move.through for move in wren.moves} == {"desk"}
        assert has_consent(db.session, wren.id, "share_any_centre")
        assert db.session.scalars(select(Volunteer).where(may_be_suggested())).one() is wren


def test_a_first_name_and_a_way_to_be_reached_are_enough(app: Flask, desk: FlaskClient) -> None:
    nothing = desk.post("/desk/people/new", data={"key": "a"})
    assert nothing.status_code == 422
    assert set(errors_in(nothing.text)) == {
        "Enter your first name.",
        "Choose how we may reach you.",
    }
    letter = {"first_name": "Moor", "preferred_channel": "letter", "address": "1 Mill Lane"}
    assert desk.post("/desk/people/new", data={**letter, "key": "a"}).status_code == 302
    with app.app_context():
        moor = only(Volunteer)
        assert (moor.address, moor.latitude, moor.email) == ("1 Mill Lane", None, None)


def test_somebody_is_reached_through_a_carer(app: Flask, desk: FlaskClient) -> None:
    moor = {"first_name": "Moor", "preferred_channel": "carer", "key": "a"}
    assert desk.post("/desk/people/new", data=moor).status_code == 422
    carer = {"carer_name": "Ash", "carer_phone": "01632 960019"}
    assert desk.post("/desk/people/new", data={**moor, **carer}).status_code == 302
    with app.app_context():
        assert only(VolunteerCarer).name == "Ash"


def test_an_enquiry_is_kept_and_later_registered(app: Flask, desk: FlaskClient) -> None:
    asked = {"first_name": "Moor", "phone": "01632 960014", "enquiry": "1", "key": "a"}
    wrong = desk.post("/desk/people/new", data={**asked, "phone": ""})
    assert errors_in(wrong.text) == ["Write an e-mail address or a telephone number."]
    person = desk.post("/desk/people/new", data=asked).location.removesuffix("/registered")
    assert "Kept as an enquiry" in desk.get(f"{person}/registered").text
    form = desk.get(f"{person}/edit").text
    assert "Register Moor" in form
    data = {**ALL, "first_name": "Moor", "version": version_in(form)}
    assert desk.post(f"{person}/edit", data=data).status_code == 302
    with app.app_context():
        moor = only(Volunteer)
        assert [move.to_state for move in moor.moves] == ["enquiry", "registered", "active"]
        assert len(moor.terms) == 3


def test_a_nameless_enquiry_is_one_tap_and_counted_once(app: Flask, desk: FlaskClient) -> None:
    key = key_in(desk.get("/desk/people/new").text)
    for sent in (key, key, "another"):
        desk.post("/desk/people/nameless", data={"key": sent})
    with app.app_context():
        assert db.session.scalar(select(func.count(NamelessEnquiry.id))) == 2


def test_the_second_of_two_editors_sees_both_and_chooses(app: Flask, desk: FlaskClient) -> None:
    made = desk.post("/desk/people/new", data={**ALL, "key": "a"}).location
    address = made.replace("/registered", "/edit")
    version = version_in(desk.get(address).text)
    assert desk.post(address, data={**ALL, "last_name": "Reed", "version": version}).location
    second = desk.post(address, data={**ALL, "last_name": "Sedge", "version": version})
    assert second.status_code == 409
    assert "Reed" in second.text
    assert 'value="Sedge"' in second.text
    again = {**ALL, "last_name": "Sedge", "version": version_in(second.text)}
    assert desk.post(address, data=again).status_code == 302
    with app.app_context():
        assert only(Volunteer).last_name == "Sedge"


def test_other_centres_people_are_not_found(app: Flask, desk: FlaskClient) -> None:
    with app.app_context(), unit_of_work() as session:
        dover = make_centre(session, "The Harbour Desk", "E07000108")
        person = f"/desk/people/{make_volunteer(session, dover.id).public_id}"
    for page in ("edit", "registered", "roles-to-print"):
        assert desk.get(f"{person}/{page}").status_code == 404
    assert desk.post(f"{person}/edit", data=ALL).status_code == 404


def test_the_paper_form_asks_what_the_screen_asks_in_the_same_order(desk: FlaskClient) -> None:
    for size in ("", "?size=large"):
        paper = desk.get(f"/desk/people/blank-form{size}").text
        screen = desk.get("/desk/people/new").text
        places = [paper.index(f"{n}. {page.title}") for n, page in enumerate(PAGES, 1)]
        assert places == sorted(places)
        places = [screen.index(f"{n}. {page.short}") for n, page in enumerate(PAGES, 1)]
        assert places == sorted(places)
        for label in ("First name", "Address for letters", "My week changes", "Step-free"):
            assert label.lower() in paper.lower(), label
            assert label.lower() in screen.lower(), label


@pytest.mark.parametrize(
    ("way", "channel"),
    [
        ({"preferred_channel": "email", "email": "wren@example.org"}, "email"),
        ({"preferred_channel": "text", "phone": "07700 900123"}, "text"),
        ({"preferred_channel": "letter", "address": "1 Mill Lane\nAshford"}, "letter"),
    ],
)
def test_what_happens_next_is_sent_once_in_the_way_they_prefer(
    app: Flask, desk: FlaskClient, way: dict[str, str], channel: str
) -> None:
    with app.app_context(), unit_of_work() as session:
        person = make_volunteer(session, first_name="Wren", **way)
        address = f"/desk/people/{person.public_id}/registered"
    assert "Send them what happens next" in desk.get(address).text
    for _ in range(2):
        assert "It is on its way." in desk.post(address, follow_redirects=True).text
    with app.app_context():
        sent = only(OutboxMessage)
        assert (sent.channel, sent.purpose) == (channel, "registration")
        assert "looks for roles that suit you" in sent.text


def test_nobody_without_an_address_is_promised_a_message(app: Flask, desk: FlaskClient) -> None:
    with app.app_context(), unit_of_work() as session:
        person = make_volunteer(session, first_name="Wren", phone="01632 960011")
        address = f"/desk/people/{person.public_id}/registered"
    assert "Send them what happens next" not in desk.get(address).text
    answer = desk.post(address, follow_redirects=True).text
    assert "We have no address or number to send it to." in answer
