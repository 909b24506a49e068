"""Somebody of a tiny group posts a role on a phone, with script and without."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from brokerage.actors import Role
from brokerage.db import unit_of_work
from brokerage.opportunities.models import Opportunity
from tests.journeys.conftest import Site, Visits
from tests.making import make_organisation, signed_in

GO_ON = "form[data-keep] button >> nth=0"
MOST_TAPS = 30


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_role_is_posted_on_a_phone(visit: Visits, site: Site, script: bool) -> None:
    visitor = visit("phone", script=script)
    base = member_of(site, visitor)
    page, taps = visitor.page, 0

    def tap(selector: str) -> None:
        nonlocal taps
        page.click(selector)
        taps += 1

    def look() -> None:
        if script:
            assert visitor.too_wide() <= 0
            assert visitor.breaches() == [], page.url

    visitor.go(f"{base}/new")
    look()
    tap("text=Gardener")
    page.fill("[name=title]", "Gardener at the allotment")
    page.fill("[name=description]", "Dig and weed with us. Ring Sam on 07700 900123.")
    if script:
        page.wait_for_selector("text=Saved as you typed")
        assert page.is_visible("text=We do not publish a mobile number")
        page.reload()
        assert page.input_value("[name=title]") == "Gardener at the allotment"
    look()
    tap(GO_ON)
    tap(GO_ON)
    assert page.is_visible("text=Write the postcode")
    look()
    page.fill("[name=near]", "TN23 1QX")
    tap(GO_ON)
    tap(GO_ON)  # at set times, as our words say
    tap("[name=session_repeats][value=weekly]")
    page.fill("[name=session_on]", "5 4 2098")
    page.fill("[name=session_start]", "10am")
    page.fill("[name=session_end]", "12:30")
    page.fill("[name=session_places]", "12")
    look()
    tap("button[name=another]")
    assert page.is_visible("text=12 people each time")
    assert page.input_value("[name=session_on]") == ""
    look()
    for _ in ("times", "skills", "musts", "who", "practical", "people"):
        look()
        tap(GO_ON)
    assert page.locator("h1").inner_text() == "Check your answers"
    look()
    tap("text=See how it will look")
    assert not page.is_visible("text=07700 900123")
    look()
    tap("main >> text=Back to your answers >> nth=0")
    tap("text=Send to the volunteer centre")
    assert page.is_visible("text=What happens next")
    look()
    assert taps <= MOST_TAPS, taps
    stored(site, page.url.split("/")[-2])


def member_of(site: Site, visitor: object) -> str:
    assert site.app is not None
    with site.app.app_context(), unit_of_work() as session:
        group = make_organisation(session, "The Allotment Group")
        number, name = group.id, group.public_id
    cookie = signed_in(site.app, Role.MEMBER, organisation_id=number).get_cookie("brokerage")
    assert cookie is not None
    visitor.sign_in(cookie.value)
    return f"/organisations/{name}/roles"


def stored(site: Site, public_id: str) -> None:
    assert site.app is not None
    with site.app.app_context(), unit_of_work() as session:
        known = select(Opportunity).where(Opportunity.public_id == public_id)
        role = session.scalars(known).one()
        assert role.state == "submitted"
        assert "07700" not in role.description
        assert [one.places for one in role.sessions] == [12]
