"""What must hold on every page, on a desktop and on a phone, with and without JavaScript."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.journeys.conftest import Site, Visits

PAGES = list(Site("", defaultdict(str)).paths())
DESK_PAGES = list(Site("", desk=defaultdict(str)).desk_paths())
STATUS = {"home, with errors": 422, "role, closed": 410, "not found": 404}
WAYS = [("desktop", True), ("phone", True), ("phone", False)]


@pytest.mark.parametrize(("device", "script"), WAYS, ids=["desktop", "phone", "phone, no script"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_keeps_to_itself(
    visit: Visits, site: Site, name: str, device: str, script: bool
) -> None:
    visitor = visit(device, stripped=not script)
    answer = visitor.go(site.paths()[name])
    assert answer.status == STATUS.get(name, 200)
    assert visitor.page.locator("h1").count() == 1
    assert visitor.breaches() == []
    assert visitor.too_wide() <= 0


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_320_pixels_and_is_well_formed(visit: Visits, site: Site, name: str) -> None:
    visitor = visit("small phone")
    visitor.go(site.paths()[name])
    page = visitor.page
    assert visitor.too_wide() <= 0
    assert page.title().endswith(" – Volunteering in Kent, demonstration")
    ids = page.eval_on_selector_all("[id]", "found => found.map(one => one.id)")
    assert len(ids) == len(set(ids))
    assert page.locator("[style]:not(.leaflet-container *):not(.leaflet-container)").count() == 0


@pytest.mark.parametrize(("device", "script"), WAYS, ids=["desktop", "phone", "phone, no script"])
@pytest.mark.parametrize("name", DESK_PAGES)
def test_a_page_of_the_desk_is_as_accessible_as_the_publics(
    visit: Visits, site: Site, name: str, device: str, script: bool
) -> None:
    visitor = visit(device, stripped=not script)
    visitor.sign_in(site.broker)
    answer = visitor.go(site.desk_paths()[name])
    assert answer.status == 200
    assert visitor.page.url.endswith(site.desk_paths()[name])
    assert visitor.page.locator("h1").count() == 1
    assert visitor.breaches() == []
    assert visitor.too_wide() <= 0


@pytest.mark.parametrize("name", DESK_PAGES)
def test_a_page_of_the_desk_fits_320_pixels(visit: Visits, site: Site, name: str) -> None:
    visitor = visit("small phone")
    visitor.sign_in(site.broker)
    visitor.go(site.desk_paths()[name])
    assert visitor.too_wide() <= 0
    ids = visitor.page.eval_on_selector_all("[id]", "found => found.map(one => one.id)")
    assert len(ids) == len(set(ids))
