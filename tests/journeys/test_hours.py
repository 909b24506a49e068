"""Hours and rotas in a browser: two stories on a phone. test_every_route.py sees each page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from brokerage import create_app
from brokerage.actors import Role
from brokerage.db import unit_of_work
from brokerage.hours.messages import HOURS_LINK
from brokerage.hours.recording import record_hours, verify_hours
from brokerage.migrating import migrate
from brokerage.signed_links import sign
from brokerage.weeks import local_today
from tests.brokerage.hours.conftest import MEMBER, make_body, make_rota_role, place
from tests.conftest import close, settings
from tests.journeys.conftest import Site, Visitor, serve
from tests.making import make_county, signed_in


@pytest.fixture(scope="module")
def club(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An organisation with a rota; ``roles`` are public ids, links and cookies."""
    app = create_app(settings(tmp_path_factory.mktemp("club")))
    migrate(app)
    ids = _fill(app)
    with serve(app) as address:
        yield Site(address, ids)
    close(app)


def _fill(app: Flask) -> dict[str, str]:
    today = local_today()
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        body = make_body(session)
        role = make_rota_role(session, body, places=3)
        role.sessions[0].weekdays = [0, 1, 2, 3, 4, 5, 6]  # so that one was held lately
        wren, otter = place(session, role), place(session, role, "Otter")
        body.centre_id = wren.home_centre_id
        record_hours(session, wren, MEMBER, today - timedelta(days=9), 120)
        verify_hours(session, otter, MEMBER, today - timedelta(days=9), 90)
        records = {"body": body, "role": role}
        ids = {name: one.public_id for name, one in records.items()}
        ids["hours_link"] = sign(HOURS_LINK, body.public_id)
        whose = {
            Role.VOLUNTEER: {"volunteer_id": wren.volunteer_id},
            Role.MEMBER: {"organisation_id": body.id},
        }
    for role_of, own in whose.items():
        cookie = signed_in(app, role_of, **own).get_cookie("brokerage")
        assert cookie
        ids[f"cookie of {role_of.value}"] = cookie.value
    return ids


def visitor_as(club: Site, browser: Browser, who: str, width: int) -> Visitor:
    context = browser.new_context(viewport={"width": width, "height": 800})
    if who != "visitor":
        value = club.roles[f"cookie of {who}"]
        context.add_cookies([{"name": "brokerage", "value": value, "url": club.address}])
    return Visitor(context.new_page(), club)


def test_hours_go_from_a_volunteers_phone_to_an_organisations(club: Site, browser: Browser) -> None:
    """Written down in one tap, confirmed by the link, and seen as confirmed."""
    wren = visitor_as(club, browser, "volunteer", 375)
    wren.go("/my/hours")
    wren.page.get_by_label("How many hours?").fill("lots")
    wren.page.get_by_role("button", name="Write it down").click()
    expect(wren.page.get_by_role("alert")).to_contain_text("Write hours, such as 2")
    wren.page.get_by_label("How many hours?").fill("1:30")
    wren.page.get_by_role("button", name="Write it down").click()
    expect(wren.page.get_by_role("alert")).to_contain_text("written down")
    club_phone = visitor_as(club, browser, "visitor", 375)
    club_phone.go(f"/reply/hours/{club.roles['hours_link']}")
    club_phone.page.get_by_role("button", name="Confirm all").click()
    expect(club_phone.page.get_by_role("alert")).to_contain_text("confirmed")
    wren.go("/my/hours")
    expect(wren.page.locator("#entries + .entries").get_by_text("Confirmed").first).to_be_visible()
    for visitor in (wren, club_phone):
        visitor.page.context.close()


def test_a_rota_is_ticked_for_every_week_on_a_phone(club: Site, browser: Browser) -> None:
    member = visitor_as(club, browser, "member", 375)
    member.go(f"/organisations/{club.roles['body']}/rota/{club.roles['role']}/grid")
    member.page.get_by_label("Wren, every Tuesday 18:30").check()
    member.page.get_by_role("button", name="Save the rota").click()
    expect(member.page.get_by_role("alert")).to_contain_text("1 changed for every week")
    expect(member.page.get_by_label("Wren, every Tuesday 18:30")).to_be_checked()
    member.page.context.close()
