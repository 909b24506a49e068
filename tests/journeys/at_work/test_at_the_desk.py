"""Somebody without e-mail, from hello in Ashford to a placement in Dover's district."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from sqlalchemy import select

from brokerage.introductions.jobs import follow_ups, reply_due
from brokerage.introductions.models import FollowUp, Introduction
from brokerage.introductions.states import State
from brokerage.messages.models import OutboxMessage
from brokerage.volunteers.models import Volunteer
from tests.journeys.at_work.conftest import Work, sign_in
from tests.journeys.conftest import Visits


def test_a_silent_organisation_and_the_next_best_role(visit: Visits, site: Work) -> None:
    page = sign_in(visit(), "broker")
    _register(page, site)

    first = _refer_first_on_the_list(page)
    _stays_silent(page, site)
    _take_next_best(page, first)
    _starts(page)
    _followed_up(page, site)

    history = site.records(
        lambda s: [
            (one.state, one.re_referred_from_id)
            for one in s.scalars(select(Introduction).order_by(Introduction.id))
        ]
    )
    (left, _none), (started, came_from) = history
    assert (left, started) == (State.RE_REFERRED, State.STARTED)
    assert came_from is not None
    addresses = site.records(lambda s: set(s.scalars(select(OutboxMessage.address))))
    # nothing was ever written to her: she has a telephone and no address of any kind
    assert addresses == {"kitchen@harbour.example", "larder@lighthouse.example"}


def _register(page: Page, site: Work) -> None:
    page.goto(f"{site.address}/desk/people/new")
    page.locator('[name="first_name"]').fill("Hyacinth")
    page.locator('[name="last_name"]').fill("Pebblewick")
    page.locator('[name="preferred_channel"][value="phone"]').check()
    page.locator('[name="phone"]').fill("01632 960123")
    page.locator('[name="near"]').fill("Ashford")
    page.locator('[name="when"][value="tue-morning"]').check()
    page.locator('[name="consents"][value="share_any_centre"]').check()
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Hyacinth Pebblewick")
    of_ashford = site.records(
        lambda s: [(v.centre_id, v.email) for v in s.scalars(select(Volunteer))]
    )
    assert of_ashford == [(1, None)]


def _refer_first_on_the_list(page: Page) -> str:
    """The role that came first; its organisation reads what was agreed, and no more."""
    page.goto(page.url.removesuffix("/registered"))
    page.get_by_role("button", name="Find roles", exact=True).click()
    expect(page.locator(".card")).to_have_count(2)
    first = page.locator(".card__title").first.inner_text()
    page.locator(".card").first.get_by_role("button", name="Refer").click()
    _send(page)
    expect(page.locator(".now__state")).to_contain_text("Referred")
    expect(page.locator("#sent ~ dl")).to_contain_text("Hyacinth")
    expect(page.locator("#sent ~ dl")).not_to_contain_text("Pebblewick")
    return first


def _send(page: Page) -> None:
    page.locator('[name="contact_channel"][value="phone"]').check()
    page.get_by_role("button", name="See what they will receive").click()
    expect(page.locator("h1")).to_have_text("Check before you send")
    expect(page.locator(".received")).not_to_contain_text("01632 960123")
    page.locator('[name="through"][value="desk"]').check()
    page.get_by_role("button", name="Send it: they agreed").click()


def _stays_silent(page: Page, site: Work) -> None:
    """One reminder, and then it is the broker's again."""
    site.days_pass(10)
    site.run(reply_due)
    page.reload()
    expect(page.locator(".now")).to_contain_text("Reminded on")
    site.days_pass(10)
    site.run(reply_due)
    page.reload()
    expect(page.locator(".now")).to_contain_text("came back to us")
    expect(page.locator("#next-best")).to_contain_text("Next best for Hyacinth")


def _take_next_best(page: Page, first: str) -> None:
    page.get_by_role("button", name="Put forward instead").first.click()
    expect(page.locator("h1")).not_to_contain_text(first)
    _send(page)
    expect(page.locator(".now__state")).to_contain_text("Referred")


def _starts(page: Page) -> None:
    for said in ("They say yes", "They have started"):
        page.get_by_role("button", name=said).click()
    expect(page.locator(".now__state")).to_contain_text("Started")


def _followed_up(page: Page, site: Work) -> None:
    site.days_pass(35)  # four weeks, and whatever closed days follow them
    site.run(follow_ups)
    page.goto(f"{site.address}/desk")
    expect(page.locator("main")).to_contain_text("Hyacinth")
    due = page.locator('section[aria-labelledby="follow-ups"]')
    due.get_by_role("link", name="Hyacinth Pebblewick").first.click()
    expect(page.locator("#follow-up")).to_have_text("Follow-up after 4 weeks")
    page.get_by_role("button", name="Going well").click()
    expect(page.locator("#asked ~ ul")).to_contain_text("After 4 weeks: going well")
    done = site.records(lambda s: [(f.weeks, f.outcome) for f in s.scalars(select(FollowUp))])
    assert done == [(4, "going_well")]
