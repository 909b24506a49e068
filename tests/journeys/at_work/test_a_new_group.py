"""A group without a constitution, run by one person on a telephone in the evening.

It joins, posts, is asked for a change, is published, answers two people, marks the role filled and
confirms hours. What the centre does in between is done at the desk.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect
from sqlalchemy import select

from brokerage.hours.models import HourEntry, Kind
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import State
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation, OrganisationMove
from brokerage.weeks import local_today
from tests.journeys.at_work.conftest import Work, sign_in
from tests.journeys.at_work.phone import Phone, link_in, newest_mail
from tests.journeys.at_work.test_on_a_phone import apply, register
from tests.journeys.conftest import Visits

GROUP = "ash@people.example"
TITLE = "Help at the Quill Street garden"
JOINING, POSTING, ANSWERING = 11, 13, 3  # taps: whoever adds one says why


def test_from_hello_to_hours(visit: Visits, site: Work) -> None:
    phone, desk = Phone(visit("phone")), sign_in(visit(), "broker-dover")
    _joins(phone, site)
    _is_told_what_is_missing(desk, site)
    _adds_it(phone, site)
    _is_verified(desk, site)
    _posts_a_role(phone, site)
    _is_asked_for_a_change(desk, site)
    _changes_it(phone, site)
    _is_published(desk, site)
    _is_found(visit("phone").page, site)
    wren, robin = visit("phone"), visit("phone")
    for visitor, name in ((wren, "Wren"), (robin, "Robin")):
        register(visitor, first_name=name, email=f"{name.lower()}@people.example")
        apply(visitor, _role(site).public_id)
    _answers_wren_from_the_mail(phone, site)
    _answers_robin_signed_in(phone, site)
    _marks_it_filled(phone, site)
    _writes_hours_down(wren.page, site)
    _confirms_them(phone, site)


def _joins(phone: Phone, site: Work) -> None:
    before = phone.taps
    phone.go("/organisations/register")
    phone.press("Start now")
    phone.write(name="Quill Street Gardeners", near="Dover")
    phone.press("Continue")
    phone.choose(kind="community_group")
    phone.write(description="We look after the garden at the end of our street.")
    phone.press("Continue")
    phone.write(contact_name="Ash Quill", email=GROUP)
    phone.press("Continue")
    phone.press("Continue")  # the second contact can wait
    phone.choose(insurance="none", expenses="none")
    phone.press("Continue")
    phone.press("Register")
    assert "One more tap" in phone.says()
    phone.go(link_in(newest_mail(site, GROUP)))
    phone.press("Yes, this is my address")
    assert "looking at your registration" in phone.says()
    assert phone.taps - before <= JOINING


def _is_told_what_is_missing(desk: Page, site: Work) -> None:
    desk.goto(f"{site.address}/desk/organisations?state=waiting")
    desk.get_by_role("link", name="Quill Street Gardeners").first.click()
    desk.get_by_text("Not yet: something is missing").click()
    ticked = desk.locator('[name="missing"]:checked')
    assert ticked.evaluate_all("found => found.map(one => one.value)") == ["second"]
    desk.locator('[name="help"]').first.check()
    desk.locator("#note-not_yet").fill("Who could we ring when you are away?")
    desk.get_by_role("button", name="Tell them").click()
    told = newest_mail(site, GROUP).text
    assert "A second contact" in told
    assert "Who could we ring when you are away?" in told


def _adds_it(phone: Phone, site: Work) -> None:
    phone.go(link_in(newest_mail(site, GROUP)))
    assert "Who could we ring when you are away?" in phone.says()
    phone.write(second_name="Wilma Reed", second_phone="01632 960007")
    phone.press("Keep, and send it to the volunteer centre")
    assert "looking at your registration" in phone.says()


def _is_verified(desk: Page, site: Work) -> None:
    desk.goto(f"{site.address}/desk/organisations?state=waiting")
    desk.get_by_role("link", name="Quill Street Gardeners").first.click()
    desk.get_by_role("button", name="Yes: verify it").click()
    assert newest_mail(site, GROUP).subject.startswith("Yes: Quill Street Gardeners")
    query = select(OrganisationMove.to_state).order_by(OrganisationMove.id)
    moves = site.records(lambda s: [str(one) for one in s.scalars(query)])
    assert moves[-4:] == ["submitted", "not_yet", "submitted", "verified"]


def _posts_a_role(phone: Phone, site: Work) -> None:
    phone.go(link_in(newest_mail(site, GROUP)))
    before = phone.taps
    phone.press("Post a role")
    phone.press("A volunteer role")
    phone.write(title=TITLE, description="Dig and weed with us for two hours. Bring boots.")
    phone.press("Continue")
    phone.write(near="CT16 1AA")
    phone.press("Continue")
    phone.choose(when_kind="times")
    phone.press("Continue")
    phone.choose(session_repeats="weekly")
    phone.write(session_on="5 4 2098", session_start="10am", session_end="12", session_places="4")
    phone.press("Continue")
    while "Check your answers" not in phone.says():
        phone.press("Continue")
    phone.press("Send to the volunteer centre")
    assert "What happens next" in phone.says()
    assert phone.taps - before <= POSTING


def _is_asked_for_a_change(desk: Page, site: Work) -> None:
    desk.goto(f"{site.address}/desk/roles/submitted")
    desk.get_by_role("link", name=TITLE).first.click()
    desk.get_by_text("Ask for a change", exact=True).click()
    desk.locator('[name="description"]').fill("Can somebody come who has never gardened?")
    desk.get_by_role("button", name="Ask for these changes").click()
    assert "never gardened?" in newest_mail(site, GROUP).text


def _changes_it(phone: Phone, site: Work) -> None:
    phone.go(link_in(newest_mail(site, GROUP)))
    assert "never gardened?" in phone.says()
    phone.follow("Change it")
    assert "never gardened?" in phone.says()
    phone.write(description="Dig and weed with us for two hours. We show you how. Bring boots.")
    phone.press("Continue")
    phone.press("Send to the volunteer centre")
    assert "What happens next" in phone.says()


def _is_published(desk: Page, site: Work) -> None:
    desk.goto(f"{site.address}/desk/roles/submitted")
    desk.get_by_role("link", name=TITLE).first.click()
    for box in desk.locator('[name="ticked"]').all():
        box.check()
    desk.get_by_role("button", name="Publish it").click()
    assert newest_mail(site, GROUP).subject == f"“{TITLE}” is published"


def _is_found(page: Page, site: Work) -> None:
    page.goto(f"{site.address}/opportunities?near=Dover&q=garden")
    expect(page.locator("main")).to_contain_text(TITLE)


def _answers_wren_from_the_mail(phone: Phone, site: Work) -> None:
    before = phone.taps
    mail = newest_mail(site, GROUP, "Wren would like to volunteer")
    link = link_in(mail, "/answer/one/")
    phone.go(link)
    assert "wren@people.example" not in phone.says()
    phone.press("Thank you, let’s talk")
    assert "wren@people.example" in phone.says()
    phone.press("Yes, we would like them to join")
    phone.write(on_started=local_today().isoformat())
    phone.press("They have started")
    assert phone.taps - before <= ANSWERING


def _answers_robin_signed_in(phone: Phone, site: Work) -> None:
    phone.go(_home(site))
    phone.follow("Robin, for")
    phone.press("Not this time")
    phone.press("The place went to somebody else")
    assert "robin@people.example" not in phone.says()
    states = site.records(lambda s: list(s.scalars(select(Introduction.state))))
    assert sorted(states) == sorted([State.STARTED, State.UNSUCCESSFUL])
    assert newest_mail(site, "robin@people.example").subject == f"About {TITLE}"


def _marks_it_filled(phone: Phone, site: Work) -> None:
    phone.go(_home(site))
    phone.press("It is filled")
    assert _role(site).state == "filled"


def _writes_hours_down(wren: Page, site: Work) -> None:
    wren.goto(f"{site.address}/my/hours")
    wren.get_by_label("How many hours?").fill("2")
    wren.get_by_role("button", name="Write it down").click()
    expect(wren.get_by_role("alert")).to_contain_text("written down")


def _confirms_them(phone: Phone, site: Work) -> None:
    phone.go(_home(site))
    phone.follow("Confirm 1 entry of hours")
    phone.press("Confirm it")
    kept = site.records(lambda s: [(e.kind, e.minutes) for e in s.scalars(select(HourEntry))])
    assert (Kind.VERIFIED, 120) in kept


def _role(site: Work) -> Opportunity:
    return site.records(
        lambda s: s.scalars(select(Opportunity).where(Opportunity.title == TITLE)).one()
    )


def _home(site: Work) -> str:
    """The first page of the group."""
    mine = select(Organisation.public_id).where(Organisation.email == GROUP)
    return site.records(lambda s: f"/organisations/{s.scalars(mine).one()}")
