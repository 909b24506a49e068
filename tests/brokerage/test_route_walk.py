"""Every route, for every role, with its own, others', shared and withdrawn records.

What somebody may not see answers exactly as what does not exist. Nobody has to remember to test
it: the routes come from the application, and one whose argument has no record in
tests/walking.py fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from brokerage.access import READING_METHODS, access_of
from brokerage.actors import Role
from tests.walking import DESK, OURS, PARTIES, SECRET, VISITOR, Walk, may_open, records_for, values

STANDINGS = ("other", "shared", "withdrawn")
REFUSED = {401, 403, 404}
# What a demonstration would have sent, so that whoever tries it can read it; 404 in production.
NAMES_EVERYBODY = {"messages.mailbox", "messages.read"}
# Who may read names of the people and staff of Ashford's centre, somewhere; the administrator
# reads in the audit trail what staff did.
MAY_READ_OURS = {*DESK, Role.VOLUNTEER, Role.MEMBER, Role.ADMINISTRATOR}


@pytest.fixture(params=["app", "postgres_app"])
def walk(request: pytest.FixtureRequest) -> Walk:
    return Walk(request.getfixturevalue(request.param))


def test_every_argument_of_every_route_has_a_record(app: Flask) -> None:
    missing = {
        f"{rule.endpoint}.{argument}"
        for rule in app.url_map.iter_rules()
        for argument in rule.arguments - {"filename"}
        if records_for(rule.endpoint, argument) is None
    }
    assert missing == set()


def test_nobody_reaches_what_is_not_theirs(walk: Walk) -> None:
    walked, leaks = set(), []
    on_postgres = walk.app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql")
    for rule, method in routes(walk.app):
        walked.add(rule.endpoint)
        for party in PARTIES:
            if on_postgres and not may_open(walk.app, rule.endpoint, party):
                continue  # refused before any record is looked for, whatever the database
            leaks += wrong_answers(walk, rule, method, party)
    assert leaks == [], "\n".join(leaks)
    assert walked == {rule.endpoint for rule in walk.app.url_map.iter_rules()}


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted(set(rule.methods or ()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def wrong_answers(walk: Walk, rule: Rule, method: str, party: Role | None) -> list[str]:
    """What one role is told on one route that it should not be, in words."""
    named = f"{method} {rule.rule} as {party or 'visitor'}"
    access = access_of(walk.app, rule.endpoint)
    assert access is not None
    may = may_open(walk.app, rule.endpoint, party)
    found: list[str] = []
    missing = ask(walk, rule, method, party, values(walk, rule, party, "missing"))
    for standing in ("own", *STANDINGS, "mixed"):
        given = values(walk, rule, party, standing)
        if given is None or (standing != "own" and not rule.arguments):
            continue
        answer = ask(walk, rule, method, party, given)
        named_here = rule.endpoint not in NAMES_EVERYBODY and names_somebody(answer[1], party)
        if answer[0] >= 500 or named_here:
            found.append(f"{named}, {standing}: {answer[0]} or names somebody")
        elif not may:
            expected = {302, 307, 401} if party is VISITOR else {403}
            if answer[0] not in expected or (party and answer != missing):
                found.append(f"{named}, {standing}: {answer[0]}, though not permitted")
        elif standing == "own" or is_open(walk, rule, party, standing):
            if answer[0] in REFUSED:
                found.append(f"{named}, {standing}: {answer[0]}, though it is theirs")
        elif access.permission == "public":
            if answer[0] not in (404, 410):
                found.append(f"{named}, {standing}: {answer[0]}, though it is gone")
        elif answer[0] != 404 or answer != missing:
            found.append(f"{named}, {standing}: {answer[0]}, not as one that does not exist")
    return found


def is_open(walk: Walk, rule: Rule, party: Role | None, standing: str) -> bool:
    """Whether the shared record is one that this role may open."""
    mine = [walk.records[rule.endpoint, one] for one in rule.arguments - {"filename"}]
    return standing == "shared" and all(party in one.seen_when_shared for one in mine)


def ask(
    walk: Walk, rule: Rule, method: str, party: Role | None, given: dict[str, str] | None
) -> tuple[int, str]:
    """Status and body, without what differs in each answer or repeats the question."""
    if given is None:
        return 0, ""
    address = walk.app.url_map.bind("localhost").build(rule.endpoint, given, method)
    answer = walk.browser(party).open(
        address, method=method, headers={"X-Request-Id": "the-same-for-all"}
    )
    text = answer.text if "text" in answer.content_type or "json" in answer.content_type else ""
    answer.close()
    if method not in READING_METHODS:
        walk.undo()
    for value in (one for one in given.values() if len(one) > 8):
        text = text.replace(value, "(value)")
    return answer.status_code, re.sub(r'nonce-?=?"?[\w-]+|value="[\w.-]{40,}"', "", text)


def names_somebody(text: str, party: Role | None) -> bool:
    """Whether a page has a name on it that this role may never read."""
    own_name = rf"{OURS} {party}" if party else OURS
    others = text.replace(f">{own_name}<", "").replace(f'value="{own_name}"', "")
    return SECRET in text or (party not in MAY_READ_OURS and OURS in others)
