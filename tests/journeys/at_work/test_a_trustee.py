"""A charity looks for a trustee: posted, looked at, found, met, and on the board."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from sqlalchemy import select

from brokerage.actors import Role
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import State
from tests.journeys.at_work.charity import be, continue_to_check, look, make_charity, titled, write
from tests.journeys.at_work.conftest import Work, sign_in
from tests.journeys.at_work.test_on_a_phone import apply, register
from tests.journeys.conftest import Visitor, Visits

TITLE = "Trustee for the lifeboat museum"


def test_a_trustee_is_found_and_joins_the_board(visit: Visits, site: Work) -> None:
    number, museum = write(site, lambda s: make_charity(s, "The Lifeboat Museum"))
    office, desk, wren = visit(), visit(), visit("phone")
    be(site, office, Role.MEMBER, organisation_id=number)
    _posts(office, museum)
    sign_in(desk, "broker-dover")
    role = site.records(lambda s: titled(s, TITLE).public_id)
    _publishes(desk, role)
    _finds(wren, role)
    register(wren, first_name="Wren", email="wren@people.example")
    apply(wren, role)
    _meets_and_elects(office, museum)
    _seen_by_all(desk, wren, role)
    states = site.records(
        lambda s: [
            (one.state, [move.to_state for move in one.moves])
            for one in s.scalars(select(Introduction))
        ]
    )
    ((state, passed),) = states
    assert state == State.STARTED
    assert State.INTERVIEWING in passed
    assert State.CHECKS not in passed


def _posts(office: Visitor, organisation: str) -> None:
    """From our words for a trustee; the board's own page is asked, and no DBS question."""
    page = office.page
    office.go(f"/organisations/{organisation}/roles/new")
    look(office)
    page.get_by_role("button", name="Trustee Trustee").click()
    page.locator('[name="title"]').fill(TITLE)
    look(office)
    page.get_by_role("button", name="Continue").click()
    page.locator('[name="near"]').fill("CT16 1DY")
    page.get_by_role("button", name="Continue").click()
    if page.url.endswith("/where"):  # the place has to be known
        page.locator('[name="near"]').fill("Dover")
        page.get_by_role("button", name="Continue").click()
    expect(page.locator("h1")).to_have_text("Being on your board")
    expect(page.get_by_role("link", name="Who may not be a trustee")).to_be_visible()
    look(office)
    page.locator('[name="meetings_a_year"]').fill("4")
    expect(page.locator('[name="eligibility_declared"][value="true"]')).to_be_checked()
    continue_to_check(office)
    expect(page.locator("main")).not_to_contain_text("DBS")
    expect(page.locator("main")).to_contain_text("How many meetings a year?")
    look(office)
    page.get_by_role("button", name="Send to the volunteer centre").click()
    expect(page.locator("h1")).to_have_text("Your role is with the volunteer centre")


def _publishes(desk: Visitor, role: str) -> None:
    page = desk.page
    desk.go("/desk/roles/submitted")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator(".preview")).to_contain_text("Meetings a year")
    expect(page.locator(".preview")).not_to_contain_text("DBS")
    look(desk)
    for tick in page.locator('[name="ticked"]').all():
        tick.check()
    page.get_by_role("button", name="Publish it").click()
    assert desk.go(f"/opportunities/{role}").status == 200


def _finds(wren: Visitor, role: str) -> None:
    """By the filter for trustee roles, which leaves the cooks out."""
    page = wren.page
    wren.go("/opportunities?near=Dover&within=10&kind=trustee")
    expect(page.locator(".card")).to_have_count(1)
    look(wren)
    page.locator(".card__title a").first.click()
    expect(page.locator("h1")).to_contain_text(TITLE)
    expect(page.get_by_role("link", name="Who may not be a charity trustee")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("DBS")
    look(wren)


def _meets_and_elects(office: Visitor, organisation: str) -> None:
    page = office.page
    office.go(f"/organisations/{organisation}/applicants")
    page.get_by_role("link", name="Wren").first.click()
    look(office)
    page.get_by_role("button", name="Thank you, let’s talk").click()
    page.get_by_role("button", name="We will meet").click()
    look(office)
    _says(page, "yes")
    _says(page, "started")
    expect(page.locator("h1")).to_contain_text("volunteers with you")


def _says(page: Page, answer: str) -> None:
    page.locator(f'button[name="answer"][value="{answer}"]').click()


def _seen_by_all(desk: Visitor, wren: Visitor, role: str) -> None:
    desk.go(f"/desk/roles/{role}")
    expect(desk.page.locator("main")).to_contain_text("Wren")
    look(desk)
    wren.go("/my")
    expect(wren.page.locator("main")).to_contain_text(TITLE)
    look(wren)
