from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from brokerage.db import unit_of_work
from tests.making import DOVER, DRIVING, make_county, make_role


@pytest.fixture
def county(app: Flask) -> FlaskCliRunner:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_role(session, "Driver", on="Tue 18:30-20:30", skills={DRIVING: "needed"})
        make_role(session, "Cook", on="Mon 10:00-12:00")
        make_role(session, "Far", at=DOVER)
    return app.test_cli_runner()


def rank(cli: FlaskCliRunner, *args: str):  # type: ignore[no-untyped-def]
    return cli.invoke(args=["suggestions", "rank", *args])


def test_the_terminal_prints_the_order_of_the_api(app: Flask, county: FlaskCliRunner) -> None:
    printed = rank(
        county,
        "--near",
        "TN23 1AA",
        "--skill",
        "Driving",
        "--when",
        "Tue 18:00-21:00",
        "--within",
        "40mi",
    ).output
    listed = (
        app.test_client()
        .post(
            "/api/v1/suggestions",
            json={
                "near": "TN23 1AA",
                "skills": ["Driving"],
                "when": ["Tue 18:00-21:00"],
                "within_km": 64.37376,
            },
        )
        .get_json()
    )
    ids = [match["opportunity"]["id"] for match in listed["matches"]]
    assert re.findall(r"\[([\w-]{16})\]", printed) == ids
    assert "Driver" in printed.splitlines()[1]
    assert "you are free for all of it" in printed


def test_what_is_left_out_is_said_on_request(county: FlaskCliRunner) -> None:
    printed = rank(county, "--near", "TN23", "--within", "10", "--excluded").output
    assert "(distance)" in printed


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["--near", "Atlantis"], "--near"),
        (["--skill", "Flying"], "--skill"),
        (["--when", "never"], "--when"),
        (["--within", "far"], "--within"),
        (["--age", "200"], "age"),
    ],
)
def test_a_bad_option_is_named_and_ends_with_2(
    county: FlaskCliRunner, args: list[str], named: str
) -> None:
    result = rank(county, *args)
    assert result.exit_code == 2
    assert named in result.output
    assert "Traceback" not in result.output
