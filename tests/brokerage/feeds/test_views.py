"""What other places see: open roles of checked organisations, and nothing that is not public."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import select

from brokerage.accounts.models import Hat
from brokerage.actors import PUBLIC, Role
from brokerage.db import unit_of_work
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import move
from brokerage.organisations.models import Organisation, Standing
from brokerage.weeks import local_today
from tests.making import make_county, make_organisation, make_role, signed_in

PAGES = ("/by/{0}", "/embed/{0}", "/by/{0}.ics")


@pytest.fixture
def shop(app: Flask) -> dict[str, str]:
    """A checked organisation: an open role, one at a home, one from home, one without a place, and
    one that is a draft; and another organisation that nobody has checked."""
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        body = make_organisation(session, "Tea & <Sympathy>")
        body.description = "We pour tea."
        body.email, body.phone = "private@tea.example", "01632 960555"
        pour = make_role(session, "Pour tea", on="Tue 18:30-20:30", organisation=body)
        make_role(session, "Visit Ann", private_home=True, on="Wed 10:00-11:00", organisation=body)
        make_role(session, "Answer mail", at=None, attendance="remote", organisation=body)
        make_role(session, "Somewhere", at=None, organisation=body)
        make_role(session, "Secret plan", state=State.DRAFT, organisation=body)
        unchecked = make_organisation(session, "Unchecked", state=Standing.LISTED)
        hidden = make_role(session, "Hidden", on="Mon 10:00-11:00", organisation=unchecked)
        return {
            "body": body.public_id,
            "pour": pour.public_id,
            "unchecked": unchecked.public_id,
            "hidden": hidden.public_id,
        }


@pytest.mark.parametrize("page", PAGES)
def test_only_open_roles_with_a_place_are_shown(client: FlaskClient, shop, page: str) -> None:
    answer = client.get(page.format(shop["body"]))
    assert answer.status_code == 200
    shown = answer.text.replace("\r\n ", "")
    assert "Pour tea" in shown
    assert "Visit Ann" in shown
    for absent in ("Somewhere", "Secret plan", "private@tea", "960555"):
        assert absent not in shown
    home = shown[shown.index("Visit Ann") :]
    assert "2 Example Lane" not in home.partition("Pour tea")[0]  # the address of a home


@pytest.mark.parametrize("page", PAGES)
def test_an_organisation_that_was_not_checked_shows_nothing(client, shop, page: str) -> None:
    answer = client.get(page.format(shop["unchecked"]))
    assert answer.status_code == 404
    assert "Hidden" not in answer.text
    for path in ("sessions.ics", "poster"):
        assert client.get(f"/opportunities/{shop['hidden']}/{path}").status_code == 404


def test_a_role_that_closes_is_gone_at_once(app: Flask, client: FlaskClient, shop) -> None:
    with app.app_context(), unit_of_work() as session:
        role = session.scalars(select(Opportunity).filter_by(public_id=shop["pour"])).one()
        move(session, role, State.CLOSED, PUBLIC)
    for page in PAGES:
        assert "Pour tea" not in client.get(page.format(shop["body"])).text
    for path in ("sessions.ics", "poster"):
        answer = client.get(f"/opportunities/{shop['pour']}/{path}")
        assert answer.status_code == 410
        assert "This role has closed" in answer.text


def test_anybody_may_frame_the_list_and_it_can_do_nothing(client: FlaskClient, shop) -> None:
    answer = client.get(f"/embed/{shop['body']}")
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "Set-Cookie" not in answer.headers
    assert "<script" not in answer.text
    links = re.findall(r"<a [^>]*>", answer.text)
    assert links
    assert all('target="_blank" rel="noopener"' in link for link in links)
    assert all('href="http' in link for link in links)
    assert "Tea &amp; &lt;Sympathy&gt;" in answer.text
    gone = client.get("/embed/AAAAAAAAAAAAAAAA")
    assert gone.status_code == 404
    assert "frame-ancestors *" in gone.headers["Content-Security-Policy"]


def test_no_other_page_may_be_framed(client: FlaskClient, shop) -> None:
    for path in ("/", f"/by/{shop['body']}", f"/opportunities/{shop['pour']}/poster"):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy


def test_a_calendar_has_rules_in_london_time(client: FlaskClient, shop) -> None:
    answer = client.get(f"/opportunities/{shop['pour']}/sessions.ics")
    assert answer.mimetype == "text/calendar"
    found = Calendar.from_ical(answer.data)
    assert [zone["tzid"] for zone in found.walk("VTIMEZONE")] == ["Europe/London"]
    (event,) = found.walk("VEVENT")
    assert event["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU"
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert f"{event.start:%H:%M}" == "18:30"
    assert event["duration"].dt == timedelta(hours=2)
    assert event["location"] == "Example Hall, 2 Example Lane, TN23 1AA"
    assert event["url"].endswith(f"/opportunities/{shop['pour']}")


def test_a_poster_says_what_when_where_and_whom_to_ring(client: FlaskClient, shop) -> None:
    page = client.get(f"/opportunities/{shop['pour']}/poster").text
    for said in ("Pour tea", "Tue 18:30 to 20:30", "Example Hall", "01632 960001"):
        assert said in page
    assert "<svg" in page[page.index("poster__code") :]
    assert "960555" not in page


def test_the_page_of_a_role_leads_to_what_is_shown(client: FlaskClient, shop) -> None:
    page = client.get(f"/opportunities/{shop['pour']}").text
    for path in (f"/by/{shop['body']}", f"/opportunities/{shop['pour']}/poster", "sessions.ics"):
        assert path in page
    page = client.get(f"/opportunities/{shop['hidden']}").text
    assert "/poster" not in page
    assert f"/by/{shop['unchecked']}" not in page


def member_of(app: Flask, public_id: str) -> FlaskClient:
    with app.app_context(), unit_of_work() as session:
        found = session.scalars(select(Organisation.id).filter_by(public_id=public_id)).one()
    return signed_in(app, Role.MEMBER, organisation_id=found)


def test_a_member_copies_a_snippet_that_works_as_it_is(app: Flask, shop) -> None:
    member = member_of(app, shop["body"])
    assert member.get("/share").location == f"/share/{shop['body']}"
    answer = member.get(f"/share/{shop['body']}")
    page = answer.text
    assert "3 open roles are shown" in page
    assert "<li>Somewhere</li>" in page
    assert "Secret plan" not in page
    snippet = unescape(page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])
    address, title = re.match(r'<iframe src="([^"]+)" title="([^"]+)"', snippet).groups()
    assert address.endswith(f"/embed/{shop['body']}")
    assert title == "Volunteer with Tea &amp; &lt;Sympathy&gt;"
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]


def test_who_waits_to_be_checked_is_told_so(app: Flask, shop) -> None:
    page = member_of(app, shop["unchecked"]).get(f"/share/{shop['unchecked']}").text
    assert "has not checked your organisation yet" in page
    assert "Hidden" not in page


def test_a_member_of_several_or_of_none_is_asked(app: Flask, shop) -> None:
    member = member_of(app, shop["body"])
    with app.app_context(), unit_of_work() as session:
        hat = session.scalars(select(Hat).order_by(Hat.id.desc())).first()
        other = make_organisation(session, "Second")
        session.add(Hat(account_id=hat.account_id, role=Role.MEMBER, organisation_id=other.id))
    page = member.get("/share").text
    assert "Tea &amp; &lt;Sympathy&gt;" in page
    assert "Second" in page


def test_an_organisation_without_open_roles_says_so(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        body = make_organisation(session)
        make_role(session, "Past", ends_on=local_today() - timedelta(1), organisation=body)
        public_id = body.public_id
    assert "They look for nobody just now" in client.get(f"/by/{public_id}").text
    assert "We look for nobody just now" in client.get(f"/embed/{public_id}").text
    assert not Calendar.from_ical(client.get(f"/by/{public_id}.ics").data).walk("VEVENT")
