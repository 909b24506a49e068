"""Nobody has to remember: this walks every route there is."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.access import access_of, needs
from brokerage.accounts.models import Account
from brokerage.accounts.service import take_hat
from brokerage.actors import Role
from brokerage.db import unit_of_work
from tests.making import signed_in


def test_every_route_has_an_access_decision(app: Flask) -> None:
    undecided = [
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if access_of(app, rule.endpoint) is None
    ]
    assert undecided == []


def test_a_route_without_a_decision_is_closed(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/forgotten", view_func=lambda: "secret", endpoint="forgotten")
    answer = client.get("/forgotten")
    assert answer.status_code == 403
    assert b"secret" not in answer.data


def test_a_route_that_needs_a_permission_sends_strangers_to_sign_in(client: FlaskClient) -> None:
    answer = client.post("/account/sign-out")
    assert answer.status_code == 302
    assert answer.location.startswith("/account/sign-in?next=")
    assert (
        client.post("/account/sign-out", headers={"Accept": "application/json"}).status_code == 401
    )


def test_a_role_without_the_permission_is_turned_away(app: Flask) -> None:
    app.add_url_rule("/desk-only", "desk_only", needs("desk.day")(lambda: "the desk"))
    assert signed_in(app, Role.LEAD).get("/desk-only").status_code == 403
    assert signed_in(app, Role.BROKER).get("/desk-only").text == "the desk"


def test_a_permission_nobody_declared_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        needs("desk.dya")


def test_signing_out_ends_the_sign_in_itself(app: Flask) -> None:
    app.add_url_rule("/desk-only", "desk_only", needs("desk.day")(lambda: "the desk"))
    client = signed_in(app, Role.MANAGER)
    cookie = client.get_cookie("brokerage")
    assert cookie
    client.post("/account/sign-out")
    client.set_cookie("brokerage", cookie.value)  # a stolen copy is worth nothing
    assert client.get("/desk-only").status_code == 302


def test_taking_a_hat_away_ends_every_sign_in(app: Flask) -> None:
    app.add_url_rule("/desk-only", "desk_only", needs("desk.day")(lambda: "the desk"))
    client = signed_in(app, Role.BROKER)
    with app.app_context(), unit_of_work() as session:
        account = session.scalars(select(Account)).one()
        take_hat(session, account, account.hats[0])
    assert client.get("/desk-only").status_code == 302
