from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.idempotency import Submission, new_submission_key, once
from brokerage.organisations.models import Organisation
from tests.making import make_organisation

BROKER = Actor("account:broker", "desk")
OTHER = Actor("account:other", "desk")


def test_a_form_sent_twice_makes_one_record(session):
    key = new_submission_key()
    first = once(session, key, BROKER, lambda: make_organisation(session), "organisation")
    again = once(session, key, BROKER, lambda: make_organisation(session), "organisation")
    assert first == again
    assert session.scalar(select(func.count()).select_from(Organisation)) == 1


def test_somebody_elses_key_gives_nothing_away(session):
    key = new_submission_key()
    mine = once(session, key, BROKER, lambda: make_organisation(session))
    assert once(session, key, OTHER, lambda: make_organisation(session)) != mine


def test_what_failed_may_be_sent_again(session):
    key = new_submission_key()

    def fail() -> Organisation:
        raise LookupError

    with pytest.raises(LookupError), session.begin_nested():
        once(session, key, BROKER, fail)
    assert once(session, key, BROKER, lambda: make_organisation(session))


@pytest.mark.parametrize("which", ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)])
def test_of_eight_at_once_one_makes_it(which, request):
    app: Flask = request.getfixturevalue(which)
    gate = threading.Barrier(8)

    def send(_number: int) -> str:
        with app.app_context():
            gate.wait()
            with unit_of_work() as session:
                made = once(session, "the same", BROKER, lambda: make_organisation(session))
            db.session.remove()
            return made

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(send, range(8)))) == 1
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Organisation)) == 1
        assert db.session.scalar(select(func.count()).select_from(Submission)) == 1
