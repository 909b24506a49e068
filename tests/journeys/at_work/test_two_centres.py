"""Somebody of Ashford who may be helped anywhere, taken on and placed by Dover's own broker."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from sqlalchemy import select

from brokerage.centres.models import Centre
from brokerage.introductions.figures import count_placements, credit_of
from brokerage.introductions.models import Introduction
from tests.journeys.at_work.conftest import Work, sign_in
from tests.journeys.conftest import Visits

PHONE = "01632 960123"
UNKNOWN = ("Pebblewick", PHONE, "heather@people.example", "12 Heath Lane", "TN23", "Rowan")


def test_taken_on_and_placed_by_another_centre(visit: Visits, site: Work) -> None:
    ashford, dover = sign_in(visit(), "broker"), sign_in(visit(), "broker-dover")
    _registers_in_ashford(ashford, site)
    _is_found_without_her_name_or_number(dover, site)
    _is_taken_on(dover, site)
    _starts_in_dover(dover, site)
    _her_centre_knows(ashford, site)
    _counts_once(site)


def _registers_in_ashford(page: Page, site: Work) -> None:
    page.goto(f"{site.address}/desk/people/new")
    for name, text in (
        ("first_name", "Heather"),
        ("last_name", "Pebblewick"),
        ("phone", PHONE),
        ("email", "heather@people.example"),
        ("address", "12 Heath Lane"),
        ("near", "TN23 1QX"),
        ("text", "I can cook. Ask Rowan about me."),
    ):
        page.locator(f'[name="{name}"]').fill(text)
    page.locator('[name="preferred_channel"][value="phone"]').check()
    page.locator('[name="when"][value="tue-morning"]').check()
    page.locator('[name="consents"][value="share_any_centre"]').check()
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Heather Pebblewick")


def _is_found_without_her_name_or_number(page: Page, site: Work) -> None:
    """First name, district, offer and availability; neither her words nor where she lives."""
    page.goto(f"{site.address}/desk/people?q=Pebblewick")
    expect(page.locator("main")).not_to_contain_text("Heather")
    page.goto(f"{site.address}/desk/any-centre")
    page.get_by_role("link", name="Heather").click()
    expect(page.locator("h1")).to_have_text("Heather, Ashford")
    expect(page.locator(".facts")).to_contain_text("Tue")
    shown = page.content()
    assert [word for word in UNKNOWN if word in shown] == []


def _is_taken_on(page: Page, site: Work) -> None:
    page.get_by_role("button", name="Take Heather on").click()
    page.goto(f"{site.address}/desk/people?q=Pebblewick")
    page.get_by_role("link", name="Heather Pebblewick").first.click()
    expect(page.locator("main")).to_contain_text(PHONE)


def _starts_in_dover(page: Page, site: Work) -> None:
    person = page.url.rpartition("/")[2]
    page.goto(f"{site.address}/desk/people/{person}/refer/{site.roles['first']}")
    page.locator('[name="contact_channel"][value="phone"]').check()
    page.get_by_role("button", name="See what they will receive").click()
    page.locator('[name="through"][value="phone"]').check()
    page.get_by_role("button", name="Send it: they agreed").click()
    for said in ("They say yes", "They have started"):
        page.get_by_role("button", name=said).click()
    expect(page.locator(".now__state")).to_contain_text("Started")


def _her_centre_knows(page: Page, site: Work) -> None:
    """Ashford is told by its own broker's page, and sees where she stands."""
    page.goto(f"{site.address}/desk/notices")
    told = page.locator("main")
    expect(told).to_contain_text("Another centre took this person on")
    told.get_by_role("link", name="Heather Pebblewick").click()
    page.goto(page.url.removesuffix("/records"))
    expect(page.locator("main")).to_contain_text("Cook for the harbour lunch")


def _counts_once(site: Work) -> None:
    """One placement in the county: Ashford's person, placed by Dover's broker."""
    ashford, dover = site.records(
        lambda s: [credit_of(s, one) for one in s.scalars(select(Centre.id).order_by(Centre.id))]
    )
    assert (ashford.at_home, ashford.by_brokers, ashford.all) == (1, 0, 1)
    assert (dover.at_home, dover.by_brokers, dover.all) == (0, 1, 1)
    assert site.records(count_placements) == 1
    both = select(Introduction.home_centre_id, Introduction.placing_centre_id)
    assert site.records(lambda s: [tuple(row) for row in s.execute(both)]) == [(1, 2)]
