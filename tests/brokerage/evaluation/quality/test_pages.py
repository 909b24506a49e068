"""The pages on the quality of data: a centre, every centre, and lists that lead to mending."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.actors import Role
from brokerage.audit import AuditEntry
from brokerage.db import db, unit_of_work
from brokerage.evaluation.jobs import count_what_to_mend
from brokerage.evaluation.quality.checks import CHECKS
from tests.brokerage.evaluation.quality.spoiling import (
    SPOILED,
    days_ago,
    entry,
    lead,
    person,
    started,
)
from tests.making import make_centre, make_county, signed_in

PAGE = "/figures/quality"
OURS, DOVER = "ashford-example-volunteer-centre", "dover-example"


@pytest.fixture
def county(app: Flask) -> Flask:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_centre(session, "Dover Example", "E07000108")
    return app


@pytest.fixture
def broker(county: Flask) -> FlaskClient:
    with county.app_context():
        centre_id = lead(db.session()).id
    return signed_in(county, Role.BROKER, centre_id=centre_id)


def spoil(app: Flask, *names: str) -> None:
    with app.app_context(), unit_of_work() as session:
        for name in names:
            SPOILED[name](session)


def exported(app: Flask) -> list[str]:
    with app.app_context():
        query = select(AuditEntry.public_id).where(AuditEntry.kind == "quality")
        return list(db.session.scalars(query))


def test_every_record_leads_to_a_page_that_opens(county: Flask, broker: FlaskClient) -> None:
    spoil(county, *SPOILED)
    for name in (name for name, check in CHECKS.items() if check.listed):
        page = broker.get(f"{PAGE}/{name}?centre={OURS}")
        assert page.status_code == 200, name
        links = re.findall(r'href="([^"]+)">Mend<', page.text)
        assert links, name
        for link in links:
            path, _, anchor = unescape(link).partition("#")
            opened = broker.get(path, follow_redirects=True)
            assert opened.status_code == 200, (name, link)
            assert not anchor or f'id="{anchor}"' in opened.text, (name, link)


def test_where_nothing_is_wrong_it_says_so(broker: FlaskClient) -> None:
    assert "Nothing to mend." in broker.get(PAGE).text
    assert "Nothing to mend." in broker.get(f"{PAGE}/person_age").text


def test_how_many_of_how_many(county: Flask, broker: FlaskClient) -> None:
    spoil(county, "person_age", "person_times", "person_equality")
    page = broker.get(PAGE).text
    assert "1 of 3, 33%" in page
    assert f"{PAGE}/person_age?centre={OURS}" in page
    assert f"{PAGE}/person_equality" not in page
    assert "only counted" in page


def test_what_has_changed_is_told_from_the_next_night_on(
    county: Flask, broker: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(county, "person_age")
    assert "From tomorrow on" in broker.get(PAGE).text
    monkeypatch.setattr("brokerage.evaluation.jobs.local_today", lambda: days_ago(8))
    with county.app_context():
        assert count_what_to_mend.work() == "1 to mend."
    spoil(county, "person_age")
    assert "1 more" in broker.get(PAGE).text


@pytest.mark.parametrize("role", [Role.LEAD, Role.EVALUATOR])
def test_the_lead_and_the_evaluator_see_numbers_of_every_centre_and_nobody(
    county: Flask, role: Role
) -> None:
    spoil(county, "person_age")
    client = signed_in(county, role)
    assert "Not counted yet." in client.get(PAGE).text
    with county.app_context():
        count_what_to_mend.work()
    page = client.get(PAGE).text
    assert "All together" in page
    assert "Dover Example" in page
    one = client.get(f"{PAGE}?centre={OURS}").text
    assert "1 of 1, 100%" in one
    assert f"{PAGE}/person_age" not in one
    assert client.get(f"{PAGE}/person_age?centre={OURS}").status_code == 403
    assert client.get(f"{PAGE}/person_age.csv?centre={OURS}").status_code == 403


def test_another_centres_numbers_and_lists_are_not_there(broker: FlaskClient) -> None:
    for path in ("", "/person_age", "/person_age.csv", "/counts.csv"):
        for slug in (DOVER, "all", "nowhere"):
            assert broker.get(f"{PAGE}{path}?centre={slug}").status_code == 404, (path, slug)
    assert broker.get(f"{PAGE}/person_age?period=soon").status_code == 404


def test_a_long_list_has_pages_and_the_file_holds_all(county: Flask, broker: FlaskClient) -> None:
    with county.app_context(), unit_of_work() as session:
        for number in range(30):
            person(session, age_band=None, first_name=f"=Vera{number}")
    first, second = (broker.get(f"{PAGE}/person_age?page={n}").text for n in (1, 2))
    assert (first.count(">Mend<"), second.count(">Mend<")) == (25, 5)
    assert f"/figures/quality/person_age?page=2&amp;centre={OURS}" in first
    text = broker.get(f"{PAGE}/person_age.csv").text.removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 31
    assert all(row[0].startswith("'=Vera") for row in rows[1:])
    assert exported(county) == ["person_age"]


def test_a_list_of_a_month_holds_that_months_records(county: Flask, broker: FlaskClient) -> None:
    with county.app_context(), unit_of_work() as session:
        entry(session, started(session, started_on=days_ago(90)), given_on=days_ago(75))
    month = f"{days_ago(75):%Y-%m}"
    assert ">Mend<" in broker.get(f"{PAGE}/hours_unconfirmed?period={month}").text
    assert ">Mend<" not in broker.get(f"{PAGE}/hours_unconfirmed?period=2020-01").text


def test_the_counts_can_be_taken_away_as_shown(county: Flask, broker: FlaskClient) -> None:
    spoil(county, "person_age")
    own = broker.get(f"{PAGE}/counts.csv").text
    assert "No age group,Missing,1,1,100" in own
    with county.app_context():
        count_what_to_mend.work()
    every = signed_in(county, Role.LEAD).get(f"{PAGE}/counts.csv").text
    assert "No age group,Missing,1,1,100" in every
    assert "Dover Example" in every
    assert exported(county) == ["counts", "counts"]


def test_the_figures_lead_there(broker: FlaskClient) -> None:
    assert f'href="{PAGE}"' in broker.get("/figures").text
