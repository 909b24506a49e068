from __future__ import annotations

import csv
import json

import pytest
from sqlalchemy import func, select

from brokerage.db import db, unit_of_work
from brokerage.opportunities.cli import opportunities
from brokerage.opportunities.models import Opportunity
from brokerage.taxonomies.service import load_terms

GOOD = ["Driver", "The Example Trust", "2026-11-24 11:30-14:00 weekly on Tue", "older-people", "1"]
HEADING = ["title", "organisation", "sessions", "causes", "source_id"]


@pytest.fixture
def run(app, cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with app.app_context(), unit_of_work() as session:
        load_terms(session)
    return lambda *args: cli.invoke(opportunities, [str(arg) for arg in args])


@pytest.fixture
def file(tmp_path):
    def write(*rows, heading=HEADING, name="roles.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([heading, *rows])
        return path

    return write


@pytest.fixture
def count(app):
    def ask():
        with app.app_context():
            return db.session.scalar(select(func.count(Opportunity.id)))

    return ask


def test_an_import_says_what_it_did(run, file, count):
    answer = run("import", "--format", "csv", file(GOOD))
    assert answer.exit_code == 0, answer.output
    assert "Roles read: 1 (1 added, 0 updated, 0 unchanged, 0 rejected)." in answer.output
    assert count() == 1
    again = run("import", "--format", "csv", file(GOOD))
    assert "0 added, 0 updated, 1 unchanged" in again.output


def test_a_dry_run_reports_the_same_and_keeps_nothing(run, file, count):
    answer = run("import", "--format", "csv", file(GOOD), "--dry-run")
    assert "1 added" in answer.output
    assert "nothing was kept" in answer.output
    assert count() == 0


def test_rejected_rows_can_be_corrected_and_imported(run, file, count, tmp_path):
    bad = ["Cook", "The Example Trust", "sometimes", "older-people", "2"]
    answer = run("import", "--format", "csv", file(GOOD, bad), "--rejects", tmp_path / "out.csv")
    assert answer.exit_code == 0
    assert "line 3, sessions, “sometimes”: " in answer.output
    assert count() == 1
    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    (tmp_path / "out.csv").write_text(text.replace("sometimes", ""), encoding="utf-8")
    corrected = run("import", "--format", "csv", tmp_path / "out.csv")
    assert "1 added" in corrected.output
    assert count() == 2


def test_rejects_that_nobody_asked_for_a_place_stand_beside_the_work(run, file, tmp_path):
    bad = ["Cook", "The Example Trust", "sometimes", "", "2"]
    answer = run("import", "--format", "csv", file(bad))
    assert "roles.rejects.csv" in answer.output
    assert (tmp_path / "roles.rejects.csv").exists()


def test_rejects_that_cannot_be_kept_stop_the_import(run, file, count, tmp_path):
    bad = ["Cook", "The Example Trust", "sometimes", "", "2"]
    answer = run("import", "--format", "csv", file(GOOD, bad), "--rejects", tmp_path / "no" / "x")
    assert answer.exit_code == 1
    assert count() == 0


@pytest.mark.parametrize("name", ["csv", "doit-csv", "nyc-csv", "volunteeringdata"])
@pytest.mark.parametrize(
    "content",
    [None, b"", b"PK\x03\x04", b"\0\1\2", b"{}", b"id,name\n1,x\n", b"\xff\xfe\0"],
)
def test_a_file_that_is_not_what_was_said_gets_a_sentence(run, tmp_path, count, name, content):
    path = tmp_path / "given"
    if content is not None:
        path.write_bytes(content)
    for given in (path, tmp_path):
        answer = run("import", "--format", name, given)
        assert answer.exit_code == 1
        assert answer.output.startswith("Error: ")
        assert "Traceback" not in answer.output
    assert count() == 0


def test_dates_can_be_shifted_in_a_demonstration_only(app, run, file):
    path = file([*GOOD, "2026-01-06", "2026-02-03"], heading=[*HEADING, "starts_on", "ends_on"])
    answer = run("import", "--format", "csv", path, "--shift-dates-to", "2026-11-24")
    assert answer.exit_code == 0, answer.output
    assert "moved by 294 days" in answer.output
    app.config["MODE"] = "production"
    refused = run("import", "--format", "csv", path, "--shift-dates-to", "2026-11-24")
    assert refused.exit_code == 1
    assert "not in production" in refused.output


def test_dates_cannot_be_shifted_beyond_the_calendar(run, file):
    answer = run("import", "--format", "csv", file(GOOD), "--shift-dates-to", "9999-12-31")
    assert (answer.exit_code, "between 2000 and 2100" in answer.output) == (1, True)


def test_a_file_without_dates_has_nothing_to_shift(run, file):
    heading = ["title", "organisation"]
    answer = run(
        "import",
        "--format",
        "csv",
        file(["a role", "Trust"], heading=heading),
        "--shift-dates-to",
        "2026-11-24",
    )
    assert answer.exit_code == 1
    assert "no dates" in answer.output


def test_an_export_comes_back_unchanged(run, file, tmp_path):
    run("import", "--format", "csv", file(GOOD))
    out = tmp_path / "export.csv"
    assert "Roles written: 1, to" in run("export", out).output
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "0 added, 0 updated, 1 unchanged" in run("import", "--format", "csv", out).output


def test_an_export_that_cannot_be_written_gets_a_sentence(run, tmp_path):
    answer = run("export", tmp_path / "absent" / "export.csv")
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: ")


def test_a_document_of_the_standard_is_imported(run, tmp_path, count):
    path = tmp_path / "roles.jsonld"
    path.write_text(json.dumps({"@graph": [{"type": "Activity", "id": "1", "label": "Helper"}]}))
    answer = run("import", "--format", "volunteeringdata", path)
    assert answer.exit_code == 0, answer.output
    assert count() == 1
