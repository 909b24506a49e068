"""The pages of figures, over a small county that was counted, on both databases."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from brokerage.actors import Actor, Role
from brokerage.audit import AuditEntry
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.evaluation.areas import ALL, read_areas
from brokerage.evaluation.cells import TOTAL, Sum
from brokerage.evaluation.closing import close, list_late_changes
from brokerage.evaluation.counting import count_period
from brokerage.evaluation.definitions import get_measure, measures
from brokerage.evaluation.periods import Period, midnight
from brokerage.evaluation.readers import reader
from tests.making import make_centre, make_county, make_volunteer, signed_in

LEAD = Actor("account:lead", "web")
LEAD_READS = Actor("account:lead", "web", roles=frozenset({Role.LEAD}))
JULY, AUGUST, NEVER = (Period.read(one) for one in ("2026-07", "2026-08", "2026-05"))
LATER = AUGUST.until + timedelta(days=3)
OURS, THEIRS, THIRD = 14, 3, 12  # enquiries in August
DISTRICTS = {"E07000105": "district:ashford", "E07000108": "district:dover"}


@pytest.fixture(params=["sqlite", "postgresql"])
def county(request: pytest.FixtureRequest) -> Flask:
    """Ashford, Dover and Thanet; July closed and August counted, one of July's came late."""
    app = request.getfixturevalue("app" if request.param == "sqlite" else "postgres_app")
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        ours = session.scalars(select(Centre)).one()
        theirs = make_centre(session, "Dover Example Volunteer Centre", "E07000108")
        third = make_centre(session, "Thanet Example Volunteer Centre", "E07000114")

        def enquire(centre: Centre, district: str, period: Period, number: int) -> None:
            moment = midnight(period.first_on) + timedelta(days=3)
            for _ in range(number):
                make_volunteer(session, centre.id, created_at=moment, district_code=district)

        enquire(ours, "E07000105", JULY, 11)
        close(session, JULY, LEAD, LATER, without_all=True)
        enquire(ours, "E07000105", JULY, 1)
        enquire(ours, "E07000105", AUGUST, OURS)
        enquire(theirs, "E07000108", AUGUST, THEIRS)
        enquire(third, "E07000114", AUGUST, THIRD)
        list_late_changes(session, count_period(session, AUGUST))
    return app


def at(app: Flask, role: Role) -> FlaskClient:
    if role not in (Role.BROKER, Role.MANAGER):
        return signed_in(app, role)
    with app.app_context():
        centre_id = db.session.scalars(select(Centre.id).order_by(Centre.id)).first()
        db.session.remove()
    return signed_in(app, role, centre_id=centre_id)


def rows(client: FlaskClient, table: str, **asked: str) -> dict[str, str]:
    """A file's rows: the first number by what it is of."""
    answer = client.get(f"/figures/enquiries/{table}.csv", query_string=asked)
    assert answer.mimetype == "text/csv"
    found = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert next(found)[:2] == ["Measure", "Version of its definition"]
    return {row[4]: row[5] for row in found}


def test_every_measure_has_a_tile_and_a_page_for_each_place(county: Flask) -> None:
    client = at(county, Role.LEAD)
    for area in ("all", "kent", "medway", "district:dover"):
        page = client.get(f"/figures?area={area}&period=2026-08")
        assert page.status_code == 200
        assert all(measure.title in page.text for measure in measures().values())
    for name, measure in measures().items():
        page = client.get(f"/figures/{name}?period=2026-08")
        assert page.status_code == 200
        assert measure.definition in page.text.replace("&#39;", "'")


def test_the_number_its_change_and_its_state_are_told(county: Flask) -> None:
    client = at(county, Role.LEAD)
    page = client.get("/figures/enquiries?period=2026-08&area=all").text
    assert f'<p class="headline__told">{OURS + THEIRS + THIRD}</p>' in page
    assert "Up 18 (164%) since the month before" in page
    assert ">Open<" in page
    closed = client.get("/figures/enquiries?period=2026-07&area=all").text
    assert '<p class="headline__told">11</p>' in closed
    assert ">Closed<" in closed


def test_what_was_not_counted_is_not_nought(county: Flask) -> None:
    client = at(county, Role.LEAD)
    for address in ("/figures", "/figures/enquiries"):
        page = client.get(f"{address}?period={NEVER}")
        assert page.status_code == 200
        assert "Not counted yet" in page.text
        assert "The service counts every night" in page.text
        assert "__told" not in page.text
    trend = rows(client, "trend", period="2026-08")
    assert trend["May 2026"] == "Not counted yet"
    assert trend["July 2026"] == "11"
    assert trend["August 2026 (open)"] == str(OURS + THEIRS + THIRD)


def test_a_late_change_is_listed_beside_the_closed_number(county: Flask) -> None:
    assert rows(at(county, Role.LEAD), "late", period="2026-07") == {"August 2026": "1"}


def test_the_lead_and_the_evaluator_see_small_numbers(county: Flask) -> None:
    for role in (Role.LEAD, Role.EVALUATOR):
        found = rows(at(county, role), "centres", period="2026-08", area="all")
        assert sorted(found.values()) == sorted(map(str, (OURS, THEIRS, THIRD)))


def test_a_centre_sees_its_own_numbers_and_no_small_one_of_another(county: Flask) -> None:
    """Thanet's goes with Dover's, which the total would give away."""
    client = at(county, Role.BROKER)
    found = rows(client, "centres", period="2026-08", area="all")
    assert found == {
        "Ashford Example Volunteer Centre": str(OURS),
        "Dover Example Volunteer Centre": "Under 10",
        "Thanet Example Volunteer Centre": "Under 10",
    }
    own = client.get("/figures?period=2026-08").text
    assert "Ashford Example Volunteer Centre, August 2026." in own
    assert "are not shown" not in own


def test_a_centre_chooses_among_its_own_places_and_the_large_ones(county: Flask) -> None:
    client = at(county, Role.MANAGER)
    for area, status in {
        "centre:ashford-example-volunteer-centre": 200,
        "district:ashford": 200,
        "kent": 200,
        "medway": 200,
        "all": 200,
        "district:dover": 404,
        "centre:dover-example-volunteer-centre": 404,
        "nowhere": 404,
    }.items():
        assert client.get("/figures", query_string={"area": area}).status_code == status, area


@pytest.mark.parametrize(
    "address",
    [
        "/figures/nothing",
        "/figures?period=yesterday",
        "/figures/enquiries?period=2026-13",
        "/figures/enquiries/nothing.csv",
        "/figures/enquiries/late.csv?period=2026-08",
    ],
)
def test_what_is_not_there_is_said_to_be(app: Flask, address: str) -> None:
    assert at(app, Role.LEAD).get(address).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.BROKER, 200),
        (Role.MANAGER, 200),
        (Role.LEAD, 200),
        (Role.EVALUATOR, 200),
        (Role.ADMINISTRATOR, 403),
        (Role.VOLUNTEER, 403),
        (Role.MEMBER, 403),
    ],
)
def test_figures_are_for_staff_the_lead_and_evaluators(app: Flask, role: Role, status: int) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    client = at(app, role)
    for address in ("/figures", "/figures/hours", "/figures/hours/trend.csv"):
        assert client.get(address).status_code == status


def test_page_csv_workbook_and_package_hold_the_same_numbers(county: Flask) -> None:
    """Held back as well: what a broker does not see on the screen is in no file."""
    for role in (Role.BROKER, Role.LEAD):
        client, asked = at(county, role), {"period": "2026-08", "area": "all"}
        page = client.get("/figures/enquiries", query_string=asked).text
        shown = rows(client, "centres", **asked)
        address = "/figures/enquiries/centres"
        book = load_workbook(io.BytesIO(client.get(f"{address}.xlsx", query_string=asked).data))
        _, *lines = book["By centre"].iter_rows(values_only=True)
        assert {line[4]: str(line[5]) for line in lines} == shown
        packed = client.get(f"{address}.zip", query_string=asked).data
        with zipfile.ZipFile(io.BytesIO(packed)) as package:
            text = package.read("enquiries-centres-all-2026-08/centres.csv").decode("utf-8-sig")
        found = csv.DictReader(io.StringIO(text))
        assert {line["of"]: line["number"] or line["words"] for line in found} == shown
        for label, number in shown.items():
            after = page.partition(f'figures-table__of">{label}')[2].partition("</tr>")[0]
            assert f">{number}<" in after, (role, label)


def test_a_file_that_is_taken_is_written_down(county: Flask) -> None:
    rows(at(county, Role.EVALUATOR), "trend", period="2026-08")
    with county.app_context():
        entries = select(AuditEntry).where(AuditEntry.action == "export")
        assert [one.public_id for one in db.session.scalars(entries)] == ["enquiries"]


def test_the_value_names_its_rates_and_where_they_come_from(county: Flask) -> None:
    page = at(county, Role.LEAD).get("/figures/value?period=2026-08").text
    assert "£12.71 an hour, National Living Wage, 21 and over" in page
    assert "Living Wage Foundation, 22 October 2025" in page


def test_the_lead_and_evaluators_begin_with_figures_and_the_desk_finds_them(county: Flask) -> None:
    for role in (Role.LEAD, Role.EVALUATOR):
        client = at(county, role)
        assert 'href="/figures"' in client.get("/account").text
        assert 'href="/figures"' not in client.get("/more").text.partition("<main")[2]
    assert 'href="/figures"' in at(county, Role.BROKER).get("/more").text.partition("<main")[2]


def test_equality_answers_are_held_back_from_everybody(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        lead, area = reader(session, LEAD_READS), read_areas(session).get(ALL)
        found = {TOTAL: Sum(45), "yes": Sum(3), "no": Sum(30), "not_stated": Sum(12)}
        assert lead.holds_back(area, get_measure("reach_disability"), found) == {
            "yes",
            "not_stated",
        }
        assert lead.holds_back(area, get_measure("reach_age"), found) == set()
