"""A browser of somebody who registers, and what they answer."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from brokerage.db import unit_of_work
from tests.making import make_county

ANSWERS = {
    "name": {"first_name": "Wren", "last_name": "Lanternsea"},
    "reach": {"preferred_channel": "phone"},
    "contact": {"phone": "01632 960011"},
    "home": {"near": "TN23 1QX"},
    "travel": {"within": "5", "travel_mode": "bus", "remote": "no"},
    "offer": {"text": "", "skills": ["cooking", "driving"]},
    "causes": {"interests": ["environment"], "languages": ["cy", "en"]},
    "when": {"when": ["tue-evening", "sat-morning", "Wed 10:00-11:30"]},
    "dates": {
        "hours_per_week": "3",
        "holiday_when": ["mon-morning"],
        "away_first_on": "1 8 2031",
        "away_last_on": "14 August 2031",
    },
    "needs": {"needs": ["step_free"], "support": "A chair, please"},
    "age": {"age_band": "35-49"},
    "heard": {"heard_through": "library", "volunteered_before": "never"},
    "agree": {"consents": ["share_any_centre"]},
}


@pytest.fixture
def county(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)


@pytest.fixture
def begin(client: FlaskClient, county: None):
    """Start, and answer pages up to one; gives the last answer of the server."""

    def go(until: str = "", **other: dict) -> object:
        answer = client.post("/register")
        for name, fields in {**ANSWERS, **other}.items():
            if name == until:
                break
            answer = client.post(f"/register/{name}", data=fields)
            assert answer.status_code == 302, (name, errors_in(answer.text))
        return answer

    return go


def errors_in(page: str) -> list[str]:
    """What the summary at the top of a page says."""
    found = re.search(r'class="govuk-error-summary".*?</ul>', page, re.DOTALL)
    return re.findall(r"<a [^>]*>([^<]+)</a>", found[0]) if found else []


def key_in(page: str) -> str:
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def version_in(page: str) -> str:
    return re.search(r'name="(?:version|seen)" value="([^"]+)"', page)[1]
