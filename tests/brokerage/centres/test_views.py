from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from brokerage.db import unit_of_work
from tests.making import make_centre, make_county


@pytest.fixture
def page(app: Flask, client: FlaskClient) -> FlaskClient:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        centre = make_centre(session, "Dover Example Centre", "E07000108")
        centre.postcode = "CT16 1AA"
        centre.opening_times = [{"days": "Monday", "opens": "09:30", "closes": "12:00"}]
    return client


def test_the_list_names_every_centre_and_its_districts(page: FlaskClient) -> None:
    text = page.get("/centres").text
    assert "Dover Example Centre" in text
    assert "have no centre of their own" in text


def test_a_centre_says_how_to_reach_it(page: FlaskClient) -> None:
    text = page.get("/centres/dover-example-centre").text
    assert 'href="tel:01632960001"' in text
    assert "09:30 to 12:00" in text
    assert "1 Example Street" in text
    assert "near=CT16+1AA" in text


def test_the_lead_centre_says_for_whom_it_stands_in(page: FlaskClient) -> None:
    text = page.get("/centres/ashford-example-volunteer-centre").text
    assert "has no centre of its own, so this lead centre helps people there" in text


def test_a_county_without_centres_still_has_a_page(client: FlaskClient) -> None:
    assert client.get("/centres").status_code == 200


def test_an_unknown_centre_is_not_found(page: FlaskClient) -> None:
    assert page.get("/centres/nowhere").status_code == 404
