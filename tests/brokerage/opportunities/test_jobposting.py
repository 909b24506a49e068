from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from brokerage.opportunities.jobposting import document
from brokerage.opportunities.models import Attendance, Opportunity, OpportunityPlace, State
from brokerage.organisations.models import Organisation

TODAY = date(2026, 11, 20)
URL = "https://volunteering.example/opportunities/abc"


def role(*places: OpportunityPlace, **fields: Any) -> Opportunity:
    made = Opportunity(
        **{
            "public_id": "abc",
            "title": "Driver",
            "summary": "",
            "description": "Drive people.\n\nBe <kind>.",
            "commitment": "",
            "state": State.LIVE,
            "attendance": Attendance.IN_PERSON,
            "places_taken": 0,
            "published_at": datetime(2026, 11, 1, 23, 30, tzinfo=UTC),
            **fields,
        }
    )
    made.organisation = Organisation(name="The Example Trust", website="https://trust.example")
    made.places = list(places)
    return made


def hall(**fields: Any) -> OpportunityPlace:
    given = {
        "name": "Hall",
        "address": "1 Long Lane",
        "postcode": "TN23 1AA",
        "is_private_home": False,
    }
    return OpportunityPlace(**{**given, "latitude": 51.1, "longitude": 0.9, **fields})


def test_a_role_says_what_search_engines_ask_for() -> None:
    made = document(role(hall(), expires_on=date(2026, 12, 31)), URL, TODAY)
    assert made["@type"] == "JobPosting"
    assert made["employmentType"] == "VOLUNTEER"
    assert made["title"] == "Driver"
    assert made["description"] == "<p>Drive people.</p><p>Be &lt;kind&gt;.</p>"
    assert made["datePosted"] == "2026-11-01"
    assert made["validThrough"] == "2026-12-31T23:59:59+00:00"
    assert made["identifier"]["value"] == "abc"
    assert made["hiringOrganization"]["sameAs"] == "https://trust.example"
    assert made["jobLocation"][0]["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "1 Long Lane",
        "postalCode": "TN23 1AA",
        "addressCountry": "GB",
    }
    assert "jobLocationType" not in made


def test_in_summer_the_end_is_in_summer_time() -> None:
    made = document(role(expires_on=date(2027, 6, 30)), URL, TODAY)
    assert made["validThrough"] == "2027-06-30T23:59:59+01:00"


def test_a_role_from_home_is_telecommuting_and_has_no_place() -> None:
    made = document(role(hall(), attendance=Attendance.REMOTE), URL, TODAY)
    assert made["jobLocationType"] == "TELECOMMUTE"
    assert made["applicantLocationRequirements"]["name"] == "GB"
    assert "jobLocation" not in made


def test_a_role_partly_from_home_has_both() -> None:
    made = document(role(hall(), attendance=Attendance.HYBRID), URL, TODAY)
    assert made["jobLocationType"] == "TELECOMMUTE"
    assert len(made["jobLocation"]) == 1


def test_a_private_home_gives_its_area_and_nothing_more() -> None:
    home = hall(name="Mrs Example's kitchen", is_private_home=True)
    text = json.dumps(document(role(home), URL, TODAY))
    assert '"addressLocality": "TN23"' in text
    for secret in ("Long Lane", "TN23 1AA", "51.1", "kitchen"):
        assert secret not in text


@pytest.mark.parametrize(
    "fields", [{"state": State.FILLED}, {"state": State.CLOSED, "expires_on": date(2027, 1, 1)}]
)
def test_a_role_that_closed_early_is_past_its_end(fields: dict[str, Any]) -> None:
    assert document(role(**fields), URL, TODAY)["validThrough"].startswith("2026-11-19")


def test_an_open_role_without_an_end_claims_none() -> None:
    assert "validThrough" not in document(role(), URL, TODAY)
