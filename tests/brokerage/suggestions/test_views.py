from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from brokerage.db import unit_of_work
from brokerage.suggestions.index import refresh_statistics
from tests.making import DOVER, DRIVING, make_county, make_role


@pytest.fixture
def county(app: Flask) -> FlaskClient:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_role(session, "Driver", skills={DRIVING: "must"}, minimum_age=17)
        make_role(session, "Cook", on="Mon 10:00-12:00", minimum_age=14, summary="word " * 60)
        make_role(session, "Caller", attendance="remote")
        make_role(session, "Partly", attendance="hybrid")
        make_role(session, "Nowhere", at=None)
        make_role(session, "Far", at=DOVER)
    return app.test_client()


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.text


def card(page: str, title: str) -> str:
    found = next(one for one in page.split('<li class="card"') if f">{title}</a>" in one)
    return found.split("</article>")[0]


def test_about_you_is_closed_until_something_is_said(county: FlaskClient) -> None:
    closed = '<details class="govuk-details about-you">'
    assert closed in text_of(county, "/")
    for said in ("age=15", "needs=parking"):
        page = text_of(county, f"/?{said}")
        assert closed not in page
        assert '<details class="govuk-details about-you" open>' in page
    assert re.search(r'value="parking"\s+checked', text_of(county, "/?needs=parking"))


def test_the_filters_keep_age_and_needs(county: FlaskClient) -> None:
    page = text_of(county, "/opportunities?age=15&needs=step_free&needs=parking")
    for name, value in (("age", "15"), ("needs", "step_free"), ("needs", "parking")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page


def test_what_a_missing_skill_leaves_out_is_said_with_a_way_back(county: FlaskClient) -> None:
    page = text_of(county, "/opportunities?near=TN23&skills=cooking")
    assert "1 more needs a skill you did not tick." in page
    assert 'href="/opportunities?near=TN23">Show it too</a>' in page
    assert "need a skill" not in text_of(county, "/opportunities?near=TN23&skills=driving")


def test_an_age_limit_stands_at_the_foot_of_a_card_from_16_on(county: FlaskClient) -> None:
    page = text_of(county, "/opportunities")
    assert "· From 17 ·" in card(page, "Driver")
    assert "From 14" not in card(page, "Cook")


def test_partly_from_home_is_a_kind_of_its_own(county: FlaskClient) -> None:
    remote = text_of(county, "/opportunities?kind=remote")
    assert "Caller" in remote
    assert "Partly</a>" not in remote
    hybrid = text_of(county, "/opportunities?kind=hybrid")
    assert "Partly from home" in card(hybrid, "Partly")
    assert "Caller" not in hybrid


def test_words_that_cannot_be_read_find_nothing_and_say_so(county: FlaskClient) -> None:
    page = text_of(county, "/opportunities?q=🎉")
    assert "No roles fit everything you asked for" in page
    assert "We could not read any words in “🎉”." in page
    assert "Words: 🎉" in page
    assert county.get("/api/v1/opportunities?q=🎉").get_json()["total"] == 0


def test_roles_without_a_place_are_counted_beside_the_heading(county: FlaskClient) -> None:
    page = text_of(county, "/opportunities?near=TN23&within=5&remote=no")
    assert "and 1 that does not say where" in page


def test_paper_names_the_role_its_page_the_day_and_whom_to_ring(county: FlaskClient) -> None:
    page = text_of(county, "/opportunities")
    assert "Printed on " in page
    assert "<strong>Ashford Example Volunteer Centre, 01632 960001</strong>" in page
    found = re.search(r'href="/opportunities/([\w-]{16})"', card(page, "Cook"))
    assert found
    line = f"Reference {found[1]}: http://localhost/opportunities/{found[1]}"
    assert line in card(page, "Cook")


def test_short_lists_for_printing_are_offered_where_there_is_more(county: FlaskClient) -> None:
    page = text_of(county, "/opportunities?near=TN23&page=1")
    assert '<a class="govuk-link" href="/opportunities?near=TN23&amp;limit=5">first 5</a>' in page
    assert "first 10" not in page
    assert text_of(county, "/opportunities?near=TN23&limit=5").count('<li class="card"') == 5


def test_a_summary_ends_with_a_whole_word(county: FlaskClient) -> None:
    assert re.search(r"word…</p>", card(text_of(county, "/opportunities"), "Cook"))


def test_a_screen_reader_hears_a_choice_with_its_count(county: FlaskClient) -> None:
    page = text_of(county, "/opportunities")
    assert 'aria-label="Regular (1 role)"' in page
    assert 'aria-label="Monday morning (1 role)"' in page


def test_a_drawing_is_not_read_out_beside_its_words(county: FlaskClient) -> None:
    found = card(text_of(county, "/opportunities"), "Cook")
    assert 'aria-hidden="true"' in found.split("<svg")[1].split(">")[0]
    assert "aria-labelledby" not in found.split("<svg")[1].split(">")[0]
    assert "<li>Mon 10:00 to 12:00</li>" in found


def test_the_map_has_a_name_and_a_way_to_it(county: FlaskClient) -> None:
    page = text_of(county, "/opportunities")
    assert 'href="#map">See the map</a>' in page
    assert re.search(r'data-map-canvas role="group" aria-label="[^"]+"', page)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("age=old", "“Your age” must be a whole number, such as 20."),
        ("limit=0", "“How many” must be between 1 and 100."),
        ("when=Tue+18:00-17:00", "Please check both times."),
    ],
)
def test_a_refusal_is_a_sentence_about_its_question(
    county: FlaskClient, query: str, sentence: str
) -> None:
    assert sentence in text_of(county, f"/opportunities?{query}", 422)


def test_when_too_little_fits_each_change_keeps_the_filters(county: FlaskClient) -> None:
    page = text_of(
        county, "/opportunities?near=TN23&within=5&remote=no&kind=regular&when=tue-evening"
    )
    nearly = page.split('aria-labelledby="nearly-heading"')[1].split("</section>")[0]
    assert "your filters" not in nearly
    assert "kind=regular" in nearly
    assert re.search(r"more that fits? your times", nearly)


def test_a_card_says_how_long_the_journey_takes(county: FlaskClient) -> None:
    page = text_of(county, "/opportunities?near=TN23+1QX&travel_mode=bus")
    assert re.search(r"About \d+ minutes by bus \(estimate\)", card(page, "Driver"))
    assert "minutes by" not in card(page, "Caller")
    assert "minutes by" not in card(text_of(county, "/opportunities?near=TN23+1QX"), "Driver")


def test_a_limit_in_minutes_leaves_out_what_is_too_far(county: FlaskClient) -> None:
    near = text_of(county, "/opportunities?near=TN23+1QX&within=30min&travel_mode=bus")
    assert "within 30 minutes by bus of" in near
    assert ">Driver</a>" in near
    assert ">Far</a>" not in near
    by_car = text_of(county, "/opportunities?near=TN23+1QX&within_minutes=90&travel_mode=car")
    assert ">Far</a>" in by_car


def test_minutes_without_a_way_are_asked_about_beside_the_question(county: FlaskClient) -> None:
    page = text_of(county, "/opportunities?near=TN23&within=30min", 422)
    assert 'href="#travel_mode"' in page
    assert re.search(r'id="travel_mode-error".*?Say how you travel', page, re.DOTALL)
    assert re.search(r'value="30min" selected', page)


def test_minutes_that_cannot_be_are_refused_beside_the_limit(county: FlaskClient) -> None:
    page = text_of(county, "/opportunities?near=TN23&within=999min&travel_mode=car", 422)
    assert 'href="#within"' in page
    assert "must be between 5 and 300" in page


def boxes(page: str, name: str) -> list[str]:
    """Values of the boxes in one part of the page that are not ticked."""
    return re.findall(rf'id="{name}-[\w-]+" name="skills" type="checkbox" value="([\w-]+)">', page)


def test_what_somebody_wrote_is_offered_as_skills_and_never_ticked(
    app: Flask, county: FlaskClient
) -> None:
    refresh_statistics(app)
    text = "text=I+don%27t+drive+but+I+can+cook+and+bake"
    page = text_of(county, f"/opportunities?near=TN23&{text}&page=1")
    assert {"cooking", "driving"} <= set(boxes(page, "suggested"))
    assert not re.search(r'name="skills"[^>]*checked', page)
    assert '<input type="hidden" name="near" value="TN23">' in page
    ticked = text_of(county, f"/opportunities?near=TN23&{text}&skills=cooking")
    assert "cooking" not in boxes(ticked, "suggested")


def test_the_question_offers_each_skill_in_one_place(app: Flask, county: FlaskClient) -> None:
    refresh_statistics(app)
    page = text_of(county, "/?text=I+can+cook")
    assert boxes(page, "suggested") == ["cooking"]
    assert len(re.findall(r'name="skills" type="checkbox" value="cooking"', page)) == 1
    assert 'data-skills="/api/v1/suggestions/skills" hidden' in text_of(county, "/")
