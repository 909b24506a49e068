"""What people type comes back unchanged and does nothing, in every text field of every form."""

from __future__ import annotations

from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from brokerage.actors import Role
from brokerage.db import db, unit_of_work
from brokerage.volunteers.models import Volunteer
from tests.brokerage.volunteers.views.conftest import ANSWERS, key_in, version_in
from tests.making import make_role, make_volunteer, signed_in

NAUGHTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "Robert'); DROP TABLE volunteers;--",
    "=1+1|cmd",
    "Ṫ̈ḧë ẞ 田中 علي 👩‍👩‍👧",
    "%s %d ${HOME} \\u0041 \\",
    "null",
)
TEXTS = {
    "name": ("first_name", "last_name"),
    "contact": ("email", "phone", "second_phone", "address"),
    "home": ("near",),
    "offer": ("text",),
    "dates": ("hours_per_week", "available_from", "away_first_on", "away_last_on"),
    "needs": ("support",),
    "age": ("born_on",),
    "guardian": ("guardian_name", "guardian_relation", "guardian_email", "guardian_phone"),
}


def is_inert(page: str, text: str) -> bool:
    """Shown as typed, never as markup."""
    shown = text in unescape(page)
    return shown and ("<" not in text or text not in page)


@pytest.mark.parametrize("text", NAUGHTY)
def test_in_registering(client, begin, text: str) -> None:
    begin()
    client.post("/register/reach", data={"preferred_channel": "carer"})
    client.post("/register/age", data={"age_band": "under-16"})
    for page, fields in TEXTS.items():
        data = {**ANSWERS.get(page, {}), **dict.fromkeys(fields, text), "hinted": "1"}
        client.post(f"/register/{page}", data=data)
        if page == "age":  # a role's own question; here it is drawn on the desk's page only
            continue
        assert is_inert(client.get(f"/register/{page}").text, text), page
    client.post("/register/when", data={"when": text})
    assert is_inert(client.get("/register/when").text, text)
    assert is_inert(client.get("/register/check").text, text)


@pytest.mark.parametrize("text", NAUGHTY)
def test_in_names_and_words_that_are_kept(app: Flask, client, begin, text: str) -> None:
    begin(
        name={"first_name": text, "last_name": text},
        offer={"text": text, "hinted": "1"},
        reach={"preferred_channel": "letter"},
        contact={"address": text},
    )
    client.post("/register/check")
    for page in ("/my/record", "/my/record/name", "/my/record/offer", "/my/record/contact"):
        assert is_inert(client.get(page).text, text), page
    with app.app_context():
        kept = db.session.scalars(select(Volunteer)).one()
        assert (kept.first_name, kept.last_name, kept.about, kept.address) == (text,) * 4


@pytest.mark.parametrize("text", NAUGHTY)
def test_at_the_desk(app: Flask, county: None, text: str) -> None:
    desk = signed_in(app, Role.BROKER)
    names = {name for fields in TEXTS.values() for name in fields} | {"when", "holiday_when"}
    page = desk.post("/desk/people/new", data=dict.fromkeys(names, text)).text
    shown = unescape(page)
    assert shown.count(text) >= len(names)
    assert "<" not in text or text not in page
    ring = desk.post("/register/ring-me", data={"first_name": text, "phone": text, "key": "k"})
    assert is_inert(ring.text, text)


@pytest.mark.parametrize("text", NAUGHTY)
def test_in_applications(app: Flask, county: None, text: str) -> None:
    with app.app_context(), unit_of_work() as session:
        me = make_volunteer(session, first_name=text)
        role = make_role(session, "Tea maker").public_id
        me_id = me.id
    mine = signed_in(app, Role.VOLUNTEER, volunteer_id=me_id)
    page = mine.get(f"/my/apply/{role}").text
    assert is_inert(page, text)
    data = {"key": key_in(page), "contact_channel": "centre", "agreed": "yes", "note": text}
    sent = mine.post(f"/my/apply/{role}", data=data)
    stands = mine.get(sent.location).text
    assert is_inert(stands, text)
    until = {"seen": version_in(stands), "until": text}
    assert is_inert(mine.post(f"{sent.location}/postpone", data=until).text, text)
    assert is_inert(mine.post("/my/record/away", data={"first_on": text}).text, text)


def test_the_null_character_is_left_out(app: Flask, client, begin) -> None:
    begin(name={"first_name": "Wr\0en"})
    client.post("/register/check")
    with app.app_context():
        assert db.session.scalars(select(Volunteer)).one().first_name == "Wren"
