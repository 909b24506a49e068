"""`flask evaluation export`: a period's figures in a folder, on both databases."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from brokerage.actors import Actor
from brokerage.audit import AuditEntry
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.evaluation.closing import close, list_late_changes
from brokerage.evaluation.counting import count_period
from brokerage.evaluation.definitions import definitions_version, measures
from brokerage.evaluation.models import Adjustment, Figure, Target
from brokerage.evaluation.periods import Period, midnight
from tests.making import make_centre, make_county, make_volunteer

LEAD = Actor("account:lead", "web")
QUARTER = Period.read("2026-Q3")
DOVER = "E07000108"


@pytest.fixture(params=["app", "postgres_app"])
def county(request: pytest.FixtureRequest) -> Flask:
    """One person each in two centres, one late; a closed quarter and a target."""
    app: Flask = request.getfixturevalue(request.param)
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        ours = session.scalars(select(Centre)).one()
        theirs = make_centre(session, "=Dover Centre", DOVER)
        theirs.slug = "dover"
        moment = midnight(QUARTER.first_on) + timedelta(days=3)
        for centre, district in ((ours, "E07000105"), (theirs, DOVER), (ours, None)):
            make_volunteer(session, centre.id, created_at=moment, district_code=district)
        close(session, QUARTER, LEAD, QUARTER.until, without_all=True)
        make_volunteer(session, theirs.id, created_at=moment, district_code=DOVER)
        list_late_changes(session, count_period(session, QUARTER.next()))
        target = {"kind": "target", "period": "2026-Q3", "amount": 12.5, "source": "The board"}
        session.add(Target(measure="enquiries", centre_id=theirs.id, entered_by="lead", **target))
    return app


def export(app: Flask, folder: Path, period: str = "2026-Q3") -> tuple[int, str]:
    asked = ["evaluation", "export", "--period", period, "--to", str(folder)]
    result = app.test_cli_runner().invoke(args=asked)
    return result.exit_code, result.output


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_period_is_written_as_a_package_that_others_can_check(
    county: Flask, tmp_path: Path
) -> None:
    code, said = export(county, tmp_path / "q3")
    assert code == 0, said
    assert "Writing figures.csv" in said
    assert "SHA-256" in said
    subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=tmp_path / "q3", check=True)
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    found = subprocess.run(command, cwd=tmp_path / "q3", capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr
    described = json.loads((tmp_path / "q3/datapackage.json").read_text("utf-8"))
    assert described["period"] == "2026-Q3"
    assert described["definitions"] == definitions_version()
    rows = {one["name"]: one["rows"] for one in described["resources"]}
    assert {name: len(read(tmp_path / f"q3/{name}.csv")) for name in rows} == rows


def test_the_files_hold_what_was_counted(county: Flask, tmp_path: Path) -> None:
    q3 = tmp_path / "q3"
    assert export(county, q3)[0] == 0
    places = {
        (row["centre"], row["district"], row["district_name"]): row["value"]
        for row in read(q3 / "figures.csv")
        if row["measure"] == "enquiries"
    }
    assert places == {
        ("centre:ashford-example-volunteer-centre", "district:ashford", "Ashford"): "1.00",
        ("centre:ashford-example-volunteer-centre", "no_district", ""): "1.00",
        ("centre:dover", "district:dover", "Dover"): "1.00",
    }
    with county.app_context():
        kept = db.session.scalar(
            select(func.sum(Figure.numerator)).where(Figure.counted_period_id == 1)
        )
        late = db.session.scalar(select(func.count()).select_from(Adjustment))
    total = sum(Decimal(row["numerator"]) for row in read(q3 / "figures.csv"))
    assert (total, late > 0) == (kept, True)
    changes = [row for row in read(q3 / "late_changes.csv") if row["measure"] == "enquiries"]
    assert [(row["of_period"], row["listed_in"], row["numerator"]) for row in changes] == [
        ("2026-Q3", "2026-Q4", "1")
    ]
    assert {row["measure"] for row in read(q3 / "definitions.csv")} == set(measures())
    assert [row["amount"] for row in read(q3 / "targets.csv")] == ["12.5"]
    assert [row["pence"] for row in read(q3 / "wage_rates.csv")] == ["1271", "1345"]
    confirmed = {row["centre_name"]: row["confirmed_on"] for row in read(q3 / "confirmations.csv")}
    assert confirmed == {"Ashford Example Volunteer Centre": "", "'=Dover Centre": ""}


def test_a_closed_period_gives_the_same_bytes_again(county: Flask, tmp_path: Path) -> None:
    export(county, tmp_path / "one")
    export(county, tmp_path / "two")
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_that_it_was_exported_is_written_down(county: Flask, tmp_path: Path) -> None:
    export(county, tmp_path / "q3")
    with county.app_context():
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "export"))
        assert [(one.actor, one.kind, one.public_id) for one in entries] == [
            ("job:command", "figures", "2026-Q3")
        ]


def test_nothing_is_overwritten_and_every_refusal_says_what_to_do(
    county: Flask, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "mine.txt").write_text("keep me")
    code, said = export(county, mine)
    assert (code, "is not an empty folder" in said) == (1, True)
    assert [path.name for path in mine.iterdir()] == ["mine.txt"]
    code, said = export(county, tmp_path / "new", "2026-13")
    assert (code, "The months are 01 to 12" in said) == (1, True)
    code, said = export(county, tmp_path / "new", "2026-Q1")
    assert (code, "flask evaluation count --period 2026-Q1" in said) == (1, True)
    assert not (tmp_path / "new").exists() or not list((tmp_path / "new").iterdir())
    result = county.test_cli_runner().invoke(args=["evaluation", "export", "--to", "x"])
    assert (result.exit_code, "--period" in result.output) == (2, True)
