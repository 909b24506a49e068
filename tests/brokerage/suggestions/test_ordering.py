"""The same role posted for several towns appears once, and every number agrees with that."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from brokerage.db import unit_of_work
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.suggestions.queries import from_address
from brokerage.suggestions.results import Found
from brokerage.suggestions.service import list_others, search, similar_roles
from brokerage.weeks import local_today
from tests.making import (
    ASHFORD,
    COOKING,
    DOVER,
    DRIVING,
    make_county,
    make_organisation,
    make_role,
)

HYTHE = (51.0718, 1.0842)
TEXT = "Visit an older person at home in {}, listen, drink tea, and carry the shopping upstairs."


def post(
    session: Session, organisation: Organisation, town: str, at: Any, **more: Any
) -> Opportunity:
    role = make_role(
        session,
        f"Befriender, {town}",
        at=at,
        organisation=organisation,
        description=TEXT.format(town),
        **more,
    )
    role.places[0].address = f"2 Example Lane, {town}"
    return role


def make_posted(session: Session) -> dict[str, str]:
    """One role for three towns, and another; the public ids by town."""
    make_county(session)
    ours = make_organisation(session)
    posted = {
        town: post(session, ours, town, at).public_id
        for town, at in (("Dover", DOVER), ("Ashford", ASHFORD), ("Hythe", HYTHE))
    }
    return {**posted, "other": make_role(session, "Lunch cook", at=ASHFORD).public_id}


@pytest.fixture
def towns(session: Session) -> dict[str, str]:
    return make_posted(session)


def ask(session: Session, address: str) -> Found:
    pairs = [tuple(part.split("=", 1)) for part in address.split("&") if part]
    return search(session, from_address(MultiDict(pairs)), local_today())  # type: ignore[arg-type]


def test_the_nearest_is_shown_and_the_others_are_named(
    session: Session, towns: dict[str, str]
) -> None:
    found = ask(session, "near=TN23&within=30")
    assert found.total == 2
    card = next(one for one in found.cards if one.also)
    assert card.opportunity.public_id == towns["Ashford"]
    assert card.also == (towns["Hythe"], towns["Dover"])
    assert card.elsewhere == "and in 2 other places"
    assert ask(session, "near=Dover&within=30").cards[0].opportunity.public_id == towns["Dover"]


def test_what_is_too_far_is_not_among_the_others(session: Session, towns: dict[str, str]) -> None:
    found = ask(session, "near=TN23&within=14")
    (card,) = [one for one in found.cards if one.also]
    assert card.also == (towns["Hythe"],)
    assert card.elsewhere == "and in one other place"
    assert found.excluded_by_rule == {}  # Dover is too far, but its role is in the list


def test_a_role_left_out_everywhere_is_counted_once(
    session: Session, towns: dict[str, str]
) -> None:
    found = ask(session, "near=Maidstone&within=2")
    assert found.total == 0
    assert found.excluded_by_rule == {"distance": 2}
    wider = {change.text: change.opens for change in ask(session, "near=TN23&within=8").nearly}
    assert wider == {}  # the nearest is in the list already


def test_newest_first_folds_to_the_newest_posting(session: Session, towns: dict[str, str]) -> None:
    found = ask(session, "")
    assert found.total == 2
    titles = [card.opportunity.title for card in found.cards]
    assert sum(title.startswith("Befriender") for title in titles) == 1
    card = next(one for one in found.cards if one.also)
    assert card.elsewhere == "and in 2 other places"
    assert {card.opportunity.public_id, *card.also} == set(towns.values()) - {towns["other"]}


def test_all_postings_of_one_role_can_be_listed_each_apart(
    session: Session, towns: dict[str, str]
) -> None:
    found = ask(session, f"near=TN23&same={towns['Ashford']}")
    names = [card.opportunity.public_id for card in found.cards]
    assert names == [towns["Ashford"], towns["Hythe"], towns["Dover"]]
    assert found.total == 3
    assert all(card.distance_km is not None and not card.also for card in found.cards)
    assert [card.rank for card in ask(session, f"same={towns['Hythe']}").cards] == [1, 2, 3]
    assert ask(session, f"same={towns['other']}").total == 1
    assert ask(session, "same=unknown").total == 0


def test_two_organisations_in_the_same_words_keep_their_own_roles(
    session: Session, towns: dict[str, str]
) -> None:
    theirs = make_organisation(session, "Another Trust")
    post(session, theirs, "Ashford", ASHFORD)
    assert ask(session, "near=TN23&within=30").total == 3


@pytest.mark.parametrize("address", ["", "near=TN23&within=14", "near=TN23&when=tue-evening"])
def test_every_count_is_that_of_the_list_it_leads_to(session: Session, address: str) -> None:
    make_county(session)
    ours = make_organisation(session)
    post(
        session,
        ours,
        "Dover",
        DOVER,
        on="Tue 18:30-20:30",
        step_free=True,
        skills={DRIVING: "useful"},
    )
    post(session, ours, "Ashford", ASHFORD, on="Sat 10:00-12:00", expenses_paid=True)
    post(
        session,
        ours,
        "Hythe",
        HYTHE,
        on="Tue 18:30-20:30",
        minimum_age=16,
        skills={COOKING: "useful"},
    )
    make_role(session, "Gardener", at=None, on="Sat 10:00-12:00", step_free=True)
    found = ask(session, address)
    assert any(card.also for card in found.cards)
    options = [(facet.name, option) for facet in found.facets for option in facet.options]
    assert len(options) > 5
    for name, option in options:
        narrowed = ask(session, f"{address}&{name}={option.value}")
        assert narrowed.total == option.count == len(narrowed.cards), (name, option.value)


def test_pages_divide_a_folded_list_without_gaps_or_repeats(session: Session) -> None:
    make_county(session)
    for number in range(5):
        ours = make_organisation(session)
        for town, at in (("Dover", DOVER), ("Ashford", ASHFORD)):
            role = post(session, ours, town, at)
            role.title = f"Number {number}"
    for address in ("near=TN23", "remote=welcome"):
        whole = [card.opportunity.public_id for card in ask(session, f"{address}&limit=10").cards]
        parts = [ask(session, f"{address}&limit=2&page={page}") for page in (1, 2, 3)]
        assert [card.opportunity.public_id for part in parts for card in part.cards] == whole
        assert len(whole) == parts[0].total == 5


def test_the_others_are_listed_with_place_and_distance(
    session: Session, towns: dict[str, str]
) -> None:
    found = ask(session, "near=TN23&within=30")
    others = list_others(session, found)[towns["Ashford"]]
    assert [one.opportunity.public_id for one in others] == [towns["Hythe"], towns["Dover"]]
    first, second = (one.distance_km for one in others)
    assert first is not None
    assert second is not None
    assert 10 < first < second < 40


def test_roles_like_this_one_are_other_roles_each_once(
    session: Session, towns: dict[str, str]
) -> None:
    role = next(
        card.opportunity
        for card in ask(session, "near=TN23&within=30").cards
        if card.opportunity.public_id == towns["Ashford"]
    )
    theirs = make_organisation(session, "Another Trust")
    for town, at in (("Dover", DOVER), ("Ashford", ASHFORD)):
        post(session, theirs, town, at)
    like = similar_roles(session, role)
    assert sorted(one.title for one in like if one.title == "Lunch cook") == ["Lunch cook"]
    assert [one.organisation.name for one in like].count("Another Trust") == 1
    assert len(like) == 2


def test_page_api_and_download_tell_the_same(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), unit_of_work() as session:
        towns = make_posted(session)
    page = client.get("/opportunities?near=TN23&within=30").text
    assert "2 roles within 30 miles" in page
    link = re.search(r'href="([^"]*)">\s*and in 2 other places', page)
    assert link
    assert f"same={towns['Ashford']}" in link[1]
    listed = client.get(link[1].replace("&amp;", "&")).text
    assert "One role, posted 3 times" in listed
    assert "One role in different places" in listed
    document = client.get("/api/v1/opportunities?near=TN23&within_km=48.2").get_json()
    elsewhere = [match["elsewhere"] for match in document["matches"]]
    assert document["total"] == 2
    (told,) = [one for one in elsewhere if one["count"]]
    assert told["text"] == "and in 2 other places"
    assert [one["id"] for one in told["opportunities"]] == [towns["Hythe"], towns["Dover"]]
    text = client.get("/opportunities.csv?near=TN23&within=30").text.lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sorted(row["Elsewhere"] for row in rows) == ["", "and in 2 other places"]
    printed = app.test_cli_runner().invoke(
        args=["suggestions", "rank", "--near", "TN23", "--within", "30"]
    )
    assert "2 roles" in printed.output
    assert f"and in 2 other places: --filter same={towns['Ashford']}" in printed.output
    role = client.get(f"/opportunities/{towns['Hythe']}?near=TN23&within=30").text
    assert "The same role in 2 other places" in role
    home = client.get("/").text
    assert "<strong>2 roles</strong>" in home
