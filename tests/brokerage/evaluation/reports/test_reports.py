"""The board paper and the measures of success, over a small county, on both databases."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from brokerage.actors import Role
from brokerage.audit import AuditEntry
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.evaluation.counting import count_period
from brokerage.evaluation.definitions import definitions_version, get_measure
from brokerage.evaluation.models import Target
from brokerage.evaluation.periods import Period, midnight
from brokerage.evaluation.reports import board, success
from brokerage.evaluation.reports.success import year_before
from tests.making import (
    make_centre,
    make_county,
    make_organisation,
    make_role,
    make_volunteer,
    signed_in,
)

AUGUST, NEVER = Period.read("2026-08"), "2026-05"
YEAR_AGO = Period.read("2025-08")
OURS, THEIRS, THIRD, THEN = 14, 3, 12, 4  # enquiries: three centres now, and ours a year before


@pytest.fixture(params=["sqlite", "postgresql"])
def county(request: pytest.FixtureRequest) -> Flask:
    """Ashford, Dover and Thanet: August of this year and of the last one."""
    app: Flask = request.getfixturevalue("app" if request.param == "sqlite" else "postgres_app")
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        ours = session.scalars(select(Centre)).one()
        theirs = make_centre(session, "Dover Example Volunteer Centre", "E07000108")
        third = make_centre(session, "Thanet Example Volunteer Centre", "E07000114")
        for centre, period, many in (
            (ours, AUGUST, OURS),
            (theirs, AUGUST, THEIRS),
            (third, AUGUST, THIRD),
            (ours, YEAR_AGO, THEN),
        ):
            moment = midnight(period.first_on) + timedelta(days=3)
            for _ in range(many):
                make_volunteer(session, centre.id, created_at=moment)
        host = make_organisation(session, centre_id=ours.id)
        long_ago = midnight(AUGUST.first_on) - timedelta(days=99)
        make_role(session, "Ferry host", organisation=host, published_at=long_ago)
        for period in (YEAR_AGO, AUGUST):
            count_period(session, period)
    return app


def at(app: Flask, role: Role) -> FlaskClient:
    if role is not Role.BROKER:
        return signed_in(app, role)
    with app.app_context():
        centre_id = db.session.scalars(select(Centre.id).order_by(Centre.id)).first()
        db.session.remove()
    return signed_in(app, role, centre_id=centre_id)


def row_of(page: str, title: str) -> str:
    """The first line of a table that is of a measure."""
    return page.partition("<main")[2].partition(f">{title}</a>")[2].partition("</tr>")[0]


def lines(client: FlaskClient) -> list[list[str]]:
    answer = client.get("/figures/success.csv?period=2026-08")
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))[1:]


def test_every_measure_of_the_reports_is_defined() -> None:
    for names in (
        board.HEADLINES,
        *board.SECTIONS.values(),
        *success.SECTIONS.values(),
        *success.BROKEN_DOWN.values(),
        success.COMPARED,
    ):
        assert all(get_measure(name) for name in names)


def test_the_board_paper_says_what_of_when_and_by_which_definitions(county: Flask) -> None:
    page = at(county, Role.BROKER).get("/figures/board?period=2026-08").text
    assert "Ashford Example Volunteer Centre, August 2026." in page
    assert f"Definitions {definitions_version()}." in page
    for title in (*board.SECTIONS, "In short", "What the hours are worth"):
        assert f">{title}</h2>" in page
    assert "National Living Wage" in page
    assert "Real Living Wage" in page


def test_the_board_paper_says_what_is_missing(county: Flask) -> None:
    page = at(county, Role.LEAD).get("/figures/board?period=2026-08&area=all").text
    missing = page.partition('id="missing"')[2]
    assert "Not confirmed as complete by 3 centres: Ashford Example" in missing
    assert "Not closed yet" in missing


@pytest.mark.parametrize("address", ["/figures/board", "/figures/success"])
def test_what_was_not_counted_is_not_nought(county: Flask, address: str) -> None:
    answer = at(county, Role.LEAD).get(f"{address}?period={NEVER}")
    assert answer.status_code == 200
    assert "Not counted yet" in answer.text
    assert "<table" not in answer.text


def test_a_measure_stands_beside_itself_a_year_before_and_the_centres(county: Flask) -> None:
    page = at(county, Role.LEAD).get("/figures/success?period=2026-08").text
    row = row_of(page, "Enquiries")
    assert f">{OURS + THEIRS + THIRD}<" in row
    assert f"Up {OURS + THEIRS + THIRD - THEN} (625%)" in row
    assert f"{THEIRS} to {OURS}" in row


def test_a_centre_reads_no_small_number_of_another(county: Flask) -> None:
    """Thanet's goes with Dover's, which the total would give away; so there is nothing between."""
    page = at(county, Role.BROKER).get("/figures/success?period=2026-08").text
    row = row_of(page, "Enquiries")
    assert "Too few centres to compare" in row
    assert "are not shown" in page


def test_centres_stand_side_by_side_with_their_districts(county: Flask) -> None:
    page = at(county, Role.LEAD).get("/figures/success?period=2026-08").text
    beside = page.partition('id="side-by-side"')[2].partition("</table>")[0]
    dover = beside.partition("Dover Example Volunteer Centre")[2].partition("</tr>")[0]
    assert ">Dover<" in dover
    assert "Not yet" in dover


def test_the_report_is_a_file_too_and_that_is_written_down(county: Flask) -> None:
    found = lines(at(county, Role.EVALUATOR))
    enquiries = next(row for row in found if row[1] == "Enquiries")
    assert enquiries[3:] == [
        *("The whole pilot", "2026-08", "", str(OURS + THEIRS + THIRD), str(OURS + THEIRS + THIRD)),
        *("up 25 (625%)", "", f"{THEIRS} to {OURS}", ""),
    ]
    of_centres = {row[3] for row in found if row[-1]}
    assert len(of_centres) == 3
    with county.app_context():
        entries = select(AuditEntry).where(AuditEntry.action == "export")
        assert [one.public_id for one in db.session.scalars(entries)] == ["success"]


def test_a_number_stands_beside_its_target_where_there_is_one(county: Flask) -> None:
    quarter = Period.read("2026-Q3")
    with county.app_context(), unit_of_work() as session:
        ours = session.scalar(select(func.min(Centre.id)))
        for measure, centre_id, amount in (("enquiries", None, 40), ("roles_live", ours, 3)):
            target = Target(
                measure=measure,
                kind="target",
                period=str(quarter),
                centre_id=centre_id,
                amount=amount,
                source="The agreement",
                entered_by="account:lead",
                entered_at=midnight(quarter.first_on),
            )
            session.add(target)
        count_period(session, quarter)
    lead = at(county, Role.LEAD)
    report = lead.get(f"/figures/success?period={quarter}").text
    assert f"{40 - OURS - THEIRS - THIRD} under 40" in row_of(report, "Enquiries")
    assert "No target" in row_of(report, "Registrations")
    paper = lead.get(f"/figures/board?period={quarter}&area=centre:{centre_slug(county)}").text
    assert "Target: 3 under 3" in paper
    month = lead.get("/figures/success?period=2026-08").text
    assert "No target" in row_of(month, "Enquiries")


def centre_slug(app: Flask) -> str:
    with app.app_context():
        slug = db.session.scalars(select(Centre.slug).order_by(Centre.id)).first()
        db.session.remove()
    return str(slug)


def test_the_figures_lead_to_both(county: Flask) -> None:
    page = at(county, Role.EVALUATOR).get("/figures?period=2026-08&area=kent").text
    assert 'href="/figures/board?area=kent&amp;period=2026-08"' in page
    assert 'href="/figures/success?period=2026-08"' in page


@pytest.mark.parametrize(
    ("role", "status"), [(Role.BROKER, 200), (Role.EVALUATOR, 200), (Role.VOLUNTEER, 403)]
)
def test_the_reports_are_for_whoever_reads_figures(app: Flask, role: Role, status: int) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    client = at(app, role)
    for address in ("/figures/board", "/figures/success", "/figures/success.csv"):
        assert client.get(address).status_code == status


def test_a_year_before_is_the_same_month_or_quarter() -> None:
    assert str(year_before(Period.read("2026-Q1"))) == "2025-Q1"
    assert year_before(AUGUST) == YEAR_AGO
