"""Hearing of new roles, in a browser: the whole way without script, and one tap for a volunteer."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from brokerage.actors import PUBLIC, Role
from brokerage.centres.service import find_lead
from brokerage.db import db, done_reading, unit_of_work
from brokerage.messages.models import OutboxMessage
from brokerage.suggestions.alerts.owning import list_of_volunteer
from brokerage.suggestions.alerts.service import add_for
from brokerage.suggestions.alerts.wishes import Wish
from brokerage.volunteers.models import Volunteer
from tests.journeys.conftest import ASKED, Site, Visits
from tests.making import make_volunteer, signed_in

WORDS = "Driving, within 20 miles of TN23 1QX, Tuesday evening, Saturday morning"


def path_of(link: str) -> str:
    return "/alerts/" + link.partition("/alerts/")[2]


def cookie(app: Flask, role: Role, **whose: int) -> str:
    found = signed_in(app, role, **whose).get_cookie("brokerage")
    assert found is not None
    return found.value


@pytest.fixture
def vera(site: Site) -> str:
    """The cookie of a volunteer who has two alerts already, one with very long words."""
    app = site.app
    assert app is not None
    with app.app_context():
        with unit_of_work() as session:
            lead = find_lead(session)
            assert lead is not None
            made = make_volunteer(session, lead.id, email="vera.alerts@people.example")
            add_for(session, made, None, "", Wish(), PUBLIC)
            long = "“" + "averylongwordindeed" * 6 + "”"
            add_for(session, made, "q=long", long, Wish(), PUBLIC)
            number = made.id
        me = cookie(app, Role.VOLUNTEER, volunteer_id=number)
        db.session.remove()
    return me


def test_without_script_from_a_list_to_the_way_out(visit: Visits, site: Site) -> None:
    visitor = visit("phone", script=False)
    visitor.go(f"/opportunities?{ASKED}")
    page = visitor.page
    page.get_by_role("link", name="Tell me about new ones").click()
    expect(page.locator("main")).to_contain_text(WORDS)
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("link", name="Write your e-mail address.")).to_be_visible()
    page.get_by_label("Your e-mail address").fill("journey@people.example")
    page.get_by_label("Only when something really fits").check()
    page.get_by_role("button", name="Send me the link").click()
    expect(page.locator("h1")).to_have_text("Look at your e-mail")
    visitor.go(link_to(site, "journey@people.example"))
    page.get_by_role("button", name="Yes, this is my address").click()
    expect(page.locator("main")).to_contain_text("Only when something really fits")
    page.get_by_label("Every day there is something new").check()
    page.get_by_role("button", name="Keep your choices").click()
    expect(page.locator("main")).to_contain_text("Every day there is something new, by e-mail")
    page.get_by_role("button", name="Stop for good").click()
    expect(page.locator("h1")).to_have_text("It is stopped")


def link_to(site: Site, address: str) -> str:
    assert site.app is not None
    with site.app.app_context():
        mine = select(OutboxMessage.text).where(OutboxMessage.address == address)
        text = db.session.scalars(mine.order_by(OutboxMessage.id.desc())).first() or ""
        done_reading()
    (found,) = re.findall(r"\S+/alerts/confirm/\S+", text)
    return path_of(found)


def test_a_volunteer_saves_a_search_with_one_tap(visit: Visits, site: Site, vera: str) -> None:
    visitor = visit("desktop")
    visitor.sign_in(vera)
    visitor.go(f"/opportunities?{ASKED}")
    visitor.page.get_by_role("button", name="Tell me about new ones").click()
    expect(visitor.page.locator("main")).to_contain_text(WORDS)
    assert site.app is not None
    with site.app.app_context():
        her = db.session.scalars(
            select(Volunteer).where(Volunteer.email == "vera.alerts@people.example")
        ).one()
        assert len(list_of_volunteer(db.session(), her)) == 3
        done_reading()
    visitor.page.set_viewport_size({"width": 320, "height": 800})
    visitor.go("/my/alerts")
    assert visitor.too_wide() <= 0
