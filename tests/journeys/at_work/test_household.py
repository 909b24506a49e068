"""Two people of one household with one e-mail address: two records, each its owner's alone."""

from __future__ import annotations

from playwright.sync_api import expect
from sqlalchemy import select

from brokerage.volunteers.models import Volunteer
from tests.journeys.at_work.conftest import Work, sign_in
from tests.journeys.at_work.test_on_a_phone import apply, register
from tests.journeys.conftest import Visits

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
