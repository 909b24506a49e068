"""From the first page to a role and back, as a person would."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import ASKED, Site, Visits


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_somebody_finds_a_role_that_fits_and_sees_why(
    visit: Visits, device: str, script: bool
) -> None:
    visitor = visit(device, script=script)
    visitor.go("/")
    page = visitor.page
    page.get_by_label("Where are you?").fill("TN23 1QX")
    page.get_by_label("How far can you travel?").select_option("20 miles")
    page.locator('input[name="skills"][value="driving"]').evaluate(
        "one => one.closest('details') && (one.closest('details').open = true)"
    )
    page.locator('input[name="skills"][value="driving"]').check()
    page.get_by_label("Tuesday evening").check()
    page.get_by_role("button", name="Show me roles").click()

    expect(page.locator("h1")).to_contain_text("within 20 miles of")
    card = page.locator(".card").filter(has_text="Driver for the lunch club").first
    expect(card).to_contain_text("for The Example Trust")
    expect(card).to_contain_text("Tue 18:30 to 20:30: you are free for all of it")
    expect(card).to_contain_text("Tuesday evening fits")
    assert card.locator("svg.strip .strip__fits").count() == 1
    card.get_by_role("link", name="Driver for the lunch club").click()

    expect(page.locator("h1")).to_have_text("Driver for the lunch club")
    expect(page.get_by_text("you are free for all of it")).to_be_visible()
    expect(page.get_by_role("heading", name="Or talk to your volunteer centre")).to_be_visible()
    page.get_by_role("link", name="Back to your results").click()
    expect(page.locator("h1")).to_contain_text("within 20 miles of")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_place_we_do_not_know_is_asked_again(visit: Visits, script: bool) -> None:
    visitor = visit(script=script)
    visitor.go("/")
    page = visitor.page
    page.get_by_label("Where are you?").fill("Ashfrod")
    page.get_by_label("Tuesday evening").check()
    page.get_by_role("button", name="Show me roles").click()

    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Where are you?")).to_have_value("Ashfrod")
    expect(page.get_by_label("Tuesday evening")).to_be_checked()
    summary.locator(".govuk-error-summary__list a").click()
    if script:
        expect(page.get_by_label("Where are you?")).to_be_focused()
    summary.get_by_role("link", name="Ashford", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Ashford")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_filters_leave_what_they_promise_and_can_be_taken_away(
    visit: Visits, device: str, script: bool
) -> None:
    visitor = visit(device, script=script)
    visitor.go("/opportunities")
    page = visitor.page
    before = page.locator("h1").inner_text()
    if device == "phone":
        page.locator(".filters__summary").click()
    choice = page.get_by_role("checkbox", name="Regular")
    promised = page.locator(f'label[for="{choice.get_attribute("id")}"] .facet__count').inner_text()
    choice.check()
    page.locator(".filters__button").first.click()
    count = promised.split()[0]
    expect(page.locator("h1")).to_contain_text(f"{count} role")
    page.locator(".chip", has_text="Kind of role: Regular").click()
    expect(page.locator("h1")).to_have_text(before)


def test_filters_are_folded_on_a_phone_and_open_on_a_desktop(visit: Visits) -> None:
    for device, shown in (("desktop", True), ("phone", False)):
        for script in (True, False):
            visitor = visit(device, script=script)
            visitor.go("/opportunities")
            expect(visitor.page.get_by_label("Words")).to_be_visible(visible=shown)


def test_when_nothing_fits_one_click_takes_the_filter_away(visit: Visits, site: Site) -> None:
    visitor = visit()
    visitor.go(site.paths()["no result"])
    page = visitor.page
    expect(page.locator("h1")).to_have_text("No roles fit everything you asked for")
    expect(page.locator(".talk__phone a")).to_have_attribute("href", "tel:01632960550")
    page.get_by_role("link", name="Search without “Words: trombone”").click()
    expect(page.locator(".chip", has_text="trombone")).to_have_count(0)
    expect(page.locator(".card").first).to_be_visible()


def test_pages_follow_one_another(visit: Visits) -> None:
    visitor = visit("phone")
    visitor.go("/opportunities")
    page = visitor.page
    page.get_by_role("link", name="Next page").click()
    expect(page.locator(".card__number").first).to_have_text("21")
    expect(page.locator('[aria-current="page"].govuk-pagination__link')).to_have_text("2")


def test_the_map_numbers_its_markers_as_the_list_does(visit: Visits) -> None:
    visitor = visit()
    visitor.go(f"/opportunities?{ASKED}")
    page = visitor.page
    expect(page.locator("[data-map]")).to_be_visible()
    labels = page.locator(".map-marker span").all_inner_texts()
    shown = {int(text) for label in labels for text in label.split(" +")[0].split(", ")}
    assert shown
    assert shown <= {int(text) for text in page.locator(".card__number").all_inner_texts()}


def test_without_script_there_is_no_empty_map(visit: Visits) -> None:
    visitor = visit(script=False)
    visitor.go(f"/opportunities?{ASKED}")
    expect(visitor.page.locator("[data-map]")).to_be_hidden()
    expect(visitor.page.locator(".card").first).to_be_visible()


def test_on_a_phone_a_link_leads_to_the_map_where_there_is_one(visit: Visits) -> None:
    for device, script, shown in (
        ("phone", True, True),
        ("phone", False, False),
        ("desktop", True, False),
    ):
        visitor = visit(device, script=script)
        visitor.go(f"/opportunities?{ASKED}")
        link = visitor.page.get_by_role("link", name="See the map")
        expect(link).to_be_visible(visible=shown)


def test_somebody_under_18_who_needs_step_free_access_says_so_once(visit: Visits) -> None:
    visitor = visit("phone")
    visitor.go("/")
    page = visitor.page
    page.get_by_text("About you").click()
    page.get_by_label("Your age").fill("15")
    page.get_by_label("Step-free access").check()
    page.get_by_role("button", name="Show me roles").click()
    expect(page.locator(".chip", has_text="Age 15")).to_be_visible()
    page.locator(".filters__summary").click()
    page.get_by_role("checkbox", name="Regular").check()
    page.locator(".filters__button").first.click()
    expect(page.locator(".chip", has_text="You need: Step-free access")).to_be_visible()
    page.locator(".chip", has_text="Age 15").click()
    expect(page.locator(".chip", has_text="You need: Step-free access")).to_be_visible()
    expect(page.locator(".chip", has_text="Age 15")).to_have_count(0)


def test_a_role_carries_data_for_search_engines_that_cannot_break_out(
    visit: Visits, site: Site
) -> None:
    visitor = visit()
    visitor.go(site.paths()["role, not asked"])
    page = visitor.page
    text = page.locator('script[type="application/ld+json"]').inner_text()
    assert json.loads(text)["employmentType"] == "VOLUNTEER"
    expect(page.get_by_text("</script><b>safely</b>")).to_be_visible()


def test_a_filled_role_says_so_kindly_and_leads_on(visit: Visits, site: Site) -> None:
    visitor = visit()
    visitor.go(site.paths()["role, closed"])
    page = visitor.page
    expect(page.get_by_role("heading", name="This role has been filled")).to_be_visible()
    page.get_by_role("link", name="See roles like this one").first.click()
    expect(page.locator(".card").first).to_be_visible()


def test_the_first_tab_skips_to_the_content(visit: Visits) -> None:
    visitor = visit()
    visitor.go("/opportunities")
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.get_by_role("link", name="Skip to main content")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#main-content")).to_be_focused()


def test_on_paper_there_are_strips_and_no_navigation(visit: Visits) -> None:
    visitor = visit()
    visitor.go(f"/opportunities?{ASKED}")
    page = visitor.page
    expect(page.locator(".print-only").first).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_text("Printed on")).to_be_visible()
    expect(page.locator(".card__reference").first).to_be_visible()
    expect(page.locator("svg.strip").first).to_be_visible()
    for away in (".results__filters", ".results__map", ".site-footer", ".govuk-service-navigation"):
        expect(page.locator(away)).to_be_hidden()


@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_what_somebody_types_brings_skills_to_tick(visit: Visits, device: str) -> None:
    visitor = visit(device)
    visitor.go("/")
    page = visitor.page
    words = page.get_by_label("What can you offer?")
    words.fill("I used to drive a minibus and I can cook")
    meant = page.get_by_role("group", name="Did you mean any of these?")
    expect(meant.get_by_label("Cooking")).to_be_visible()
    expect(meant.get_by_label("Driving such as minibus")).to_be_visible()
    expect(meant.get_by_role("checkbox", checked=True)).to_have_count(0)
    meant.get_by_label("Cooking").check()
    words.fill("I like gardening")
    expect(meant.get_by_label("Gardening")).to_be_visible()
    expect(meant.get_by_label("Cooking")).to_be_checked()
    expect(meant.get_by_label("Driving")).to_have_count(0)
    assert page.locator('input[name="skills"][value="driving"]').count() == 1
    page.get_by_role("button", name="Show me roles").click()
    expect(page.locator(".chip", has_text="Cooking")).to_be_visible()
    expect(page.locator(".chip", has_text="“I like gardening”")).to_be_visible()
    expect(page.locator(".chip", has_text="Driving")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_what_somebody_wrote_is_asked_about_above_the_results(visit: Visits, script: bool) -> None:
    visitor = visit("phone", script=script)
    visitor.go("/opportunities?near=TN23+1QX&text=I+don%27t+drive+but+I+can+cook")
    page = visitor.page
    meant = page.get_by_role("group", name="From what you wrote")
    expect(meant.get_by_role("checkbox", checked=True)).to_have_count(0)
    meant.get_by_label("Cooking").check()
    page.get_by_role("button", name="Add to my search").click()
    expect(page.locator(".chip", has_text="Cooking")).to_be_visible()
    expect(page.locator(".chip", has_text="TN23 1QX")).to_be_visible()
    expect(page.locator(".chip", has_text="Driving")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_journey_is_limited_in_minutes(visit: Visits, script: bool) -> None:
    visitor = visit(script=script)
    visitor.go("/")
    page = visitor.page
    page.get_by_label("Where are you?").fill("TN23 1QX")
    page.get_by_label("How far can you travel?").select_option("30 minutes")
    page.get_by_role("button", name="Show me roles").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Say how you travel")
    expect(page.get_by_label("How far can you travel?")).to_have_value("30min")
    page.get_by_label("How do you travel?").select_option("By bus")
    page.get_by_role("button", name="Show me roles").click()
    expect(page.locator("h1")).to_contain_text("within 30 minutes by bus of")
    expect(page.locator(".card").first).to_contain_text("minutes by bus (estimate)")
