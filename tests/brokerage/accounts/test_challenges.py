"""Single use, whatever the concurrency; and counts that nothing undoes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from brokerage.accounts.challenges import claim_code, claim_desk_code, claim_link, issue
from brokerage.accounts.models import AttemptCount, Challenge
from brokerage.accounts.service import open_account
from brokerage.accounts.throttling import LIMITS, TooManyTries, network_of, note_try
from brokerage.db import db, now, unit_of_work

MANY = 20


@pytest.fixture(params=["app", "postgres_app"])
def either(request: pytest.FixtureRequest) -> Flask:
    return request.getfixturevalue(request.param)


def at_once(app: Flask, act: Any) -> list[Any]:
    """What twenty browsers get that do the same at the same time."""

    def one(_number: int) -> Any:
        with app.app_context():
            try:
                with unit_of_work() as session:
                    return act(session)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def test_of_twenty_with_one_link_or_code_one_wins(either: Flask) -> None:
    with either.app_context(), unit_of_work() as session:
        account = open_account(session, "vera", "Vera")
        link = issue(session, "link", account)
        desk = issue(session, "desk", account)
        account_id = account.id
    won = at_once(either, lambda s: claim_link(s, ("link",), link.token) is not None)
    assert sorted(won) == [False] * (MANY - 1) + [True]

    def by_desk_code(session: Session) -> bool:
        from brokerage.accounts.models import Account

        return claim_desk_code(session, session.get(Account, account_id), desk.code) is not None

    assert sorted(at_once(either, by_desk_code)) == [False] * (MANY - 1) + [True]


def test_twenty_guesses_at_once_are_not_more_than_five(either: Flask) -> None:
    with either.app_context(), unit_of_work() as session:
        account = open_account(session, "vera", "Vera")
        asked = issue(session, "link", account, browser="this one")
    wrong = "000000" if asked.code != "000000" else "111111"
    at_once(either, lambda s: claim_code(s, "link", asked.public_id, "this one", wrong))
    with either.app_context(), unit_of_work() as session:
        assert session.scalars(select(Challenge.tries)).one() == 5
        right = claim_code(session, "link", asked.public_id, "this one", asked.code)
        assert right is None


def test_tries_at_once_are_all_counted(either: Flask) -> None:
    limit = LIMITS["message"].per_name

    def one(session: Session) -> bool:
        try:
            note_try(session, "message", "vera", "192.0.2.1")
        except TooManyTries:
            return False
        return True

    assert sum(at_once(either, one)) == limit
    with either.app_context():
        assert sorted(db.session.scalars(select(AttemptCount.count))) == [MANY, MANY]


def test_what_is_too_old_or_was_for_another_use_opens_nothing(session: Session) -> None:
    account = open_account(session, "vera", "Vera")
    reset = issue(session, "reset", account)
    assert claim_link(session, ("link",), reset.token) is None
    link = issue(session, "link", account, browser="here")
    assert claim_code(session, "link", link.public_id, "elsewhere", link.code) is None
    session.execute(update(Challenge).values(expires_at=now() - timedelta(seconds=1)))
    assert claim_link(session, ("link", "reset"), link.token) is None
    assert claim_code(session, "link", link.public_id, "here", link.code) is None


def test_a_code_for_nobody_opens_nothing(session: Session) -> None:
    asked = issue(session, "link", None, browser="here")
    assert claim_code(session, "link", asked.public_id, "here", asked.code) is None


def test_only_seals_are_kept(session: Session) -> None:
    asked = issue(session, "link", open_account(session, "vera", "Vera"), browser="here")
    kept = session.scalars(select(Challenge)).one()
    assert asked.token != kept.link_hash
    assert asked.code != kept.code_hash
    assert len({kept.link_hash, kept.code_hash, kept.browser_hash}) == 3


def test_a_network_is_an_address_of_version_4_and_a_64_of_version_6() -> None:
    assert network_of("192.0.2.7") == "192.0.2.7"
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1")
    assert network_of("2001:db8:1:3::4") != network_of("2001:db8:1:2::4")
    assert network_of(None) == "unknown"
