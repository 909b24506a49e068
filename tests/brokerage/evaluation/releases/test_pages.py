"""The pages of evaluations and releases: from setting one up to its end."""

from __future__ import annotations

import io
import zipfile
from hashlib import sha256

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.actors import Role
from brokerage.audit import AuditEntry
from brokerage.db import db, unit_of_work
from brokerage.evaluation.releases.jobs import make_release
from brokerage.evaluation.releases.models import Evaluation, Release, ReleaseState
from brokerage.jobs.models import JobRun
from tests.brokerage.evaluation.releases.asking import files
from tests.evaluating import QUARTER, TODAY, new_evaluation, new_release
from tests.making import signed_in

LIST = "/figures/evaluations"
GOOD = {
    "name": "Second year",
    "evaluator": "The Example Institute",
    "purpose": "Who stays, and why?",
    "agreement": "Agreement of 3 July 2026",
    "begins_on": f"{TODAY:%-d %-m %Y}",
    "ends_on": f"{TODAY:%-d %-m}" + f" {TODAY.year + 1}",
    "dates": "months",
    "submission": "one",
}


@pytest.fixture(params=["app", "postgres_app"])
def place(request: pytest.FixtureRequest) -> Flask:
    app: Flask = request.getfixturevalue(request.param)
    return app


def set_up(lead: FlaskClient) -> str:
    answer = lead.post(f"{LIST}/new", data=GOOD)
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def test_from_setting_up_to_the_end(county: Flask) -> None:
    lead, evaluator = signed_in(county, Role.LEAD), signed_in(county, Role.EVALUATOR)
    assert "No evaluation is set up yet" in lead.get(LIST).text
    page = set_up(lead)
    assert set_up(lead) == page  # sent twice
    assert "Second year" in lead.get(LIST).text
    sent = {"period": str(QUARTER), "submission": "ask"}
    release = evaluator.post(f"{page}/releases", data=sent).location
    assert evaluator.post(f"{page}/releases", data=sent).location == release
    waiting = evaluator.get(release)
    assert "It is being made" in waiting.text
    assert waiting.headers["Refresh"] == "3"
    assert "Refresh" not in evaluator.get(f"{release}?still=1").headers
    with county.app_context():
        run = db.session.scalars(select(JobRun).where(JobRun.job == "releases.make")).one()
        arguments = dict(run.arguments)
        db.session.rollback()
        make_release.work(**arguments)
    made = evaluator.get(release).text
    assert "To be approved" in made
    assert "A second person approves it" in made
    assert evaluator.post(f"{release}/approve", data={"submission": "a"}).status_code == 422
    assert evaluator.get(f"{release}/package.zip").status_code == 409
    assert lead.post(f"{release}/approve", data={"submission": "b"}).status_code == 302
    taken = evaluator.get(f"{release}/package.zip")
    assert taken.status_code == 200
    again = lead.get(f"{release}/package.zip")
    assert sha256(again.data).digest() == sha256(taken.data).digest()
    with zipfile.ZipFile(io.BytesIO(taken.data)) as package:
        found = {name.partition("/")[2]: package.read(name) for name in package.namelist()}
    assert found == files(county, arguments["release_id"])
    assert evaluator.get(f"{release}/files/people.csv").data == found["people.csv"]
    assert evaluator.get(f"{release}/files/nobody.csv").status_code == 404
    told = lead.get(release).text
    assert "A evaluator, " in told
    assert ": package.zip" in told
    with county.app_context():
        query = select(AuditEntry.fields).where(AuditEntry.action == "download")
        noted = list(db.session.scalars(query))
        checksum = f"sha256.{db.session.scalars(select(Release.sha256)).one()[:32]}"
    assert noted == [
        ["package.zip", checksum],
        ["package.zip", checksum],
        ["people.csv", checksum],
    ]
    assert lead.post(f"{page}/end").status_code == 422
    assert lead.post(f"{page}/end", data={"sure": "yes"}).status_code == 302
    assert "Its key is destroyed" in lead.get(page).text
    assert evaluator.get(f"{release}/package.zip").status_code == 409
    assert evaluator.post(f"{page}/releases", data={**sent, "submission": "c"}).status_code == 422


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "Enter an answer"),
        ({"name": "Taken"}, "name", "There is an evaluation of that name"),
        ({"ends_on": "31 2 2027"}, "ends_on", "Enter a day, month and year"),
        ({"ends_on": "1 1 2001"}, "ends_on", "The last day is before the first"),
        ({"dates": "hours"}, "dates", "Choose one of the answers"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    place: Flask, typed: dict[str, str], field: str, said: str
) -> None:
    with place.app_context(), unit_of_work() as session:
        new_evaluation(session, name="Taken")
    answer = signed_in(place, Role.LEAD).post(f"{LIST}/new", data={**GOOD, **typed})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert said in answer.text
    with place.app_context():
        assert list(db.session.scalars(select(Evaluation.name))) == ["Taken"]


def test_declining_asks_why(place: Flask) -> None:
    with place.app_context(), unit_of_work() as session:
        address = f"/figures/releases/{new_release(session, ReleaseState.WAITING).public_id}"
    lead = signed_in(place, Role.LEAD)
    answer = lead.post(f"{address}/decline", data={"submission": "a", "reason": " "})
    assert (answer.status_code, 'href="#reason"' in answer.text) == (422, True)
    sent = {"submission": "b", "reason": "The wrong <quarter>"}
    assert lead.post(f"{address}/decline", data=sent).status_code == 302
    page = lead.get(address).text
    assert "Declined by" in page
    assert "The wrong &lt;quarter&gt;" in page


@pytest.mark.parametrize("role", [Role.BROKER, Role.MANAGER, Role.ADMINISTRATOR, Role.VOLUNTEER])
def test_nobody_else_sees_any_of_it(app: Flask, role: Role) -> None:
    with app.app_context(), unit_of_work() as session:
        release = new_release(session)
        addresses = [
            LIST,
            f"{LIST}/{release.evaluation.public_id}",
            f"/figures/releases/{release.public_id}",
            f"/figures/releases/{release.public_id}/package.zip",
        ]
    client = signed_in(app, role)
    assert {client.get(address).status_code for address in addresses} == {403}


def test_an_evaluator_sets_nothing_up_and_ends_nothing(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        address = f"{LIST}/{new_evaluation(session).public_id}"
    client = signed_in(app, Role.EVALUATOR)
    assert client.get(f"{LIST}/new").status_code == 403
    assert client.post(f"{address}/end", data={"sure": "yes"}).status_code == 403
    assert "End this evaluation" not in client.get(address).text
