"""Releases from the command line."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from sqlalchemy import select

from brokerage.audit import AuditEntry
from brokerage.db import db, unit_of_work
from brokerage.evaluation.releases.evaluations import end
from brokerage.evaluation.releases.models import Evaluation
from tests.brokerage.evaluation.releases.asking import an_evaluation, approved, files, made
from tests.evaluating import LEAD, QUARTER


def export(app: Flask, to: Path, name: str = "first  YEAR", *more: str) -> tuple[int, str]:
    args = ["evaluation", "export", "--period", str(QUARTER), "--to", str(to)]
    found = app.test_cli_runner().invoke(args=[*args, "--evaluation", name, *more])
    return found.exit_code, found.output


def test_an_approved_release_is_written_as_it_is_kept(county: Flask, tmp_path: Path) -> None:
    number = approved(county, an_evaluation(county, name="First year"))
    for _ in range(2):
        code, said = export(county, tmp_path / "out")
        assert (code, said.splitlines()[-1]) == (
            0,
            f"14 files of release 1 of {QUARTER} written to {tmp_path / 'out'}.",
        )
        written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
        assert written == files(county, number)
    with county.app_context():
        query = select(AuditEntry.actor, AuditEntry.fields).where(AuditEntry.action == "download")
        taken = db.session.execute(query).all()
    assert [row.actor for row in taken] == ["command:evaluation.export"] * 2
    assert {name.partition(".")[0] for row in taken for name in row.fields} == {"folder", "sha256"}


def test_what_nobody_approved_is_not_written(county: Flask, tmp_path: Path) -> None:
    made(county, an_evaluation(county, name="First year"))
    code, said = export(county, tmp_path / "out")
    assert code == 1
    assert f"There is no approved release of {QUARTER}" in said
    assert "Perhaps: --release 1" in said
    code, said = export(county, tmp_path / "out", "First year", "--release", "1")
    assert (code, "A second person has to approve" in said) == (1, True)
    assert not (tmp_path / "out").exists()


def test_names_that_are_not_known_are_told_with_those_that_are(app: Flask, tmp_path: Path) -> None:
    an_evaluation(app, name="First year")
    code, said = export(app, tmp_path / "out", "Second year")
    assert (code, "Perhaps: First year." in said) == (1, True)


def test_other_files_are_not_mixed_with_a_release(county: Flask, tmp_path: Path) -> None:
    approved(county, an_evaluation(county, name="First year"))
    (tmp_path / "mine.txt").write_text("mine")
    code, said = export(county, tmp_path)
    assert (code, "holds other files" in said) == (1, True)
    assert [path.name for path in tmp_path.glob("*.csv")] == []


def test_after_its_end_there_is_nothing_to_write(county: Flask, tmp_path: Path) -> None:
    evaluation = an_evaluation(county, name="First year")
    approved(county, evaluation)
    with county.app_context(), unit_of_work() as session:
        end(session, session.get_one(Evaluation, evaluation), LEAD)
    code, said = export(county, tmp_path / "out", "First year", "--release", "1")
    assert (code, "The evaluation has ended" in said) == (1, True)
