"""Forms that other sites send are refused, whatever the route."""

from __future__ import annotations

from flask import Flask

from brokerage.access import READING_METHODS, access_of
from brokerage.accounts.permissions import PERMISSIONS
from brokerage.actors import Role
from tests.making import signed_in


def test_every_route_that_writes_refuses_a_form_without_the_token(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    walked = 0
    for rule in app.url_map.iter_rules():
        access = access_of(app, rule.endpoint)
        writing = set(rule.methods or ()) - READING_METHODS
        if not access or not access.carries_token or not writing:
            continue
        role = next(iter(PERMISSIONS.get(access.permission, {Role.MANAGER})))
        client = signed_in(app, role)
        values = dict.fromkeys(rule.arguments, "1")
        with app.test_request_context():
            address = app.url_map.bind("localhost").build(
                rule.endpoint, values, writing.copy().pop()
            )
        answer = client.open(address, method=writing.pop())
        assert answer.status_code == 400, rule.rule
        walked += 1
    assert walked
