from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from brokerage.db import unit_of_work
from tests.making import DRIVING, make_centre, make_county, make_role


@pytest.fixture
def county(app: Flask) -> FlaskClient:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_centre(session, "Dover Example Volunteer Centre", "E07000108")
    return app.test_client()


def made(client: FlaskClient, title: str = "Driver", **fields: Any) -> str:
    with client.application.app_context(), unit_of_work() as session:
        return make_role(session, title, **fields).public_id


def test_roles_like_this_one_stand_on_its_page(county: FlaskClient) -> None:
    driver = made(county, skills={DRIVING: "needed"})
    other = made(county, "Lunch club driver", skills={DRIVING: "needed"}, attendance="hybrid")
    made(county, "Driver from home", skills={DRIVING: "needed"}, attendance="remote", at=None)
    page = county.get(f"/opportunities/{driver}?near=TN23&page=2").text
    like = page.split('id="like-heading"')[1].split("</section>")[0]
    assert f'href="/opportunities/{other}?near=TN23&amp;page=2">Lunch club driver</a>' in like
    assert "for The Example Trust · Example Hall, TN23 1AA" in like
    assert "for The Example Trust · From home" in like
    assert driver not in like


def test_a_role_without_its_like_leads_to_a_search(county: FlaskClient) -> None:
    page = county.get(f"/opportunities/{made(county)}").text
    assert "like-heading" not in page
    assert "See roles like this one" in page


def test_the_way_back_keeps_the_page(county: FlaskClient) -> None:
    page = county.get(f"/opportunities/{made(county)}?near=TN23&page=3&limit=5").text
    assert 'href="/opportunities?near=TN23&amp;limit=5&amp;page=3">Back to your results' in page


@pytest.mark.parametrize(
    ("fields", "query", "centre"),
    [
        ({}, "near=Dover", "Ashford Example"),
        ({"at": None}, "near=Dover", "Dover Example"),
        ({"attendance": "remote"}, "near=Dover", "Dover Example"),
        ({"attendance": "remote"}, "", "Ashford Example"),
    ],
)
def test_whom_to_ring_follows_the_role_and_else_the_asker(
    county: FlaskClient, fields: dict[str, Any], query: str, centre: str
) -> None:
    page = county.get(f"/opportunities/{made(county, **fields)}?{query}").text
    assert f"{centre} Volunteer Centre</a>" in page.split('class="talk"')[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"flexible": True}, "At any time that suits you"),
        ({"commitment": "Two hours, most weeks"}, "Two hours, most weeks"),
    ],
)
def test_times_are_not_said_twice(county: FlaskClient, fields: dict[str, Any], said: str) -> None:
    page = county.get(f"/opportunities/{made(county, **fields)}").text
    assert page.split("<main")[1].count(said) == 1


def test_what_the_drawing_does_not_say_is_a_fact(county: FlaskClient) -> None:
    role = made(county, on="Tue 10:00-12:00", commitment="Two hours, most weeks")
    assert "Two hours, most weeks" in county.get(f"/opportunities/{role}").text


@pytest.mark.parametrize(("level", "said"), [("none", False), ("enhanced", True), (None, False)])
def test_who_confirms_a_check_is_said_only_of_a_check(
    county: FlaskClient, level: str | None, said: bool
) -> None:
    page = county.get(f"/opportunities/{made(county, check_level=level)}").text
    assert ("Your DBS provider confirms" in page) is said


def test_the_district_of_a_centre_is_called_one(county: FlaskClient) -> None:
    assert "Serves Ashford district." in county.get(f"/opportunities/{made(county)}").text
