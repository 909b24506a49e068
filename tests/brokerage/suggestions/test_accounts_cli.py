from __future__ import annotations

import csv
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from brokerage.centres.models import Centre
from brokerage.db import unit_of_work
from brokerage.volunteers.models import Volunteer, VolunteerState
from tests.making import ASHFORD, DOVER, DRIVING, make_county, make_role


@pytest.fixture
def county(app: Flask) -> tuple[FlaskCliRunner, str]:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_role(session, "Driver", on="Tue 18:30-20:30", skills={DRIVING: "needed"})
        far = make_role(session, "Far", at=DOVER, minimum_age=18).public_id
        centre = session.scalars(select(Centre)).first()
        assert centre
        session.add(
            Volunteer(
                centre_id=centre.id,
                first_name="Ann",
                state=VolunteerState.ACTIVE,
                latitude=ASHFORD[0],
                longitude=ASHFORD[1],
                within_km=10.0,
            )
        )
    return app.test_cli_runner(), far


def test_a_pair_is_explained_in_full_also_when_it_is_out(
    county: tuple[FlaskCliRunner, str],
) -> None:
    cli, far = county
    args = ["suggestions", "explain", far, "--near", "TN23", "--within", "10", "--age", "15"]
    printed = cli.invoke(args=args).output
    assert "left out (distance)" in printed
    assert "left out (age)" in printed
    assert "Lives within" not in printed  # is for the organisation alone
    adds = [
        float(line.split(" = ")[1].split()[0]) for line in printed.splitlines() if " = " in line
    ]
    assert sum(adds) == pytest.approx(float(printed.splitlines()[0].split(": ")[1]), abs=0.005)


def test_a_pair_is_explained_for_a_journey_access_and_filters(
    county: tuple[FlaskCliRunner, str],
) -> None:
    cli, far = county
    asked = ["suggestions", "explain", far, "--near", "TN23", "--travel-mode", "car"]
    printed = cli.invoke(args=[*asked, "--within", "30min", "--filter", "kind=one_off"]).output
    assert "minutes by car (estimate): more than your 30. Travel for up to " in printed
    assert "left out (filter:kind)" in printed
    needed = cli.invoke(args=[*asked, "--needs", "step_free", "--remote", "only"]).output
    assert "left out (remote)" in needed
    assert "not stated: ask" in needed


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["--within-minutes", "30"], "--travel-mode"),
        (["--needs", "wings"], "--needs"),
        (["--near", "Atlantis"], "--near"),
        (["--filter", "kind=odd"], "--filter kind"),
    ],
)
def test_a_bad_answer_names_its_option(
    county: tuple[FlaskCliRunner, str], args: list[str], named: str
) -> None:
    result = county[0].invoke(args=["suggestions", "explain", county[1], *args])
    assert result.exit_code == 2
    assert named in result.output


def test_a_reference_may_begin_with_a_hyphen(
    app: Flask, county: tuple[FlaskCliRunner, str]
) -> None:
    with app.app_context(), unit_of_work() as session:
        make_role(session, "Hyphen").public_id = "-NMMiJH0i1oT41mB"
    result = county[0].invoke(args=["suggestions", "explain", "-NMMiJH0i1oT41mB", "--near", "TN23"])
    assert result.exit_code == 0
    assert result.output.startswith("Hyphen: ")


def test_an_unknown_role_is_one_sentence(county: tuple[FlaskCliRunner, str]) -> None:
    result = county[0].invoke(args=["suggestions", "explain", "nonsense"])
    assert result.exit_code == 1
    assert "cannot find" in result.output


def test_the_digest_has_a_line_for_each_person_and_role_and_no_names(
    county: tuple[FlaskCliRunner, str], tmp_path: Path
) -> None:
    file = tmp_path / "digest.csv"
    result = county[0].invoke(args=["suggestions", "digest", "--to", str(file)])
    assert "1 person" in result.output
    with file.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["rank"] for row in rows] == ["1"]
    assert "Ann" not in file.read_text()
    shared = tmp_path / "shared.csv"
    given = ["suggestions", "digest", "--to", str(shared), "--workers", "2"]
    assert county[0].invoke(args=given).exit_code == 0
    assert shared.read_text() == file.read_text()
