"""Two people of one household with one e-mail address: two records, each its owner's alone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from sqlalchemy import select

from brokerage.messages.models import OutboxMessage
from brokerage.volunteers.models import Volunteer
from tests.journeys.at_work.conftest import Work, sign_in
from tests.journeys.at_work.test_on_a_phone import apply, register
from tests.journeys.conftest import Visitor, Visits

SHARED = "home@people.example"


def test_each_has_a_record_of_their_own_and_a_code_from_the_desk(visit: Visits, site: Work) -> None:
    for name, role in (("Wren", "first"), ("Robin", "second")):
        visitor = visit("phone")
        register(visitor, first_name=name, email=SHARED)
        apply(visitor, site.roles[role])
    people = site.records(
        lambda s: [
            (v.first_name, v.email, v.public_id)
            for v in s.scalars(select(Volunteer).order_by(Volunteer.id))
        ]
    )
    assert [(name, email) for name, email, _id in people] == [("Wren", SHARED), ("Robin", SHARED)]

    desk = visit()
    page = sign_in(desk, "broker-dover")
    robin = people[1][2]
    desk.go(f"/acting/volunteers/{robin}/sign-in-code")
    page.get_by_role("button", name="Make a code to print").click()
    name, code = page.locator(".typed-key").all_inner_texts()

    again = visit("phone")
    again.go("/account/sign-in/letter")
    again.page.locator('[name="name"]').fill(name)
    again.page.locator('[name="code"]').fill(code)
    again.page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    again.go("/my")
    expect(again.page.locator("main")).to_contain_text("Cook at the larder")
    expect(again.page.locator("main")).not_to_contain_text("Cook for the harbour lunch")
    _robin_sees_nothing_of_wrens(again, people[0][2])


def _robin_sees_nothing_of_wrens(robin: Visitor, wren: str) -> None:
    robin.go("/my/data/everything")
    expect(robin.page.locator("main")).to_contain_text("Robin")
    expect(robin.page.locator("main")).not_to_contain_text("Wren")
    assert robin.go(f"/desk/people/{wren}").status == 403


def test_no_link_is_sent_to_an_address_that_two_people_share(visit: Visits, site: Work) -> None:
    """Nor does a link from before the second of them came still lead in."""
    first = visit("phone")
    register(first, first_name="Wren", email=SHARED)
    _prove_address(first, site)
    early = visit("phone")
    _ask_for_a_link(early)
    link = re.search(r"/account/sign-in/link/\S+", _newest(site).text)
    second = visit("phone")
    register(second, first_name="Robin", email=SHARED)
    _prove_address(second, site)

    page = _ask_for_a_link(visit("phone"))
    expect(page.locator("h1")).to_have_text("Check your e-mail")  # as for everybody
    told = _newest(site)
    assert told.subject == "Signing in with a shared e-mail address"
    assert "/account/sign-in/link/" not in told.text
    assert "ring your volunteer centre" in told.text
    assert not [name for name in ("Wren", "Robin") if name in told.text]

    early.go(link[0])
    early.page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(early.page.locator("main")).not_to_contain_text("Wren")
    assert early.go("/my").url.endswith("/account/sign-in?next=/my")


def _ask_for_a_link(visitor: Visitor) -> Page:
    visitor.go("/account/sign-in")
    visitor.page.locator('[name="name"]').fill(SHARED)
    visitor.page.locator("main form button").first.click()
    visitor.page.wait_for_url("**/sign-in/code")
    return visitor.page


def _prove_address(visitor: Visitor, site: Work) -> None:
    """With the code that came to it: until then it is nobody's."""
    visitor.go("/account/details/code")
    visitor.page.locator('[name="code"]').fill(re.search(r"\d{6}", _newest(site).subject)[0])
    visitor.page.locator("main form button").first.click()
    expect(visitor.page.locator("main")).to_contain_text("Your e-mail address is kept.")


def _newest(site: Work) -> OutboxMessage:
    """What was sent last to the address they share."""
    mine = OutboxMessage.address == SHARED, OutboxMessage.purpose == "signing_in"
    newest = select(OutboxMessage).where(*mine).order_by(OutboxMessage.id.desc())
    return site.records(lambda s: s.scalars(newest).first())
