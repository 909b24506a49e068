"""A role whose organisation never answers: chased, shown lower, paused, its people given back.

Then its late yes: the role is shown again, and whoever still wants it can go on.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from brokerage.introductions.answering.jobs import still_needed
from brokerage.introductions.due import Owner
from brokerage.introductions.jobs import reply_due
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import State
from brokerage.messages.models import OutboxMessage
from brokerage.opportunities.alive.models import RoleAsking
from brokerage.opportunities.models import Opportunity
from tests.days import Days
from tests.journeys.at_work.conftest import Work, sign_in
from tests.journeys.at_work.phone import Phone, link_in, newest_mail
from tests.journeys.at_work.test_on_a_phone import apply, register
from tests.journeys.conftest import Visits

KITCHEN = "kitchen@harbour.example"
TITLE = "Cook for the harbour lunch"
OTHER = "Cook at the larder"
A_DAY_AT_MOST = 60


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """The service's calendar: the server runs in this process."""
    return Days(monkeypatch)


def test_silence_and_a_late_yes(visit: Visits, site: Work, days: Days) -> None:
    public = visit("phone").page
    assert _found(public, site) == [TITLE, OTHER]
    for name in ("Wren", "Robin"):
        visitor = visit("phone")
        register(visitor, first_name=name, email=f"{name.lower()}@people.example")
        apply(visitor, site.roles["first"])

    _until(site, days, lambda s: s.scalars(select(RoleAsking)).first())
    assert _told(site, KITCHEN)[-2:] == [
        "2 volunteers wait for your answer",
        "Still needed? One of your roles",
    ]

    _until(site, days, lambda s: s.scalars(select(RoleAsking.lowered_on)).first())
    assert _found(public, site) == [OTHER, TITLE]
    _broker_reads_why(sign_in(visit(), "broker-dover"), site)

    _until(site, days, lambda s: _role(s).state == "paused")
    assert _found(public, site) == [OTHER]
    _people_are_back(sign_in(visit(), "broker-dover"), site)

    _says_yes_after_all(Phone(visit("phone")), site)
    assert TITLE in _found(public, site)
    owners = site.records(lambda s: [(one.state, one.closed_at) for one in _all(s)])
    assert (State.ACKNOWLEDGED, None) in owners


def _found(page: Page, site: Work) -> list[str]:
    """The two roles of Dover as anybody finds them."""
    page.goto(f"{site.address}/opportunities?near=Dover")
    titles = page.locator("main h2").all_inner_texts()
    return [one for title in titles for one in (TITLE, OTHER) if one in title]


def _broker_reads_why(desk: Page, site: Work) -> None:
    desk.goto(f"{site.address}/desk/roles/{site.roles['first']}")
    expect(desk.locator("main")).to_contain_text("Stands lower in the lists since")


def _people_are_back(desk: Page, site: Work) -> None:
    """With their broker, with the next-best role, and told kindly."""
    owners = site.records(lambda s: {(one.owner, one.state) for one in _all(s)})
    assert owners == {(Owner.BROKER, State.REFERRED)}
    for name in ("wren", "robin"):
        told = newest_mail(site, f"{name}@people.example")
        assert told.subject == f"No answer yet: {TITLE}"
        assert "You did nothing wrong." in told.text
    assert _told(site, KITCHEN)[-1] == "A role of yours is paused"
    desk.goto(f"{site.address}/desk")
    desk.get_by_role("link", name="Wren").first.click()
    expect(desk.locator("#next-best")).to_contain_text("Next best for Wren")
    expect(desk.locator("main")).to_contain_text(OTHER)


def _says_yes_after_all(phone: Phone, site: Work) -> None:
    """Both links still work: the one about the role, and the one about a person."""
    phone.go(link_in(newest_mail(site, KITCHEN), "/answer/role/"))
    phone.press("2 more")
    assert site.records(lambda s: _role(s).state) == "live"
    phone.go(link_in(newest_mail(site, KITCHEN, "Wren would like to volunteer"), "/answer/one/"))
    phone.press("Thank you, let’s talk")
    assert "wren@people.example" in phone.says()


def _until(site: Work, days: Days, reached) -> None:
    """Days go by, with the jobs of each morning, until something holds."""
    for _ in range(A_DAY_AT_MOST):
        if site.records(reached):
            return
        days.go_on()
        for job in (reply_due, still_needed):
            site.run(job)
    pytest.fail("it never came to that")


def _role(session) -> Opportunity:
    return session.scalars(select(Opportunity).where(Opportunity.title == TITLE)).one()


def _all(session) -> list[Introduction]:
    return list(session.scalars(select(Introduction).order_by(Introduction.id)))


def _told(site: Work, address: str) -> list[str]:
    query = select(OutboxMessage.subject).where(OutboxMessage.address == address)
    return site.records(lambda s: list(s.scalars(query.order_by(OutboxMessage.id))))
