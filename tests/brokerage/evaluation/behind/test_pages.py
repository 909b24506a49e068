"""The list behind a figure: who gets it, what stands in it, and when it no longer agrees."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.actors import Actor, Role
from brokerage.audit import AuditEntry
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.evaluation.closing import close
from brokerage.evaluation.counting import count_period
from brokerage.evaluation.definitions import measures
from brokerage.evaluation.models import Funding
from brokerage.evaluation.periods import Period, midnight
from brokerage.opportunities.models import OpportunityMove
from brokerage.volunteers.models import NamelessEnquiry, VolunteerState
from tests.making import (
    make_centre,
    make_county,
    make_organisation,
    make_role,
    make_volunteer,
    signed_in,
)

LEAD = Actor("account:lead", "web")
JULY, AUGUST = Period.read("2026-07"), Period.read("2026-08")
LATER = AUGUST.until + timedelta(days=3)
OURS = 60  # one page of 50 and a bit


@pytest.fixture(params=["sqlite", "postgresql"])
def county(request: pytest.FixtureRequest) -> Flask:
    """Ashford and Dover; July closed, one of July's came late; August counted."""
    app: Flask = request.getfixturevalue("app" if request.param == "sqlite" else "postgres_app")
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        ours = session.scalars(select(Centre)).one()
        theirs = make_centre(session, "Dover Example Volunteer Centre", "E07000108")
        moment = midnight(JULY.first_on) + timedelta(days=3)
        here = {"district_code": "E07000105"}
        make_volunteer(session, ours.id, first_name="Punctual", created_at=moment, **here)
        close(session, JULY, LEAD, LATER, without_all=True)
        make_volunteer(session, ours.id, first_name="Late", created_at=moment, **here)
        moment = midnight(AUGUST.first_on) + timedelta(days=3)
        for number in range(OURS - 3):
            make_volunteer(session, ours.id, last_name=f"{number:02}", created_at=moment, **here)
        gone = {"first_name": "Zzerased", "state": VolunteerState.ANONYMISED}
        make_volunteer(session, ours.id, created_at=moment, **gone)
        make_volunteer(session, ours.id, first_name="=Aa", created_at=moment)
        make_volunteer(session, theirs.id, first_name="Zzsecret", created_at=moment, **here)
        facts = {"through": "desk", "recorded_by": "account:broker"}
        session.add(NamelessEnquiry(centre_id=ours.id, asked_at=moment, **facts))
        for centre, title in ((ours, "Our own host"), (theirs, "Ferry host")):
            host = make_organisation(session, centre_id=centre.id)
            role = make_role(session, title, organisation=host, centre_id=centre.id)
            went_live = {"from_state": "submitted", "to_state": "live", "moved_at": moment}
            by = {"actor": "account:broker", "through": "desk"}
            session.add(OpportunityMove(opportunity_id=role.id, **went_live, **by))
        count_period(session, AUGUST)
    return app


def at(app: Flask, role: Role) -> FlaskClient:
    if role is Role.LEAD or role is Role.EVALUATOR:
        return signed_in(app, role)
    with app.app_context():
        centre_id = db.session.scalars(select(Centre.id).order_by(Centre.id)).first()
        db.session.remove()
    return signed_in(app, role, centre_id=centre_id)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1:]


def test_a_centre_reads_its_own_people_a_page_at_a_time(county: Flask) -> None:
    client = at(county, Role.BROKER)
    first = client.get("/figures/enquiries/rows?period=2026-08").text
    assert f"{OURS} rows" in first
    assert f"Together they make the number in the figures: {OURS}." in first
    second = client.get("/figures/enquiries/rows?period=2026-08&page=2").text
    assert first.count("<tr") + second.count("<tr") == OURS + 2  # and the two heads
    assert "A record that was erased" in first + second
    assert "An enquiry without a name" in first + second
    assert "Zzsecret" not in first + second
    assert "Zzerased" not in first + second


def test_each_row_leads_to_its_own_page(county: Flask) -> None:
    client = at(county, Role.BROKER)
    page = client.get("/figures/enquiries/rows?period=2026-08&sort=name").text
    address = page.partition("<tbody")[2].partition('href="')[2].partition('"')[0]
    assert address.startswith("/desk/people/")
    assert client.get(address).status_code == 200


def test_rows_of_a_larger_place_are_ones_own_only(county: Flask) -> None:
    client = at(county, Role.BROKER)
    for area in ("all", "district:ashford"):
        page = client.get(f"/figures/enquiries/rows?period=2026-08&area={area}").text
        assert "your own centre only" in page
        assert "Zzsecret" not in page


def test_a_closed_number_that_rows_no_longer_make_says_so(county: Flask) -> None:
    page = at(county, Role.MANAGER).get("/figures/enquiries/rows?period=2026-07").text
    assert "July 2026 was closed with: 1." in page
    assert "they make: 2." in page
    assert 'href="/figures/periods/2026-07#late"' in page


def test_an_open_number_that_has_changed_says_so(county: Flask) -> None:
    with county.app_context(), unit_of_work() as session:
        moment = midnight(AUGUST.first_on) + timedelta(days=9)
        make_volunteer(session, created_at=moment)
    page = at(county, Role.BROKER).get("/figures/enquiries/rows?period=2026-08").text
    assert f"The figure says: {OURS}." in page
    assert f"these rows make: {OURS + 1}." in page


def test_the_file_holds_every_row_and_no_formula_and_is_written_down(county: Flask) -> None:
    answer = at(county, Role.BROKER).get("/figures/enquiries/rows.csv?period=2026-08&sort=name")
    found = rows(answer.text)
    assert len(found) == OURS
    assert sum(int(row[12]) for row in found) == OURS
    assert [row[7] for row in found if "=Aa" in row[7]] == ["'=Aa Example"]
    with county.app_context():
        entries = select(AuditEntry).where(AuditEntry.kind == "figures_rows")
        assert [one.public_id for one in db.session.scalars(entries)] == ["enquiries"]


def test_the_lead_reads_roles_of_every_centre_and_nobodys_people(county: Flask) -> None:
    live = "/figures/roles_live/rows?period=2026-08&area=all"
    assert "Ferry host" not in at(county, Role.BROKER).get(live).text
    client = at(county, Role.LEAD)
    page = client.get(live).text
    assert "2 rows" in page
    assert "Ferry host" in page
    assert "Together they make the number in the figures: 2." in page
    assert client.get("/figures/enquiries/rows?period=2026-08").status_code == 404
    assert client.get("/figures/enquiries/rows.csv?period=2026-08").status_code == 404
    shown = client.get("/figures?period=2026-08&area=all").text
    assert 'href="/figures/roles_live/rows?' in shown
    assert 'href="/figures/enquiries/rows?' not in shown
    assert "/rows?" not in client.get("/figures/enquiries?period=2026-08").text


def test_funding_leads_whoever_may_correct_it_to_its_entry(county: Flask) -> None:
    with county.app_context(), unit_of_work() as session:
        theirs = session.scalars(select(Centre.id).order_by(Centre.id.desc())).first()
        facts = {"pence": 500, "kind": "grant", "note": "", "entered_by": "account:lead"}
        day = AUGUST.first_on
        session.add(Funding(received_on=day, came_from="A trust", centre_id=theirs, **facts))
        count_period(session, AUGUST)
    address = "/figures/funding/rows?period=2026-08&area=all"
    lead = at(county, Role.LEAD)
    entry = re.search(r'href="(/figures/entered/funding/[^"]+)"', lead.get(address).text)
    assert entry
    assert lead.get(entry[1]).status_code == 200
    manager = at(county, Role.MANAGER)
    assert "/figures/entered/funding/" not in manager.get(address).text
    assert manager.get(entry[1]).status_code == 404


def test_an_evaluator_has_neither_links_nor_rows(county: Flask) -> None:
    client = at(county, Role.EVALUATOR)
    for name in ("roles_live", "enquiries"):
        assert client.get(f"/figures/{name}/rows?period=2026-08").status_code == 403
        assert "/rows?" not in client.get(f"/figures/{name}?period=2026-08").text
    assert "/rows?" not in client.get("/figures?period=2026-08").text


def test_answers_given_on_a_promise_have_no_rows_for_anybody(county: Flask) -> None:
    promised = [name for name in measures() if name.startswith("outcome_")]
    for role in (Role.BROKER, Role.MANAGER, Role.LEAD):
        client = at(county, role)
        for name in ("reach_disability", "reach_ethnic_group", *promised):
            answer = client.get(f"/figures/{name}/rows?period=2026-08")
            assert answer.status_code == 404
            assert "promise" in answer.text


def test_the_pages_of_figures_lead_there(county: Flask) -> None:
    client = at(county, Role.BROKER)
    shown = client.get("/figures?period=2026-08").text
    assert 'href="/figures/enquiries/rows?' in shown
    assert 'href="/figures/reach_disability/rows?' not in shown
    page = client.get("/figures/channel?period=2026-08").text
    assert "See the rows behind this number" in page
    trend = client.get("/figures/enquiries?period=2026-08").text
    assert "period=2026-07" in trend.partition('id="trend"')[2]


@pytest.mark.parametrize(
    "address",
    [
        "/figures/nothing/rows",
        "/figures/enquiries/rows?group=nothing",
        "/figures/enquiries/rows?period=yesterday",
        "/figures/enquiries/rows?area=centre:dover-example-volunteer-centre",
    ],
)
def test_what_is_not_there_is_said_to_be(app: Flask, address: str) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_centre(session, "Dover Example Volunteer Centre", "E07000108")
    assert at(app, Role.BROKER).get(address).status_code == 404


def test_no_row_at_all_says_so(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    page = at(app, Role.BROKER).get("/figures/placements/rows?period=2026-08&page=7&sort=odd").text
    assert "There is no row here." in page
    assert "has not been counted yet" in page
