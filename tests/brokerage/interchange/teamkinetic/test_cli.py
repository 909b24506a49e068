"""The command, and the exports that centres really have."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from brokerage.db import db, unit_of_work
from brokerage.hours.models import ImportedSession
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import Volunteer
from tests.making import make_county

CENTRE = "ashford-example-volunteer-centre"
MODELS = (Organisation, Volunteer, Opportunity, Introduction, ImportedSession)


@pytest.fixture
def run(app, cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with app.app_context(), unit_of_work() as session:
        make_county(session)

    def run(*files, more=()):
        arguments = ["interchange", "teamkinetic", *map(str, files), "--centre", CENTRE, *more]
        return cli.invoke(args=arguments)

    return run


def counts(app):
    with app.app_context():
        return [db.session.scalar(select(func.count(model.id))) for model in MODELS]


def test_a_preview_tells_each_row_and_keeps_nothing(app, run, write):
    (path, _) = write("providers", {}, {"PROVIDERID": "", "PROVIDERNAME": "Nameless"})
    said = run(path, more=["--preview"])
    assert said.exit_code == 0, said.output
    assert "line 2: created Lantern Sports" in said.output
    assert "line 3: refused" in said.output
    assert counts(app)[0] == 0


def test_refused_rows_are_written_down(app, run, write, tmp_path):
    (path, _) = write("providers", {}, {"REMOVED": "True"})
    said = run(path)
    assert counts(app)[0] == 1
    rejects = tmp_path / "providers.rejects.csv"
    assert str(rejects) in said.output
    assert "removed in TeamKinetic" in rejects.read_text()


@pytest.mark.real_data
def test_the_real_exports_come_in_once(app, run, real_data):
    files = sorted((real_data / "teamkinetic").glob("*.csv"))
    said = run(*files)
    assert said.exit_code == 0, said.output
    first = counts(app)
    assert first == [1, 431, 3, 9, 20], said.output
    again = run(*files)
    assert counts(app) == first
    assert "created" not in again.output.replace("created and updated", "")
