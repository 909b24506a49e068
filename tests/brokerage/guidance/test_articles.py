"""The library as it is read and as the lead changes it."""

from __future__ import annotations

from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.actors import Role
from brokerage.audit import AuditEntry
from brokerage.db import db, unit_of_work
from brokerage.guidance.models import GuidanceEdition
from tests.making import make_county, signed_in

TYPED = {
    "title": "Expenses here",
    "summary": "What we pay in this county.",
    "body": "## Our rule\n\nPay **today**.",
    "sources": "GOV.UK: volunteering https://www.gov.uk/volunteering",
    "reviewed_on": "20 11 2026",
    "version": "0",
}
EDIT, PAGE = "/guidance/expenses/edit", "/guidance/expenses"


@pytest.fixture
def lead(app: Flask) -> FlaskClient:
    return signed_in(app, Role.LEAD)


def versions(app: Flask) -> list[tuple[int, bool, str]]:
    with app.app_context():
        rows = db.session.scalars(select(GuidanceEdition).order_by(GuidanceEdition.id))
        return [(one.version, one.own, one.title) for one in rows]


def test_everybody_finds_and_reads_it(client: FlaskClient) -> None:
    page = client.get("/guidance").text
    assert "16 pages" in page
    assert 'href="/guidance/trustees"' in page
    found = client.get("/guidance?topic=expenses&audience=volunteers").text
    assert "1 page on expenses" in found
    assert "Expenses, and volunteering while on benefits" in found
    assert "Nothing here has all of that" in client.get("/guidance?q=zeppelin+%00").text
    assert "16 pages" in client.get("/guidance?topic=nonsense&audience=x").text
    article = client.get(PAGE).text
    assert "Last checked 21 November 2026" in article
    assert "https://www.gov.uk/volunteering/pay-and-expenses" in article
    assert "Change this text" not in article
    assert client.get("/guidance/nothing").status_code == 404


def test_the_lead_keeps_a_text_of_the_county(app: Flask, client: FlaskClient, lead) -> None:
    assert unescape(lead.get(EDIT).text).count("Never a round sum") == 2  # summary is another text
    assert lead.post(EDIT, data=TYPED).status_code == 302
    page = client.get(PAGE).text
    assert "Expenses here" in page
    assert "Pay <strong>today</strong>." in page
    assert "Last checked 20 November 2026" in page
    assert "Expenses here" in client.get("/guidance").text
    assert versions(app) == [(1, True, "Expenses here")]
    with app.app_context():
        (entry,) = db.session.scalars(select(AuditEntry).filter_by(kind="guidance"))
        assert (entry.action, entry.version) == ("edit", 1)


def test_the_shipped_text_is_put_back_and_history_stays(app: Flask, client, lead) -> None:
    lead.post(EDIT, data=TYPED)
    assert "Put back the shipped text" in lead.get(f"{PAGE}/history").text
    assert lead.post(f"{PAGE}/put-back", data={"version": "1"}).status_code == 302
    assert "Expenses: nobody should pay to help" in client.get(PAGE).text
    history = lead.get(f"{PAGE}/history").text
    assert "the shipped text was put back" in history
    assert "Put back the shipped text" not in history
    assert "Pay <strong>today</strong>." in lead.get(f"{PAGE}/history/1").text
    assert lead.get(f"{PAGE}/history/7").status_code == 404
    assert [own for _, own, _ in versions(app)] == [True, False]


def test_two_editors_see_each_other_and_nothing_is_lost(client: FlaskClient, lead) -> None:
    lead.post(EDIT, data=TYPED)
    mine = {**TYPED, "title": "Mine", "body": "My own words."}
    answer = lead.post(EDIT, data=mine)
    assert answer.status_code == 409
    page = unescape(answer.text)
    assert "Pay <strong>today</strong>." in page  # as it stands now
    assert "My own words." in page
    assert 'name="version" value="1"' in page
    assert "Expenses here" in client.get(PAGE).text
    assert lead.post(EDIT, data={**mine, "version": "1"}).status_code == 302
    assert "My own words." in client.get(PAGE).text
    stale = lead.post(f"{PAGE}/put-back", data={"version": "1"}, follow_redirects=True)
    assert "Somebody else changed this meanwhile" in stale.text
    assert "My own words." in client.get(PAGE).text


def test_it_can_be_looked_at_before_it_is_kept(client: FlaskClient, lead) -> None:
    page = lead.post(EDIT, data={**TYPED, "act": "preview"}).text
    assert "How your text will look" in page
    assert "Pay <strong>today</strong>." in page
    assert "Expenses here" not in client.get(PAGE).text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", ""),
        ("title", "x" * 201),
        ("summary", "x" * 401),
        ("body", ""),
        ("sources", "no address at all"),
        ("sources", "Bad http://plain.example"),
        ("sources", "\n".join(["A https://a.example"] * 13)),
        ("reviewed_on", "yesterday"),
        ("reviewed_on", "1 1 2199"),
    ],
)
def test_what_cannot_be_kept_is_named_and_stays_in_the_form(lead, field: str, text: str) -> None:
    answer = lead.post(EDIT, data={**TYPED, field: text})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "Pay **today**." in answer.text or field == "body"


def test_nobody_else_changes_it(app: Flask, client: FlaskClient) -> None:
    for role in (Role.BROKER, Role.MANAGER, Role.MEMBER, Role.EVALUATOR):
        assert signed_in(app, role).post(EDIT, data=TYPED).status_code == 403
    assert client.post(EDIT, data=TYPED).status_code == 302  # to sign in
    assert "Expenses here" not in client.get(PAGE).text


@pytest.mark.postgres
def test_the_first_change_on_postgresql(postgres_app: Flask) -> None:
    with postgres_app.app_context(), unit_of_work() as session:
        make_county(session)
    lead = signed_in(postgres_app, Role.LEAD)
    assert lead.post(EDIT, data=TYPED).status_code == 302
    assert lead.post(EDIT, data={**TYPED, "title": "Other"}).status_code == 409
