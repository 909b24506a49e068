"""Why a role is in the list, or is not: the same account on page, API and terminal."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from brokerage.actors import Actor
from brokerage.db import unit_of_work
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import move
from brokerage.suggestions.explain import Explained, explain, verdict
from brokerage.suggestions.queries import from_address
from brokerage.suggestions.service import search
from brokerage.weeks import local_today
from matching.types import Audience
from tests.making import (
    ASHFORD,
    COOKING,
    DOVER,
    DRIVING,
    make_county,
    make_organisation,
    make_role,
)

TODAY = local_today()
TEXT = "Visit an older person at home in {}, listen, drink tea, and carry the shopping upstairs."


@pytest.fixture
def county(session: Session) -> Session:
    make_county(session)
    return session


def told(session: Session, role: Opportunity, address: str) -> Explained:
    pairs = [tuple(part.split("=", 1)) for part in address.split("&") if part]
    return explain(session, role, from_address(MultiDict(pairs)), TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "address", "rule", "words", "change"),
    [
        (
            {"at": DOVER},
            "near=TN23&within=10",
            "distance",
            "farther than your 10 miles",
            ["within_km"],
        ),
        ({"minimum_age": 18}, "age=15", "age", "aged 18 or over", None),
        ({"attendance": "remote", "at": None}, "remote=no", "remote", "Done from home", ["remote"]),
        ({}, "remote=only", "remote", "Cannot be done from home", ["remote"]),
        ({"skills": {DRIVING: "must"}}, "skills=cooking", "skills", "Needs driving", ["skills"]),
        ({"step_free": False}, "needs=step_free", "access", "does not have", ["needs"]),
        (
            {"on": "Tue 18:30-20:30"},
            "kind=one_off",
            "filter:kind",
            "kind of role: One-off",
            ["kind"],
        ),
        ({}, "q=xylophone", "filter:q", "words: “xylophone”", ["q"]),
        ({}, "expenses=true", "filter:expenses", "Expenses paid", ["expenses"]),
        ({"causes": ()}, "cause=environment", "filter:cause", "Environment", ["cause"]),
    ],
)
def test_each_thing_in_the_way_is_named_with_what_would_open_it(
    county: Session, fields: dict, address: str, rule: str, words: str, change: list[str] | None
) -> None:
    role = make_role(county, "Driver", **fields)
    found = told(county, role, address)
    (bar,) = found.bars
    assert bar.rule == rule
    assert words in bar.text
    assert (list(bar.change) if bar.change else None) == change
    assert not found.listed
    assert found.position is None


def test_a_role_in_the_list_says_its_place_and_every_factor(county: Session) -> None:
    role = make_role(county, "Driver", on="Tue 18:30-20:30", skills={DRIVING: "needed"})
    make_role(county, "Far", at=DOVER, on="Mon 09:00-12:00")
    found = told(county, role, "near=TN23&when=tue-evening&skills=driving&interests=health")
    assert found.listed
    assert found.position == 1
    lines = {line.factor: line for line in found.lines}
    assert sum(line.counts for line in found.lines) == pytest.approx(100, abs=2)
    assert lines["availability"].verdict == "Fits well"
    assert "Tuesday evening fits" in [reason.text for reason in lines["availability"].reasons]
    assert lines["interests"].verdict == "The role does not say"
    assert lines["text"].verdict == "You have not said"


@pytest.mark.parametrize("address", ["near=TN23", "near=TN23&when=tue-evening&within=20&age=30"])
def test_list_and_account_agree_for_every_role(county: Session, address: str) -> None:
    make_role(county, "Evening", on="Tue 18:30-20:30")
    make_role(county, "Morning", on="Mon 09:00-12:00", minimum_age=40)
    make_role(county, "Far", at=DOVER)
    make_role(county, "Home", at=None, attendance="remote")
    pairs = [tuple(part.split("=", 1)) for part in address.split("&")]
    found = search(county, from_address(MultiDict(pairs)), TODAY)  # type: ignore[arg-type]
    places = {card.opportunity.public_id: card.rank for card in found.cards}
    roles = list(county.scalars(select(Opportunity)))
    assert len(roles) == 4
    for role in roles:
        account = told(county, role, address)
        assert account.position == places.get(role.public_id)
        assert account.listed is (role.public_id in places)
        assert bool(account.bars) is (role.public_id not in places)


def test_a_posting_that_another_stands_for_names_it(county: Session) -> None:
    ours = make_organisation(county)
    near, far = (
        make_role(
            county, f"Befriender, {town}", at=at, organisation=ours, description=TEXT.format(town)
        )
        for town, at in (("Ashford", ASHFORD), ("Dover", DOVER))
    )
    for role, town in ((near, "Ashford"), (far, "Dover")):
        role.places[0].name = town
    county.flush()
    found = told(county, far, "near=TN23")
    assert found.instead is near
    assert not found.listed
    assert not found.bars
    assert found.position == told(county, near, "near=TN23").position == 1
    assert found.card.elsewhere == "and in one other place"


def test_without_a_word_about_oneself_there_is_nothing_to_weigh(county: Session) -> None:
    role = make_role(county)
    found = told(county, role, "")
    assert (found.listed, found.personal, found.lines, found.position) == (True, False, (), None)


def test_a_closed_role_is_in_nobodys_list(county: Session) -> None:
    role = make_role(county)
    move(county, role, State.CLOSED, Actor("a broker", "desk"))
    found = told(county, role, "near=TN23")
    assert (found.open, found.listed, found.bars) == (False, False, ())


def test_only_what_a_volunteer_may_read_is_told(county: Session) -> None:
    role = make_role(
        county, check_level="enhanced", skills={DRIVING: "needed"}, on="Tue 18:30-20:30"
    )
    found = told(county, role, "near=TN23&skills=driving&when=tue-evening")
    reasons = [reason for line in found.lines for reason in line.reasons] + list(found.checks)
    assert len(reasons) >= 3
    assert all(Audience.VOLUNTEER in reason.audiences for reason in reasons)
    assert any("DBS" in reason.text for reason in found.checks)


@pytest.mark.parametrize(
    ("factor", "score", "said", "words"),
    [
        ("availability", 1.0, True, "Fits well"),
        ("availability", 0.5, True, "Fits in part"),
        ("availability", 0.1, True, "Fits a little"),
        ("availability", 0.0, True, "Does not fit"),
        ("availability", None, True, "The role does not say"),
        ("availability", None, False, "You have not said"),
        ("distance", 0.9, True, "Near"),
        ("distance", 0.0, True, "A long way off"),
        ("distance", None, True, "The role does not say"),
        ("text", 0.0, True, "Nothing in common with your words"),
    ],
)
def test_scores_are_told_in_words(factor: str, score: float | None, said: bool, words: str) -> None:
    assert verdict(factor, score, said) == words


def test_a_role_from_home_is_not_one_that_does_not_say_where(county: Session) -> None:
    home = make_role(county, "Caller", at=None, attendance="remote")
    lines = {line.factor: line for line in told(county, home, "near=TN23&within=10").lines}
    assert lines["distance"].verdict == "Done from home"
    nowhere = make_role(county, "Nowhere", at=None)
    lines = {line.factor: line for line in told(county, nowhere, "near=TN23").lines}
    assert lines["distance"].verdict == "The role does not say"


@pytest.mark.parametrize(
    ("address", "way", "change"),
    [
        (
            "near=TN23&within=30min&travel_mode=car",
            "Travel for up to 75 minutes",
            {"within_minutes"},
        ),
        (
            "near=TN23&within=10&within_minutes=30&travel_mode=car",
            "Look up to 20 miles away and travel for up to",
            {"within_km", "within_minutes"},
        ),
        (
            "near=TN23&within=30&within_minutes=30&travel_mode=car",
            "Travel for up to",
            {"within_minutes"},
        ),
        (
            "near=TN23&within=30min&travel_mode=walk",
            "Look without a limit on how far",
            {"within_km", "within_minutes"},
        ),
    ],
)
def test_a_limit_in_minutes_is_moved_in_minutes(
    county: Session, address: str, way: str, change: set[str]
) -> None:
    far = make_role(county, "Far", at=DOVER)
    (bar,) = told(county, far, address).bars
    assert way in bar.way
    assert set(bar.change or ()) == change


@pytest.fixture
def pages(app: Flask) -> tuple[FlaskClient, str, str]:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        near = make_role(session, "Near", on="Tue 18:30-20:30").public_id
        far = make_role(
            session, "Far", at=DOVER, skills={DRIVING: "must"}, minimum_age=18, on="Sat 10:00-12:00"
        ).public_id
    return app.test_client(), near, far


def links(page: str) -> dict[str, str]:
    found = re.findall(r'href="([^"]*)"[^>]*>([^<]*)</a>', page)
    return {words.strip(): html.unescape(address) for address, words in found}


def test_a_role_page_says_what_would_keep_it_out_and_the_page_behind_opens_it(
    pages: tuple[FlaskClient, str, str],
) -> None:
    client, _near, far = pages
    asked = "near=TN23&within=10&skills=cooking&kind=one_off"
    role = client.get(f"/opportunities/{far}?{asked}").text
    assert "This role would not be in your list" in role
    assert "farther than your 10 miles" in role
    why = client.get(links(role)["Why is this not in my list?"]).text
    assert "<h1" in why
    assert "Why this role is not in your list" in why
    opened = client.get(links(why)["Search with all of this changed: then it is in your list"]).text
    assert ">Far</a>" in opened


@pytest.mark.parametrize(
    "asked",
    [
        "near=TN23&within=30min&travel_mode=car",
        "near=TN23&within=10&within_minutes=30&travel_mode=car",
        "near=TN23&within_km=16&within_minutes=30&travel_mode=car",
        "near=TN23&within=30min&travel_mode=walk",
    ],
)
def test_the_link_that_moves_a_limit_in_minutes_opens_the_role(
    pages: tuple[FlaskClient, str, str], asked: str
) -> None:
    client, _near, far = pages
    why = client.get(f"/opportunities/{far}/fit?{asked}").text
    opened = client.get(links(why)["Search with this changed: then it is in your list"]).text
    assert ">Far</a>" in opened


def test_a_role_that_is_not_open_is_gone_here_as_on_its_own_page(
    app: Flask, pages: tuple[FlaskClient, str, str]
) -> None:
    client, near, _far = pages
    with app.app_context(), unit_of_work() as session:
        role = session.scalars(select(Opportunity).filter_by(public_id=near)).one()
        move(session, role, State.FILLED, Actor("a broker", "desk"))
    asked = f"/opportunities/{near}{{}}?near=TN23"
    assert client.get(asked.format("")).status_code == 410
    gone = client.get(asked.format("/fit"))
    assert gone.status_code == 410
    assert "This role has been filled" in gone.text
    assert "Go to your list" in gone.text
    assert "How the list is ordered" not in gone.text


def test_an_age_that_does_not_fit_is_not_promised_away(pages: tuple[FlaskClient, str, str]) -> None:
    client, _near, far = pages
    why = client.get(f"/opportunities/{far}/fit?near=TN23&age=15").text
    assert "For people aged 18 or over" in why
    assert "No other answer would bring it into your list" in why
    assert "then it is in your list" not in why


def test_a_role_in_the_list_links_to_its_place_there(pages: tuple[FlaskClient, str, str]) -> None:
    client, near, _far = pages
    role = client.get(f"/opportunities/{near}?near=TN23&when=tue-evening&limit=1&page=2").text
    page = client.get(links(role)["How this fits you, in full"]).text
    assert "How this role fits you" in page
    assert "number <strong>1</strong> in your list" in page
    there = links(page)["See it there"]
    assert there.endswith("#role-1")
    assert 'id="role-1"' in client.get(there).text


def test_the_page_without_a_search_asks_for_one(pages: tuple[FlaskClient, str, str]) -> None:
    client, near, far = pages
    assert "You have not said where you are" in client.get(f"/opportunities/{near}/fit").text
    assert "would not be in your list" not in client.get(f"/opportunities/{far}").text


def test_what_is_not_understood_is_asked_again_and_no_role_is_404(
    pages: tuple[FlaskClient, str, str],
) -> None:
    client, near, _far = pages
    assert client.get(f"/opportunities/{near}/fit?near=nowhere+at+all").status_code == 422
    assert client.get("/opportunities/unknown/fit").status_code == 404


def test_the_api_tells_the_same(pages: tuple[FlaskClient, str, str]) -> None:
    client, near, far = pages
    url = "/api/v1/suggestions/explain"
    body = {"near": "TN23", "within_km": 16.0, "skills": ["Cooking"]}
    out = client.post(url, json={**body, "opportunity_id": far}).get_json()
    assert (out["listed"], out["open"], out["position"]) == (False, True, None)
    assert [bar["rule"] for bar in out["bars"]] == ["distance", "skills"]
    assert out["bars"][0]["change"]["within_km"] > 16
    assert out["bars"][1]["change"] == {"skills": [DRIVING]}
    put = client.post(url, json={**body, "opportunity_id": near}).get_json()
    assert (put["listed"], put["position"], put["bars"]) == (True, 1, [])
    assert {factor["factor"] for factor in put["factors"]} >= {"availability", "skills"}
    assert put["opportunity"]["title"] == "Near"
    assert client.post(url, json={**body, "opportunity_id": "unknown"}).status_code == 404
    refused = client.post(url, json=body)
    assert refused.status_code == 422
    assert "opportunity_id" in refused.get_json()["errors"]


def test_the_terminal_tells_the_same(app: Flask, pages: tuple[FlaskClient, str, str]) -> None:
    _client, near, far = pages
    cli = app.test_cli_runner()
    out = cli.invoke(
        args=["suggestions", "explain", far, "--near", "TN23", "--within", "10"]
    ).output
    assert "left out (distance)" in out
    assert "Look up to 20 miles away." in out
    put = cli.invoke(args=["suggestions", "explain", near, "--near", "TN23"]).output
    assert "number 1 in the list" in put
    assert COOKING not in put
