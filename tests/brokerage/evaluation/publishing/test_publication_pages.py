"""The pages of publishing: staff make and approve, everybody reads."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from brokerage.actors import Actor, Role
from brokerage.db import db, unit_of_work
from brokerage.evaluation.closing import close
from brokerage.evaluation.periods import Period
from brokerage.evaluation.publishing.models import Publication
from tests.making import make_county, make_publication, signed_in

QUARTER = "2026-Q2"
STAFF, PUBLIC = "/figures/publishing", f"/published-figures/{QUARTER}"


@pytest.fixture(params=["app", "postgres_app"])
def county(request: pytest.FixtureRequest) -> Flask:
    """A closed quarter in which nobody did anything."""
    app: Flask = request.getfixturevalue(request.param)
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        quarter = Period.read(QUARTER)
        close(session, quarter, Actor("job:test", "job"), quarter.until, without_all=True)
    return app


def ids(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Publication.public_id).order_by(Publication.id)))


def make(client: FlaskClient, key: str, **sent: str) -> tuple[int, str]:
    answer = client.post(STAFF, data={"period": QUARTER, "submission": key, **sent})
    return answer.status_code, answer.text


def test_the_lead_makes_another_approves_and_everybody_reads(county: Flask) -> None:
    lead, evaluator = signed_in(county, Role.LEAD), signed_in(county, Role.EVALUATOR)
    visitor = county.test_client()
    for _ in range(2):
        assert make(lead, "once")[0] == 302
    (made,) = ids(county)
    assert visitor.get(PUBLIC).status_code == 404
    page = lead.get(f"{STAFF}/{made}").text
    assert "Somebody else has to approve it" in page
    assert "Too few" in page
    refused = lead.post(f"{STAFF}/{made}/approve", data={"submission": "own"})
    assert (refused.status_code, "Somebody else has to approve" in refused.text) == (422, True)
    assert "waits to be approved" in make(lead, "again")[1]
    assert evaluator.post(f"{STAFF}/{made}/approve", data={"submission": "a"}).status_code == 302
    answer = visitor.get(PUBLIC)
    assert (answer.status_code, answer.cache_control.public) == (200, True)
    assert "Not told" in answer.text
    assert "Too few" not in answer.text
    assert not lead.get(PUBLIC).cache_control.public
    assert f'href="{PUBLIC}"' in visitor.get("/published-figures").text


def test_what_is_withdrawn_says_why_and_a_further_edition_has_a_reason(county: Flask) -> None:
    lead, evaluator = signed_in(county, Role.LEAD), signed_in(county, Role.EVALUATOR)
    make(lead, "first")
    (made,) = ids(county)
    evaluator.post(f"{STAFF}/{made}/approve", data={"submission": "a"})
    code, page = make(lead, "second")
    assert (code, 'href="#reason"' in page) == (422, True)
    empty = lead.post(f"{STAFF}/{made}/withdraw", data={"submission": "w0"})
    assert (empty.status_code, 'href="#withdrawn_because"' in empty.text) == (422, True)
    sent = {"submission": "w1", "withdrawn_because": "A <centre> was missing"}
    assert lead.post(f"{STAFF}/{made}/withdraw", data=sent).status_code == 302
    assert "A &lt;centre&gt; was missing" in county.test_client().get(PUBLIC).text
    assert county.test_client().get(f"{PUBLIC}/tables.xlsx").status_code == 404
    assert make(lead, "third", reason="It is there now")[0] == 302
    evaluator.post(f"{STAFF}/{ids(county)[-1]}/approve", data={"submission": "b"})
    page = county.test_client().get(PUBLIC).text
    assert "edition 2" in page
    assert "It is there now" in page


def test_a_reason_that_is_too_long_comes_back(county: Flask) -> None:
    code, page = make(signed_in(county, Role.LEAD), "long", reason="many words " * 120)
    assert (code, "1,000 characters or fewer" in page) == (422, True)


def test_page_csv_workbook_and_package_hold_the_same(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_publication(session, QUARTER)
    visitor = app.test_client()
    page = visitor.get(PUBLIC).text
    for text in ("Ashford", ">25<", ">Not told<"):
        assert text in page
    told = [["Of", "People"], ["Ashford", "25"], ["Dover", "not told"]]
    answer = visitor.get(f"{PUBLIC}/registrations_by_district.csv")
    assert list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))) == told
    book = load_workbook(io.BytesIO(visitor.get(f"{PUBLIC}/tables.xlsx").data))
    sheet = book["People who registered"].iter_rows(values_only=True)
    assert [[str(cell) for cell in row] for row in sheet] == told
    package = zipfile.ZipFile(io.BytesIO(visitor.get(f"{PUBLIC}/tables.zip").data))
    folder = "published-figures-2026-q2-1"
    lines = package.read(f"{folder}/registrations_by_district.csv").decode("utf-8-sig")
    assert lines.split() == ["line,of,is_total,amount,per_cent", "1,Ashford,no,25,", "2,Dover,no,,"]
    assert {f"{folder}/datapackage.json", f"{folder}/SHA256SUMS"} <= set(package.namelist())


@pytest.mark.parametrize(
    "address", ["2026-Q3", "2026-13", "soon", f"{QUARTER}/nothing.csv", "2026-Q3/tables.zip"]
)
def test_what_was_not_published_is_not_there(app: Flask, address: str) -> None:
    with app.app_context(), unit_of_work() as session:
        make_publication(session, QUARTER)
    assert app.test_client().get(f"/published-figures/{address}").status_code == 404


def test_before_anything_is_published_or_closed_the_pages_say_so(app: Flask) -> None:
    assert "Nothing has been published yet" in app.test_client().get("/published-figures").text
    assert "No quarter is closed yet" in signed_in(app, Role.LEAD).get(STAFF).text


def test_only_the_lead_makes_and_withdraws(county: Flask) -> None:
    evaluator = signed_in(county, Role.EVALUATOR)
    assert evaluator.post(STAFF).status_code == 403
    assert evaluator.get(STAFF).status_code == 200
    assert "Make an edition" not in evaluator.get(STAFF).text
    assert signed_in(county, Role.ADMINISTRATOR).get(STAFF).status_code == 403
