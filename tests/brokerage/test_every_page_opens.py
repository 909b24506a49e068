"""Every page opens for everybody who may open it, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.reaching import NOT_PAGES, make_more, page_endpoints, pages
from tests.walking import PARTIES, Walk, may_open, values


@pytest.fixture(params=["app", "postgres_app"])
def walk(request: pytest.FixtureRequest) -> Walk:
    return Walk(request.getfixturevalue(request.param), make_more)


def test_every_page_opens(walk: Walk) -> None:
    opened, wrong = set(), []
    for page in pages(walk):
        client, path = page.reach()
        answer = client.get(path)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            wrong.append(f"{page}: {answer.status_code}, {answer.mimetype}, {answer.location}")
        opened.add(page.endpoint)
        walk.undo()
    assert wrong == [], "\n".join(wrong)
    assert opened == page_endpoints(walk.app)


def test_what_is_called_no_page_is_none(app: Flask) -> None:
    walk = Walk(app)
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in NOT_PAGES:
            continue
        for party in PARTIES:
            given = values(walk, rule, party, "own")
            if given is not None and may_open(app, rule.endpoint, party):
                address = app.url_map.bind("localhost").build(rule.endpoint, given)
                answer = walk.browser(party).get(address)
                assert answer.mimetype != "text/html", rule.endpoint
                answer.close()
    assert set(NOT_PAGES) <= {rule.endpoint for rule in app.url_map.iter_rules()}
