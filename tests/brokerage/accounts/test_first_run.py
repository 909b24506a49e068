"""The first page of a new installation, and the commands."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select

from brokerage.accounts.jobs import begin_set_up
from brokerage.accounts.models import Account
from brokerage.actors import Role
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from tests.making import make_account, make_county

TYPED = {
    "centre": "Ashford Volunteer Centre",
    "district": "E07000105",
    "address": "1 Example Street",
    "phone": "01632 960001",
    "full_name": "Morgan",
    "email": "Morgan@centre.example",
    "password": "correct kettle harbour",
}
OPTIONS = ["--centre", "Ashford Volunteer Centre", "--district", "ashford", "--address", "1 Street"]
WHO = ["--phone", "01632 960001", "--name", "Morgan", "--email", "morgan@centre.example"]


def test_set_up_makes_the_lead_centre_and_its_manager_once(app: Flask, client: FlaskClient) -> None:
    path = begin_set_up(app)
    assert "Ashford" in client.get(path).text
    wrong = client.post(path, data={**TYPED, "password": "password1234"})
    assert wrong.status_code == 422
    assert "easy to guess" in wrong.text
    assert client.post(path, data={**TYPED, "phone": ""}).status_code == 422
    assert client.post(path, data=TYPED).location == "/account/sign-in/password"
    with app.app_context():
        assert db.session.scalars(select(Centre)).one().is_lead
        manager = db.session.scalars(select(Account)).one()
        assert [hat.role for hat in manager.hats] == [Role.MANAGER]
    assert begin_set_up(app) is None
    for answer in (client.get(path), client.post(path, data=TYPED)):
        assert answer.status_code == 404
    typed = {"name": "morgan@centre.example", "password": TYPED["password"]}
    asked = client.post("/account/sign-in/password", data=typed)
    assert asked.location == "/account/sign-in/second-step/set-up"


def test_only_the_newest_printed_address_opens_set_up(app: Flask, client: FlaskClient) -> None:
    first, second = begin_set_up(app), begin_set_up(app)
    assert client.get(first).status_code == 404
    assert client.get("/account/set-up/guessed").status_code == 404
    assert client.get(second).status_code == 200


def test_a_lead_centre_that_is_there_is_not_asked_for_again(
    app: Flask, client: FlaskClient
) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    path = begin_set_up(app)
    assert "Ashford Example Volunteer Centre leads" in client.get(path).text
    person = {name: TYPED[name] for name in ("full_name", "email", "password")}
    assert client.post(path, data=person).status_code == 302


def test_the_commands_make_accounts_and_help_the_locked_out(
    app: Flask, cli: FlaskCliRunner, client: FlaskClient
) -> None:
    made = cli.invoke(args=["accounts", "set-up", *OPTIONS, *WHO])
    path = re.search(r"https?://[^/]+(/\S+)", made.output)[1]
    assert client.post(path, data={"password": TYPED["password"]}).status_code == 302
    refused = cli.invoke(args=["accounts", "set-up", *OPTIONS, *WHO])
    assert refused.exit_code == 1
    assert "set up already" in refused.output

    new = ["accounts", "create-staff", "Bryony", "--email", "bryony@centre.example", "--role"]
    assert cli.invoke(args=[*new, "broker"]).exit_code == 2  # which centre?
    at = ["--centre", "ashford-volunteer-centre"]
    assert "chooses a password" in cli.invoke(args=[*new, "broker", *at]).output
    assert "taken" in cli.invoke(args=[*new, "broker", *at]).output
    listed = cli.invoke(args=["accounts", "list"]).output.splitlines()
    assert listed[0].startswith("bryony@centre.example: Bryony, Broker at Ashford Volunteer")
    assert len(listed) == 2

    for command in ("end-sign-ins", "reset-second-step", "reset-password"):
        assert cli.invoke(args=["accounts", command, "bryony@centre.example"]).exit_code == 0
        missing = cli.invoke(args=["accounts", command, "nobody"])
        assert missing.exit_code == 1
        assert "Nobody signs in as" in missing.output


def test_nothing_is_set_up_by_command_in_a_district_nobody_knows(
    app: Flask, cli: FlaskCliRunner
) -> None:
    options = [*OPTIONS[:3], "Atlantis", *OPTIONS[4:]]
    result = cli.invoke(args=["accounts", "set-up", *options, *WHO])
    assert "There is no district “Atlantis”" in result.output
    with app.app_context():
        assert db.session.scalars(select(Account)).all() == []


def test_set_up_is_closed_while_anybody_of_staff_has_an_account(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_account(session, Role.EVALUATOR)
    assert begin_set_up(app) is None
