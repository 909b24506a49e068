from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from brokerage.db import unit_of_work
from tests.making import DOVER, make_county, make_role


@pytest.fixture
def county(app: Flask) -> FlaskClient:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_role(session, "=HYPERLINK(1)", on="Tue 18:30-20:30", step_free=True)
        make_role(session, "Befriender", private_home=True)
        make_role(session, "Far", at=DOVER)
        make_role(session, "Draft", state="draft", published_at=None)
    return app.test_client()


def rows(client: FlaskClient, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/opportunities.csv?{query}")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_file_holds_what_the_list_shows_in_its_order(county: FlaskClient) -> None:
    query = "near=51.1465,0.8750&when=tue-evening&within=40"
    listed = county.get(
        "/api/v1/opportunities?near=51.1465,0.8750&when=tue-evening&within_km=64"
    ).get_json()
    found = rows(county, query)
    assert [row["Rank"] for row in found] == ["1", "2", "3"]
    assert [row["Page"].rsplit("/", 1)[1] for row in found] == [
        match["opportunity"]["id"] for match in listed["matches"]
    ]
    assert found[0]["When"] == "Tue 18:30 to 20:30: you are free for all of it"
    assert [row["Approximate"] for row in found] == ["", "Yes", ""]
    assert all(float(row["Miles"]) >= 0 for row in found)
    assert found[0]["Step-free access"] == "Yes"


def test_no_cell_runs_as_a_formula_and_no_home_is_given_away(county: FlaskClient) -> None:
    found = rows(county, "")
    assert "'=HYPERLINK(1)" in {row["Role"] for row in found}
    home = next(row for row in found if row["Role"] == "Befriender")
    assert home["Where"] == "Somebody’s home, TN23"
    assert "Draft" not in {row["Role"] for row in found}


def test_times_are_said_as_on_the_card(app: Flask, county: FlaskClient) -> None:
    with app.app_context(), unit_of_work() as session:
        make_role(
            session,
            "Caller",
            windows=("Mon 10:00-20:00", "Tue 10:00-20:00"),
            hours_minutes=60,
            hours_per="week",
        )
    caller = next(row for row in rows(county, "") if row["Role"] == "Caller")
    assert caller["When"] == "1 hour a week, within Mon and Tue 10:00 to 20:00"


def test_a_filter_narrows_the_file_too(county: FlaskClient) -> None:
    assert [row["Role"] for row in rows(county, "access=step_free")] == ["'=HYPERLINK(1)"]


def test_a_bad_value_is_refused(county: FlaskClient) -> None:
    assert county.get("/opportunities.csv?near=Atlantis").status_code == 422


def test_a_journey_is_told_where_there_is_one(county: FlaskClient) -> None:
    name = "Journey in minutes (estimate)"
    found = rows(county, "near=TN23+1AA&travel_mode=bus")
    assert all(int(row[name]) >= 5 for row in found)
    assert {row[name] for row in rows(county, "near=TN23+1AA")} == {""}
