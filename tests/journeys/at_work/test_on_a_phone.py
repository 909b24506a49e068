"""A volunteer alone on a phone: registers, applies, sees where it stands, withdraws."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from sqlalchemy import select

from brokerage.consents import has_consent
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import State
from brokerage.messages.jobs import deliver_messages
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.volunteers.models import Volunteer
from tests.journeys.at_work.conftest import Work, sign_in
from tests.journeys.conftest import Visitor, Visits


def register(visitor: Visitor, **answers: str) -> Page:
    """Through the short pages; what is not named stays empty."""
    visitor.go("/register")
    page = visitor.page
    page.get_by_role("button", name="Start now").click()
    page.locator('[name="first_name"]').fill(answers["first_name"])
    _on(visitor)
    page.locator('[name="preferred_channel"][value="email"]').check()
    _on(visitor)
    page.locator('[name="email"]').fill(answers["email"])
    _on(visitor)
    page.locator('[name="near"]').fill("Dover")
    while not page.url.endswith("/check"):
        _on(visitor)
    page.locator("main").get_by_role("button", name="Register", exact=True).click()
    expect(page.locator("h1")).to_have_text("You are registered")
    return page


def _on(visitor: Visitor) -> None:
    assert visitor.too_wide() <= 0
    visitor.page.get_by_role("button", name="Continue").click()


def apply(visitor: Visitor, role: str) -> None:
    """Read what is sent, agree, send."""
    visitor.go(f"/my/apply/{role}")
    page = visitor.page
    page.locator('[name="contact_channel"]').first.check()
    page.locator('[name="agreed"]').check()
    assert visitor.too_wide() <= 0
    page.get_by_role("button", name="Send it").click()


def test_somebody_registers_applies_looks_and_withdraws(visit: Visits, site: Work) -> None:
    visitor = visit("phone")
    page = register(visitor, first_name="Wren", email="wren@people.example")
    apply(visitor, site.roles["first"])

    visitor.go("/my")
    expect(page.locator(".steps-list__one")).to_contain_text("Cook for the harbour lunch")
    expect(page.locator(".steps-list__next")).to_contain_text("by ")
    assert visitor.too_wide() <= 0
    page.get_by_role("link", name="Cook for the harbour lunch").click()
    expect(page.locator(".stands")).to_contain_text("Reply due by")
    assert visitor.too_wide() <= 0

    page.locator("summary", has_text="I no longer want it").click()
    page.locator('[name="reason"]').first.check()
    page.get_by_role("button", name="Leave it").click()
    visitor.go("/my")
    expect(page.get_by_role("heading", name="Over")).to_be_visible()
    states = site.records(lambda s: list(s.scalars(select(Introduction.state))))
    assert states == [State.WITHDRAWN]


def test_a_consent_withdrawn_midway_holds_the_mail_and_empties_the_list(
    visit: Visits, site: Work
) -> None:
    volunteer, desk = visit("phone"), visit()
    page = register(volunteer, first_name="Wren", email="wren@people.example")
    apply(volunteer, site.roles["first"])
    broker = sign_in(desk, "broker-dover")
    wren = site.records(lambda s: s.scalars(select(Volunteer.public_id)).one())
    desk.go(f"/desk/people/{wren}/edit")  # the centre has rung her, and makes her active
    broker.get_by_role("button", name="Keep the changes").click()
    desk.go(f"/desk/roles/{site.roles['second']}")
    expect(broker.locator("main")).to_contain_text("Wren")

    volunteer.go("/my/consents")
    page.locator("#consent-introductions").uncheck()
    page.get_by_role("button", name="Keep my choices").click()

    desk.go(f"/desk/roles/{site.roles['second']}")
    expect(broker.locator("main")).not_to_contain_text("Wren")
    site.run(deliver_messages)
    mail = site.records(
        lambda s: {
            m.address: m.state
            for m in s.scalars(select(OutboxMessage).order_by("id"))
            if m.purpose == "introductions"
        }
    )
    assert set(mail.values()) == {MessageState.HELD}
    assert "kitchen@harbour.example" in mail
    agrees = site.records(
        lambda s: has_consent(s, s.scalars(select(Volunteer.id)).one(), "introductions")
    )
    assert agrees is False
