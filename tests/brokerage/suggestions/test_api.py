from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from brokerage.db import unit_of_work
from brokerage.suggestions.index import refresh_statistics
from tests.making import DOVER, DRIVING, make_county, make_role

URL = "/api/v1/suggestions"


@pytest.fixture
def county(app: Flask) -> FlaskClient:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        role = make_role(session, "Driver", on="Tue 18:30-20:30", skills={DRIVING: "needed"})
        role.sessions[0].excluded = ["2026-12-29"]
        make_role(session, "Far away", at=DOVER)
        make_role(session, "Secret draft", state="draft", published_at=None)
    return app.test_client()


def post(client: FlaskClient, **body: Any) -> tuple[int, dict[str, Any]]:
    answer = client.post(URL, json=body)
    return answer.status_code, answer.get_json()


def test_a_profile_goes_in_and_ranked_explained_roles_come_out(county: FlaskClient) -> None:
    status, found = post(county, near="TN23", skills=["Driving"], when=["Tue 18:00-21:00"])
    assert status == 200
    assert [m["opportunity"]["title"] for m in found["matches"]] == ["Driver", "Far away"]
    best = found["matches"][0]
    assert best["rank"] == 1
    assert 0 < best["score"] <= 1
    assert best["distance_km"] < 5
    assert {"factor", "text", "supports", "weight", "score"} == set(best["reasons"][0])
    assert found["near"]


def test_on_request_it_says_what_was_left_out_and_why(county: FlaskClient) -> None:
    status, found = post(county, near="TN23", within_km=10, explain_excluded=True)
    assert status == 200
    (out,) = found["excluded"]
    assert out["rule"] == "distance"
    assert out["text"]
    assert found["excluded_by_rule"] == {"distance": 1}


def test_the_list_gives_the_same_order_as_the_question_in_a_body(county: FlaskClient) -> None:
    listed = county.get(
        "/api/v1/opportunities?near=TN23&skills=driving&when=Tue+18:00-21:00"
    ).get_json()
    _status, asked = post(county, near="TN23", skills=["driving"], when=["Tue 18:00-21:00"])
    assert listed == asked


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"nearby": "TN23"}, "nearby"),
        ({"near": ["TN23"]}, "near"),
        ({"near": "Atlantis"}, "near"),
        ({"within_km": -1}, "within_km"),
        ({"within_km": "NaN"}, "within_km"),
        ({"skills": ["juggling chainsaws"]}, "skills"),
        ({"skills": "driving"}, "skills"),
        ({"when": ["sometime"]}, "when"),
        ({"age": 1000}, "age"),
        ({"limit": 0}, "limit"),
        ({"filters": {"kind": ["job"]}}, "filters"),
        ({"remote": "perhaps"}, "remote"),
    ],
)
def test_a_bad_value_gets_422_and_its_name(
    county: FlaskClient, body: dict[str, Any], field: str
) -> None:
    status, answer = post(county, **body)
    assert status == 422
    assert field in answer["errors"]
    assert answer["request_id"]


def test_an_unknown_parameter_of_the_list_is_refused_by_name(county: FlaskClient) -> None:
    answer = county.get("/api/v1/opportunities?colour=red")
    assert answer.status_code == 422
    assert "colour" in answer.get_json()["errors"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 100_000, 400),
        (b'{"near":' * 20_000, 400),
        (b'{"near": "' + b"x" * 400_000 + b'"}', 413),
        (b"{not json", 400),
        (b"\xff\xfe\x00", 400),
        (b"[]", 422),
        (b'"text"', 422),
        (b"1" * 10_000, 400),
    ],
)
def test_deep_huge_and_broken_json_gets_a_4xx(
    county: FlaskClient, body: bytes, status: int
) -> None:
    answer = county.post(URL, data=body, content_type="application/json")
    assert answer.status_code == status
    assert answer.is_json
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "text/plain", None])
def test_what_is_not_json_is_refused(county: FlaskClient, content_type: str | None) -> None:
    answer = county.post(URL, data=b"near=TN23", content_type=content_type)
    assert (answer.status_code, answer.is_json) == (415, True)


def test_one_role_is_found_by_its_public_id_and_drafts_are_not(county: FlaskClient) -> None:
    found = county.get("/api/v1/opportunities?q=driver").get_json()["matches"][0]["opportunity"]
    one = county.get(f"/api/v1/opportunities/{found['id']}")
    assert one.get_json() == found
    assert found["sessions"][0]["excluded"] == ["2026-12-29"]
    assert county.get("/api/v1/opportunities/nonsense").status_code == 404
    assert "Secret" not in json.dumps(county.get("/api/v1/opportunities").get_json())


def test_a_name_that_only_staff_know_is_not_in_the_public_answer(county: FlaskClient) -> None:
    found = county.get("/api/v1/opportunities").get_json()["matches"][0]["opportunity"]
    assert not {"source", "source_id", "places_taken"} & set(found)


def test_the_openapi_document_names_every_endpoint_and_field(county: FlaskClient) -> None:
    document = county.get("/api/openapi.json").get_json()
    assert {
        "/api/v1/opportunities",
        "/api/v1/opportunities/{opportunity_id}",
        "/api/v1/suggestions",
    } <= set(document["paths"])
    role = document["components"]["schemas"]["PublicOpportunity"]["properties"]
    assert role["step_free"]["title"] == "Step-free access"


def test_a_journey_is_estimated_and_limited(county: FlaskClient) -> None:
    _status, free = post(county, near="TN23", travel_mode="bus")
    assert {m["opportunity"]["title"]: m["journey_minutes"] for m in free["matches"]} == {
        "Driver": 15,
        "Far away": pytest.approx(145, abs=20),
    }
    asked = {"near": "TN23", "travel_mode": "bus", "within_minutes": 60}
    _status, near = post(county, **asked)
    assert [m["opportunity"]["title"] for m in near["matches"]] == ["Driver"]
    listed = county.get("/api/v1/opportunities?near=TN23&travel_mode=bus&within_minutes=60")
    assert listed.get_json() == near


def test_a_limit_in_minutes_names_what_is_missing_or_wrong(county: FlaskClient) -> None:
    status, told = post(county, near="TN23", within_minutes=30)
    assert (status, list(told["errors"])) == (422, ["travel_mode"])
    status, told = post(county, near="TN23", within_minutes=3, travel_mode="swim")
    assert status == 422
    assert set(told["errors"]) == {"within_minutes", "travel_mode"}


def test_skills_are_suggested_from_words(app: Flask, county: FlaskClient) -> None:
    refresh_statistics(app)
    answer = county.get(f"{URL}/skills", query_string={"text": "I have a van", "limit": 1})
    assert answer.get_json() == {
        "skills": [
            {
                "uri": DRIVING,
                "slug": "driving",
                "label": "Driving",
                "because": "van",
                "such_as": "van",
            }
        ]
    }


@pytest.mark.parametrize("query", ["", "text=", "text=x&limit=0", "text=x&other=1"])
def test_a_question_for_skills_that_makes_no_sense_is_refused(
    county: FlaskClient, query: str
) -> None:
    answer = county.get(f"{URL}/skills?{query}")
    assert answer.status_code == 422
    assert answer.get_json()["errors"]
