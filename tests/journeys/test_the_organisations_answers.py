"""On a telephone in the evening: a message, one tap, a number to ring; then the role is filled."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from brokerage.actors import Role
from brokerage.db import unit_of_work
from brokerage.introductions.answering.links import token_for_one
from brokerage.opportunities.alive.asking import ask
from brokerage.opportunities.models import Opportunity
from brokerage.weeks import local_today
from tests.desking import make_desk
from tests.journeys.conftest import Site, Visits
from tests.making import make_organisation, signed_in


@pytest.fixture(scope="module")
def club(site: Site) -> dict[str, str]:
    """Addresses of the lunch club's pages, its cookie, and that of a group that is new here."""
    app = site.app
    assert app is not None
    with app.app_context(), unit_of_work() as session:
        desk = make_desk(session)
        ask(session, desk.role, "time", local_today())
        home = f"/organisations/{desk.organisation.public_id}"
        new = make_organisation(session, "A New Group")
        made = {
            "one": f"/answer/one/{token_for_one(desk.late)}",
            "with a number": f"{home}/applicants/{desk.started.public_id}",
            "new group": f"/organisations/{new.public_id}",
            "role": desk.late.opportunity.public_id,
        }
        ids = desk.organisation.id, new.id
    for name, one in zip(("cookie", "new cookie"), ids, strict=True):
        cookie = signed_in(app, Role.MEMBER, organisation_id=one).get_cookie("brokerage")
        assert cookie is not None
        made[name] = cookie.value
    return made


PAGES = ("with a number", "new group")  # as test_every_route.py does not see them
WAYS = [("desktop", True), ("phone", True), ("phone", False), ("small phone", True)]


@pytest.mark.parametrize(("device", "script"), WAYS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_also_with_a_number_and_for_a_new_group(
    visit: Visits, club: dict[str, str], name: str, device: str, script: bool
) -> None:
    visitor = visit(device, stripped=not script)
    visitor.sign_in(club["new cookie" if name == "new group" else "cookie"])
    assert visitor.go(club[name]).status == 200
    assert visitor.page.locator("h1").count() == 1
    assert visitor.breaches() == []
    assert visitor.too_wide() <= 0
    ids = visitor.page.eval_on_selector_all("[id]", "found => found.map(one => one.id)")
    assert len(ids) == len(set(ids))


def test_a_group_answers_by_one_tap_and_says_that_the_role_is_filled(
    visit: Visits, site: Site, club: dict[str, str]
) -> None:
    visitor = visit("phone")
    page = visitor.page
    visitor.go(club["one"])
    assert page.get_by_text("07700 900123").count() == 0
    page.get_by_role("button", name="Thank you, let’s talk").click()
    assert page.get_by_role("link", name="07700 900123").is_visible()
    assert visitor.breaches() == []
    page.get_by_label("Which day, if you know it?").fill("")
    page.get_by_role("button", name="We will meet").click()
    assert page.get_by_role("heading", name=re.compile("You meet each other", re.I)).is_visible()
    page.get_by_role("button", name="The role is filled").click()
    assert page.get_by_text("Wren: you meet each other").is_visible()
    page.get_by_role("button", name="Yes, it is filled").click()
    assert page.get_by_text("Noted: it is filled.").is_visible()
    assert visitor.breaches() == []
    assert site.app is not None
    with site.app.app_context(), unit_of_work() as session:
        role = session.scalars(
            select(Opportunity).where(Opportunity.public_id == club["role"])
        ).first()  # fmt: skip
        assert role is not None
        assert role.state == "filled"
