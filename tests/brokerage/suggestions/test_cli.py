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
    assert re.search(r"left out: Far \[[\w-]{16}\] \(distance\): ", printed)


def test_a_place_that_may_be_meant_is_named(county: FlaskCliRunner) -> None:
    printed = " ".join(rank(county, "--near", "Ashfrod").output.split())
    assert "Did you mean Ashford" in printed


def test_filters_and_needs_narrow_as_on_the_page(app: Flask, county: FlaskCliRunner) -> None:
    with app.app_context(), unit_of_work() as session:
        make_role(session, "Caller", attendance="remote", micro=True)
        make_role(session, "Partly", attendance="hybrid")
    printed = rank(county, "--filter", "kind=remote", "--filter", "kind=hybrid").output
    assert printed.startswith("2 roles")
    assert rank(county, "--filter", "q=caller").output.startswith("1 role\n")
    assert rank(county, "--needs", "step_free").exit_code == 0


def test_a_role_from_home_says_so(app: Flask, county: FlaskCliRunner) -> None:
    with app.app_context(), unit_of_work() as session:
        make_role(session, "Caller", attendance="remote")
    printed = rank(county, "--filter", "kind=remote", "--near", "TN23").output
    assert "Caller - The Example Trust, from home [" in printed


def test_hours_within_a_week_take_one_line(app: Flask, county: FlaskCliRunner) -> None:
    days = ("Mon 10:00-20:00", "Tue 10:00-20:00", "Wed 10:00-20:00")
    with app.app_context(), unit_of_work() as session:
        make_role(session, "Caller", windows=days, hours_minutes=60, hours_per="week")
    printed = rank(county, "--filter", "q=caller", "--when", "Tue 10:00-12:00").output
    assert printed.splitlines()[2].strip() == (
        "1 hour a week, within Mon to Wed 10:00 to 20:00. You are free then on Tue"
    )
    assert "Mon 10:00" not in "".join(printed.splitlines()[3:])


def test_of_many_times_those_that_fit_are_printed(app: Flask, county: FlaskCliRunner) -> None:
    with app.app_context(), unit_of_work() as session:
        role = make_role(session, "Cafe", on="Mon 10:00-12:00")
        role.sessions.extend(make_role(session, "Other", on="Tue 10:00-12:00").sessions)
    asked = rank(county, "--filter", "q=cafe", "--when", "Tue 10:00-12:00").output
    assert "Tue 10:00 to 12:00" in asked
    assert "Mon 10:00 to 12:00" not in asked
    plain = rank(county, "--filter", "q=cafe").output
    assert "Mon 10:00 to 12:00" in plain
    assert "Tue 10:00 to 12:00" not in plain


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["--near", "Atlantis"], "--near"),
        (["--skill", "Flying"], "--skill"),
        (["--when", "never"], "--when"),
        (["--within", "far"], "--within"),
        (["--age", "200"], "--age: It must be between 0 and 120."),
        (["--limit", "0"], "--limit: It must be between 1 and 100."),
        (["--interest", "Flying"], "--interest:"),
        (["--skill", "x" * 300], "--skill: It must have between 1 and 255 characters."),
        (["--remote", "maybe"], "--remote: It must be one of these: welcome, no, only."),
        (["--needs", "wings"], "--needs: It must be one of these: step_free,"),
        (["--filter", "kind=odd"], "--filter kind: It must be one of these: one_off,"),
        (["--filter", "height=2"], "--filter height: It is not something we know."),
        (["--filter", "on=tue"], "--filter on:"),
        (["--filter", "cause=nonsense"], "--filter cause:"),
        (["--filter", "kind"], "is not name=value"),
    ],
)
def test_a_bad_option_is_named_and_ends_with_2(
    county: FlaskCliRunner, args: list[str], named: str
) -> None:
    result = rank(county, *args)
    assert result.exit_code == 2
    assert named in " ".join(result.output.split())
    assert "{'" not in result.output
    assert "Traceback" not in result.output


def test_the_terminal_limits_and_tells_a_journey(county: FlaskCliRunner) -> None:
    asked = ("--near", "TN23 1AA", "--travel-mode", "bus")
    for limit in (("--within", "30min"), ("--within-minutes", "30")):
        printed = rank(county, *asked, *limit).output
        assert re.search(r"Driver .*minutes by bus \(estimate\)", printed)
        assert "Far" not in printed
    assert "Far" in rank(county, *asked).output


def test_minutes_without_a_way_name_the_option(county: FlaskCliRunner) -> None:
    refused = rank(county, "--near", "TN23", "--within-minutes", "30")
    assert refused.exit_code == 2
    assert "--travel-mode" in refused.output


def test_at_most_five_changes_are_printed_as_on_the_page(county: FlaskCliRunner) -> None:
    printed = rank(county, "--near", "TN23", "--within", "10", "--when", "sun-evening").output
    changes = [line for line in printed.splitlines() if line.startswith("  would open ")]
    assert 1 <= len(changes) <= 5
