"""The monitoring page: numbers beside targets and baselines, for those who may read them."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.actors import PUBLIC, Actor, Role
from brokerage.audit import AuditEntry
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.evaluation.closing import confirm
from brokerage.evaluation.counting import count_period
from brokerage.evaluation.definitions import get_measure, measures
from brokerage.evaluation.entered.keeping import enter, take_out
from brokerage.evaluation.monitoring import distance
from brokerage.evaluation.periods import Period, midnight
from brokerage.weeks import local_today
from tests.making import make_centre, make_county, make_target, make_volunteer, signed_in

QUARTER = Period.around(local_today(), "quarter").before()
BEFORE = QUARTER.before()
OURS, THEIRS = 14, 3
ASHFORD = "centre:ashford-example-volunteer-centre"
NOTE = "Sheets of one week were lost"


@pytest.mark.parametrize(
    ("measure", "now", "amount", "words"),
    [
        ("enquiries", (108, 108), 120, "12 under the target"),
        ("enquiries", (1320, 1320), 120, "1,200 over the target"),
        ("enquiries", (120, 120), 120, "On the target"),
        ("placement_rate", (46.5, 46.5), 45, "1.5 percentage points over the target"),
        ("placement_rate", (44, 44), 45, "1 percentage point under the target"),
        ("time_in_state", (2.5, 2.5), 3.5, "1 day under the target"),
        ("hours", (10.5, 10.5), 8, "2.5 hours over the target"),
        ("funding", (900, 900), 1000, "£100 under the target"),
        ("value", (900, 1100), 1000, "Its range holds the target"),
        ("value", (900, 1100), 1200, "£100 under the target"),
        ("value", (900, 1100), 850, "£50 over the target"),
    ],
)
def test_how_far_in_words(
    measure: str, now: tuple[float, float], amount: float, words: str
) -> None:
    assert distance(get_measure(measure), now, amount, "the target") == words


@pytest.fixture(params=["app", "postgres_app"])
def county(request: pytest.FixtureRequest) -> Flask:
    """Ashford had 14 enquiries in the last quarter and Dover 3; both aimed at 20."""
    app: Flask = request.getfixturevalue(request.param)
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        ours = session.scalars(select(Centre)).one()
        theirs = make_centre(session, "Dover Example", "E07000108")
        moment = midnight(QUARTER.first_on) + timedelta(days=3)
        for centre, number in ((ours, OURS), (theirs, THEIRS)):
            for _ in range(number):
                make_volunteer(session, centre.id, created_at=moment, district_code="E07000105")
            aim = make_target(centre_id=centre.id, period=str(QUARTER), amount=20.0)
            enter(session, "target", aim, PUBLIC)
        facts = {"centre_id": ours.id, "kind": "baseline", "measure": "enquiries"}
        for period, amount in ((BEFORE.before(), 9.0), (BEFORE, 10.0), (QUARTER.next(), 99.0)):
            entry = make_target(**facts, period=str(period), amount=amount, source=f"Of {period}")
            enter(session, "target", entry, PUBLIC)
        count_period(session, QUARTER)
        confirm(session, QUARTER, ours.id, Actor("job:test", "job"), local_today(), NOTE)
    return app


def at(app: Flask, role: Role) -> FlaskClient:
    if role not in (Role.BROKER, Role.MANAGER):
        return signed_in(app, role)
    with app.app_context():
        first = db.session.scalars(select(Centre.id).order_by(Centre.id)).first()
        db.session.remove()
    return signed_in(app, role, centre_id=first)


def line(client: FlaskClient, **asked: str) -> dict[str, str]:
    answer = client.get("/figures/monitoring.csv", query_string=asked)
    assert answer.mimetype == "text/csv"
    found = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(found) == len(measures())
    return next(one for one in found if one["Measure"] == "Enquiries")


def test_a_centre_sees_its_quarter_beside_what_it_aimed_at(county: Flask) -> None:
    page = at(county, Role.BROKER).get("/figures/monitoring").text
    assert f"Ashford Example Volunteer Centre, {QUARTER.in_words()}." in page
    assert "6 under the target" in page
    assert "4 over the baseline" in page
    assert f"Source: Of {BEFORE}" in page
    assert NOTE in page
    assert "are not shown" not in page
    assert page.index("With a target or a baseline") < page.index("The other measures")


def test_the_file_says_what_the_page_says_and_is_written_down(county: Flask) -> None:
    found = line(at(county, Role.LEAD), area=ASHFORD, period=str(QUARTER))
    assert (found["Number"], found["Target"], found["Baseline"]) == ("14", "20", "10")
    assert (found["From the target"], found["From the baseline"]) == (
        "6 under the target",
        "4 over the baseline",
    )
    assert found["State"] == "Waiting"
    assert found["Quarter of the baseline"] == str(BEFORE)
    with county.app_context():
        kinds = select(AuditEntry.kind).where(AuditEntry.action == "export")
        assert list(db.session.scalars(kinds)) == ["monitoring"]


def test_another_quarter_has_no_target_and_no_number(county: Flask) -> None:
    lead = at(county, Role.LEAD)
    found = line(lead, area=ASHFORD, period=str(BEFORE))
    assert (found["Number"], found["Target"], found["From the target"]) == (
        "Not counted yet",
        "",
        "",
    )
    assert found["Baseline"] == "10"
    page = lead.get("/figures/monitoring?area=all").text
    assert "No target is entered for The whole pilot" in page


def test_a_target_that_was_taken_out_is_no_aim(county: Flask) -> None:
    with county.app_context(), unit_of_work() as session:
        from brokerage.evaluation.models import Target

        for one in session.scalars(select(Target).where(Target.kind == "target")):
            take_out(session, "target", one, PUBLIC)
    assert line(at(county, Role.LEAD), area=ASHFORD)["Target"] == ""


def test_what_is_held_back_has_no_distance_either(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_centre(session, "Dover Example", "E07000108")
        moment = midnight(QUARTER.first_on) + timedelta(days=3)
        centre = session.scalars(select(Centre.id).where(Centre.slug == "dover-example")).one()
        for _ in range(THEIRS):
            make_volunteer(session, centre, created_at=moment, district_code="E07000108")
        enter(session, "target", make_target(period=str(QUARTER), amount=20.0), PUBLIC)
        count_period(session, QUARTER)
    held = line(at(app, Role.BROKER), area="all")
    assert (held["Number"], held["From the target"], held["Target"]) == ("Under 10", "", "20")
    assert line(at(app, Role.LEAD), area="all")["From the target"] == "17 under the target"


def test_notes_and_places_of_others_are_not_shown(county: Flask) -> None:
    broker = at(county, Role.BROKER)
    assert "Dover Example" not in broker.get("/figures/monitoring?area=all").text
    for query in ("area=centre:dover-example", "area=kent", "period=2026-08", "period=soon"):
        assert broker.get(f"/figures/monitoring?{query}").status_code == 404
    lead = at(county, Role.LEAD).get("/figures/monitoring?area=all").text
    assert NOTE in lead
    assert "Not confirmed yet." in lead


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.MEMBER, Role.ADMINISTRATOR])
def test_monitoring_is_for_those_who_read_figures(app: Flask, role: Role) -> None:
    client = at(app, role)
    assert client.get("/figures/monitoring").status_code == 403
    assert client.get("/figures/monitoring.csv").status_code == 403


def test_reach_is_set_beside_the_census_on_its_page_and_in_its_file(county: Flask) -> None:
    client = at(county, Role.LEAD)
    page = client.get(f"/figures/reach_age?area={ASHFORD}&period={QUARTER}").text
    assert "Beside the people who live here" in page
    assert "Census 2021 (England and Wales), of 21 March 2021" in page
    file = client.get(f"/figures/reach_age/residents.csv?area={ASHFORD}&period={QUARTER}").text
    rows = list(csv.DictReader(io.StringIO(file.removeprefix("\ufeff"))))
    assert [(one["Age"], one["Per cent of residents (Census 2021)"]) for one in rows] == [
        ("16 to 64", "85.3"),
        ("65 to 74", "14.7"),
    ]
    assert {one["Per cent of those who said"] for one in rows} == {"Nobody to count"}
    assert "residents" not in client.get(f"/figures/hours?period={QUARTER}").text
