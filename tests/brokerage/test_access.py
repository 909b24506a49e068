"""Nobody has to remember: this walks every route there is."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from brokerage.access import READING_METHODS, access_of


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


def test_a_public_route_that_takes_a_body_says_that_it_only_reads(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        access = access_of(app, rule.endpoint)
        if access and set(rule.methods or ()) - READING_METHODS and access.permission == "public":
            assert access.reads, rule.rule
