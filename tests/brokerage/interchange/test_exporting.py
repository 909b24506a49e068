from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from brokerage.interchange.exporting import export_roles
from brokerage.interchange.formats import open_file
from brokerage.interchange.service import import_roles
from brokerage.opportunities.models import (
    Opportunity,
    OpportunityMove,
    OpportunityPlace,
    OpportunitySession,
    OpportunityTerm,
    OpportunityWindow,
    State,
)
from brokerage.organisations.models import Organisation
from brokerage.weeks import local_today
from tests.making import COOKING, DRIVING, ENVIRONMENT, make_county, make_organisation, make_role

NAUGHTY = [
    "=1+1",
    "+44 1632 960001",
    "-2+3",
    "@SUM(A1)",
    "'=1+1",
    "'quoted'",
    '"quoted"',
    "a,b;c|d",
    "two\nlines",
    "\u2603 \U0001f469\u200d\U0001f373 שלום",
    "<script>alert(1)</script>",
    "NULL",
    "  ",
    "0123",
    "1e5",
    "＝1+1",
    "&amp;",
    "a\\b",
    "';--",
    "{{ 7*7 }}",
    "yes",
    "None",
]


@pytest.fixture
def county(session):
    make_county(session)
    return session


def exported(session):
    file = io.StringIO(newline="")
    export_roles(session, file)
    return file.getvalue()


def import_text(session, tmp_path, text, today=None):
    today = today or local_today()
    path = tmp_path / "export.csv"
    path.write_text(text, encoding="utf-8-sig", newline="")
    items = open_file("csv", path, today).items()
    return import_roles(session, items, today=today)


def forget_roles(session):
    for model in (
        OpportunityMove,
        OpportunityPlace,
        OpportunitySession,
        OpportunityTerm,
        OpportunityWindow,
        Opportunity,
        Organisation,
    ):
        session.execute(delete(model))
    session.expire_all()


def make_roles(session):
    trust = make_organisation(session, '=The "Example" Trust; +44')
    make_role(session, "Driver", on="Tue 18:30-20:30", skills={DRIVING: "must", COOKING: "useful"})
    make_role(session, "Host", private_home=True, causes=(ENVIRONMENT,), state=State.PAUSED)
    make_role(session, "Anywhere", at=None, attendance="remote", windows=("mon-evening",))
    for text in NAUGHTY:
        make_role(
            session,
            f"{text} role".strip(),
            description=text.strip(),
            commitment=text.strip(),
            organisation=trust,
            ends_on=local_today() + timedelta(90),
            once_in_days=3,
            minimum_age=16,
            step_free=True,
            parking=False,
            flexible=True,
        )


def test_an_export_that_comes_back_to_the_same_database_changes_nothing(county, tmp_path):
    make_roles(county)
    report = import_text(county, tmp_path, exported(county))
    assert (report.added, report.updated, report.rejected) == (0, 0, [])
    assert report.unchanged == len(NAUGHTY) + 3


def test_an_export_brought_into_an_empty_database_exports_the_same_file(county, tmp_path):
    make_roles(county)
    before = exported(county)
    forget_roles(county)
    report = import_text(county, tmp_path, before)
    assert report.rejected == []
    assert report.added == len(NAUGHTY) + 3
    assert exported(county) == before


def test_one_corrected_cell_changes_one_role(county, tmp_path):
    make_roles(county)
    rows = list(csv.DictReader(io.StringIO(exported(county), newline="")))
    rows[0]["title"] = "Driver on Tuesdays"
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    report = import_text(county, tmp_path, file.getvalue())
    assert (report.updated, report.unchanged) == (1, len(NAUGHTY) + 2)


def test_no_cell_of_an_export_runs_as_a_formula(county):
    make_roles(county)
    cells = [c for row in csv.reader(io.StringIO(exported(county), newline="")) for c in row]
    assert not [c for c in cells if c.startswith(("=", "+", "@", "\t", "\r", "＝"))]


def test_a_concept_that_no_taxonomy_has_survives_the_round_trip(county, tmp_path):
    from brokerage.taxonomies.models import Kind
    from brokerage.taxonomies.service import keep_unknown

    uri = "https://ns.volunteeringdata.io/Photography"
    keep_unknown(county, uri, Kind.SKILL)
    make_role(county, skills={uri: "needed"})
    before = exported(county)
    assert f"{uri} (needed)" in before
    forget_roles(county)
    import_text(county, tmp_path, before)
    assert county.scalars(select(OpportunityTerm.uri)).all() == [uri]


def test_a_feed_that_went_through_an_export_is_still_unchanged(county, tmp_path, doit):
    today = date(2026, 11, 21)
    items = doit({"interests": "Older people|Veterans"})
    import_roles(county, items, today=today)
    import_text(county, tmp_path, exported(county), today)
    assert import_roles(county, items, today=today).unchanged == 1
