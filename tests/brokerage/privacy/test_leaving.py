"""A centre leaves: with its data, its people transferred or anonymous."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from flask import Flask
from sqlalchemy import select

from brokerage.accounts.models import Hat
from brokerage.actors import PUBLIC, Role
from brokerage.centres.models import Centre
from brokerage.centres.service import centre_for_district, list_centres
from brokerage.consents import record_consent
from brokerage.db import unit_of_work
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.weeks import local_today
from tests.making import make_account, make_centre, make_county, make_role, make_volunteer

DOVER = "E07000108"


def fill(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        dover = make_centre(session, "Dover", DOVER)
        shared = make_volunteer(session, dover.id, first_name="Shared", phone="=1+1")
        record_consent(session, shared.id, "share_any_centre", True, PUBLIC)
        make_volunteer(session, dover.id, first_name="Private")
        make_volunteer(session, first_name="Ashfords")
        make_account(session, Role.BROKER, centre_id=dover.id)
        role = make_role(session)
        role.organisation.centre_id = role.centre_id = dover.id


def left(app: Flask, file) -> zipfile.ZipFile:
    answer = app.test_cli_runner().invoke(
        args=["centres", "leave", "dover", str(file), "--yes"], catch_exceptions=False
    )
    assert "1 person went to Ashford Example Volunteer Centre." in answer.output, answer.output
    assert "1 person made anonymous." in answer.output
    return zipfile.ZipFile(file)


def check(app: Flask, archive: zipfile.ZipFile) -> None:
    people = json.loads(archive.read("volunteers.json"))
    assert [one["first_name"] for one in people] == ["Shared", "Private"]
    rows = list(csv.DictReader(io.StringIO(archive.read("volunteers.csv").decode("utf-8-sig"))))
    assert rows[0]["phone"] == "'=1+1"
    assert {"centres.json", "opportunities.csv", "consents.json", "README.txt"} <= set(
        archive.namelist()
    )
    with app.app_context(), unit_of_work() as session:
        lead, dover = session.scalars(select(Centre).order_by(Centre.id)).all()
        found = session.scalars(select(Volunteer).order_by(Volunteer.id)).all()
        assert [one.first_name for one in found] == ["Shared", "Anonymised", "Ashfords"]
        assert [one.centre_id for one in found] == [lead.id, dover.id, lead.id]
        assert found[1].state == VolunteerState.ANONYMISED
        assert session.scalars(select(Hat).where(Hat.centre_id == dover.id)).all() == []
        assert dover.left_on == local_today()
        assert list_centres(session) == [lead]
        assert centre_for_district(session, DOVER, local_today()).centre is lead


def test_a_centre_leaves_with_its_data(app: Flask, tmp_path) -> None:
    fill(app)
    check(app, left(app, tmp_path / "dover.zip"))


@pytest.mark.postgres
def test_also_on_postgresql(postgres_app: Flask, tmp_path) -> None:
    fill(postgres_app)
    check(postgres_app, left(postgres_app, tmp_path / "dover.zip"))


def test_the_lead_centre_stays_and_nothing_is_done_twice(app: Flask, tmp_path) -> None:
    fill(app)
    run = app.test_cli_runner().invoke
    lead = "ashford-example-volunteer-centre"
    answer = run(args=["centres", "leave", lead, str(tmp_path / "a.zip"), "--yes"])
    assert "The lead centre cannot leave" in answer.output
    left(app, tmp_path / "dover.zip")
    again = run(args=["centres", "leave", "dover", str(tmp_path / "b.zip"), "--yes"])
    assert "has left already" in again.output


def test_an_export_changes_nothing_and_overwrites_nothing(app: Flask, tmp_path) -> None:
    fill(app)
    run = app.test_cli_runner().invoke
    file = str(tmp_path / "dover.zip")
    assert "rows of" in run(args=["centres", "export", "dover", file]).output
    assert "File exists" in run(args=["centres", "export", "dover", file]).output
    with app.app_context(), unit_of_work() as session:
        assert "Private" in session.scalars(select(Volunteer.first_name)).all()
