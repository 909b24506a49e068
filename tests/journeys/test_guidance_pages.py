"""Guidance, training and what leaves the site, in a browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlalchemy import select

from brokerage.actors import Role
from brokerage.db import db, done_reading
from brokerage.organisations.models import Organisation
from tests.journeys.conftest import Site, Visits
from tests.making import signed_in

DEVICES = ("desktop", "phone", "small phone")


@pytest.fixture
def other_site(site: Site) -> Iterator[str]:
    """A page of somebody else's, with the text that we give to copy."""
    frame = f"{site.address}/embed/{site.roles['organisation']}"
    page = f'<!DOCTYPE html><title>Ours</title><iframe src="{frame}" title="Roles"></iframe>'

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_args: object) -> None:
            """Nothing."""

    server = HTTPServer(("localhost", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


def cookie_of(site: Site, role: Role, **whose: int) -> str:
    cookie = signed_in(site.app, role, **whose).get_cookie("brokerage")
    assert cookie is not None
    return cookie.value


def test_the_list_stands_in_another_sites_page(visit: Visits, site: Site, other_site: str) -> None:
    visitor = visit("phone")
    page = visitor.page
    page.goto(other_site)
    frame = page.frame_locator("iframe")
    frame.locator("h1").wait_for()
    assert "Driver for the lunch club" in frame.locator("main").inner_text()
    assert page.context.cookies() == []
    with page.expect_popup() as opened:
        frame.get_by_role("link", name="Driver for the lunch club").click()
    assert opened.value.url.endswith(f"/opportunities/{site.roles['driver']}")
    assert page.url == other_site
    visitor.troubles.clear()  # two hosts are the point here


@pytest.mark.parametrize("device", DEVICES)
def test_the_embedded_list_is_accessible_by_itself(visit: Visits, site: Site, device: str) -> None:
    visitor = visit(device)
    visitor.go(f"/embed/{site.roles['organisation']}")
    assert visitor.breaches() == []
    assert visitor.too_wide() <= 0


@pytest.mark.parametrize("device", DEVICES)
def test_the_pages_of_a_member_and_of_the_lead(visit: Visits, site: Site, device: str) -> None:
    with site.app.app_context():
        mine = select(Organisation.id).filter_by(public_id=site.roles["organisation"])
        organisation_id = db.session.scalars(mine).one()
        done_reading()
    member = visit(device)
    member.sign_in(cookie_of(site, Role.MEMBER, organisation_id=organisation_id))
    member.go("/share")
    member.page.frame_locator("iframe").locator("h1").wait_for()
    assert member.breaches() == []
    assert member.too_wide() <= 0
    lead = visit(device)
    lead.sign_in(cookie_of(site, Role.LEAD))
    for path in ("/guidance/insurance/edit", "/guidance/insurance/history"):
        lead.go(path)
        assert lead.breaches() == []
        assert lead.too_wide() <= 0


def test_the_lead_looks_before_keeping_and_everybody_reads_it(visit: Visits, site: Site) -> None:
    lead = visit("desktop", script=False)
    lead.sign_in(cookie_of(site, Role.LEAD))
    lead.go("/guidance/trustees/edit")
    page = lead.page
    page.fill("#body", "## A new heading\n\nShort **and** plain.")
    page.get_by_role("button", name="Show how it will look").click()
    assert page.locator(".govuk-inset-text h2").last.inner_text() == "A new heading"
    page.get_by_role("button", name="Keep this text").click()
    assert page.get_by_role("heading", name="A new heading").is_visible()
    page.get_by_role("link", name="What it said before").click()
    page.get_by_role("button", name="Put back the shipped text").click()
    assert page.get_by_role("heading", name="What trustees do").is_visible()


def test_a_place_is_booked_on_a_telephone_without_script(visit: Visits, site: Site) -> None:
    visitor = visit("phone", script=False)
    visitor.go(f"/training/{site.roles['training']}")
    page = visitor.page
    page.fill("#name", "Jo")
    page.get_by_role("button", name="Book").click()
    assert page.locator(".govuk-error-summary").is_visible()
    assert page.input_value("#name") == "Jo"
    page.fill("#email", "jo@people.example")
    page.get_by_role("button", name="Book").click()
    assert "You have a place" in page.locator("main").inner_text()
