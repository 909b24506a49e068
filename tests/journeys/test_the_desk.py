"""A broker at work in a real browser: every page of the desk, and the way from hello to a start."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page

from brokerage.accounts.current import TOKEN
from brokerage.accounts.service import begin_sign_in
from brokerage.actors import Role
from brokerage.db import unit_of_work
from tests.desking import make_desk
from tests.journeys.conftest import Site, Visitor, Visits
from tests.making import make_account

RECORDS = (
    *("organisation", "role", "other_role", "wren", "otter", "robin", "sable"),
    *("late", "started", "suggested"),
)
PAGES = {
    "my day": "/desk",
    "people": "/desk/people",
    "people found": "/desk/people?q=lantern",
    "nobody found": "/desk/people?q=zzz",
    "a person": "/desk/people/{robin}",
    "tasks": "/desk/tasks",
    "a shortlist": "/desk/people/{robin}/shortlist",
    "a shortlist in large print": "/desk/people/{wren}/shortlist/print?size=large",
    "roles": "/desk/roles?q=driver",
    "a role": "/desk/roles/{other_role}",
    "referring": "/desk/people/{robin}/refer/{other_role}",
    "a call": "/desk/organisations/{organisation}/call",
    "late": "/desk/introductions/{late}",
    "started": "/desk/introductions/{started}",
    "suggested": "/desk/introductions/{suggested}",
    "a no": "/desk/introductions/{late}/leave/unsuccessful",
}


@pytest.fixture(scope="module")
def desk(site: Site) -> dict[str, str]:
    """The records on the desk by name, and the token of a broker's sign-in."""
    assert site.app is not None
    with site.app.app_context(), unit_of_work() as session:
        made = make_desk(session)
        broker = make_account(session, Role.BROKER, centre_id=made.centre.id)
        token = begin_sign_in(session, broker, "tests")
        ids = {name: getattr(made, name).public_id for name in RECORDS}
    serializer = site.app.session_interface.get_signing_serializer(site.app)
    cookie = serializer.dumps({TOKEN: token, "_permanent": True})
    return {**ids, "cookie": cookie, "named": site.app.config["SESSION_COOKIE_NAME"]}


def signed_in(visitor: Visitor, desk: dict[str, str]) -> Visitor:
    cookie = {"name": desk["named"], "value": desk["cookie"], "url": visitor.site.address}
    visitor.page.context.add_cookies([cookie])
    return visitor


def press(part: Page | Locator, does: str, to: str) -> Locator:
    """A button of a row; hidden words set it apart from its like, with a space before them."""
    return part.get_by_role("button", name=re.compile(rf"^{does}\s*: {to}"))


@pytest.mark.parametrize(
    ("device", "script"), [("desktop", True), ("phone", False)], ids=["desktop", "phone, no script"]
)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_desk_is_accessible(
    visit: Visits, desk: dict[str, str], name: str, device: str, script: bool
) -> None:
    visitor = signed_in(visit(device, stripped=not script), desk)
    path = PAGES[name].format(**desk)
    assert visitor.go(path).status == 200
    assert visitor.page.url.endswith(path)  # and not to signing in
    assert visitor.page.locator("h1").count() == 1
    assert visitor.breaches() == []
    assert visitor.too_wide() <= 0


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_desk_fits_320_pixels(visit: Visits, desk: dict[str, str], name: str) -> None:
    visitor = signed_in(visit("small phone"), desk)
    path = PAGES[name].format(**desk)
    visitor.go(path)
    assert visitor.page.url.endswith(path)
    assert visitor.too_wide() <= 0
    ids = visitor.page.eval_on_selector_all("[id]", "found => found.map(one => one.id)")
    assert len(ids) == len(set(ids))
    assert visitor.page.locator("[style]").count() == 0


def test_from_a_fragment_of_a_number_to_somebody_who_started(
    visit: Visits, desk: dict[str, str]
) -> None:
    """Without JavaScript, as everything at the desk."""
    visitor = signed_in(visit(script=False), desk)
    page = visitor.page
    visitor.go("/desk")
    page.get_by_label("Find a person").fill("robin@")
    page.get_by_role("button", name="Find", exact=True).click()
    press(page, "Find roles", "Robin Lanternsea").click()
    press(page, "Lay aside", "Cook at the kitchen").click()
    assert page.get_by_role("heading", name="Laid aside (1 of 5)").is_visible()
    press(page.locator(".basket"), "Refer", "Cook at the kitchen").click()
    page.get_by_label("A note to the organisation").fill("Bakes bread")
    page.get_by_role("button", name="See what they will receive").click()
    assert "Robin would like to volunteer" in page.locator(".received").inner_text()
    assert "Bakes bread" in page.locator(".received").inner_text()
    page.get_by_role("button", name="Send it: they agreed").click()
    assert "Say how they agreed" in page.locator(".govuk-error-summary").inner_text()
    page.get_by_label("By telephone").check()
    page.get_by_role("button", name="Send it: they agreed").click()
    assert "Referred" in page.locator(".now").inner_text()
    page.get_by_role("button", name="They say yes").click()
    assert "Accepted" in page.locator(".now").inner_text()
    page.get_by_role("button", name="They have started").click()
    assert page.get_by_role("heading", name="Follow-up after 4 weeks").is_visible()
    page.get_by_role("button", name="Going well").click()
    assert page.get_by_role("heading", name="Follow-up after 12 weeks").is_visible()
    visitor.go("/desk")
    assert "Cook at the kitchen" not in page.locator("main").inner_text()
