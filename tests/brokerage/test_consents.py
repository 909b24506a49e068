from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from brokerage.actors import Actor
from brokerage.consents import (
    PURPOSES,
    Consent,
    allowed,
    consents_of,
    has_consent,
    record_consent,
)
from brokerage.db import db, now, unit_of_work
from brokerage.errors import Invalid
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.service import register
from tests.making import make_centre, make_county

BROKER = Actor("account:abc", "desk", on_behalf_of="volunteer")


@pytest.fixture
def wren(session):
    make_county(session)
    centre = make_centre(session, "The Mill Room", "E07000108")
    return register(session, centre.id, BROKER, "Wren", "Lanternsea", phone="07700 900123")


def who(session, purpose):
    return list(session.scalars(select(Volunteer.id).where(allowed(Volunteer.id, purpose))))


def test_somebody_who_was_never_asked_agreed_to_nothing_but_the_service(session, wren):
    said = consents_of(session, wren.id)
    told_in_the_notice = {"introductions", "reminders", "evaluation"}
    assert {name for name, given in said.items() if given} == told_in_the_notice
    assert who(session, "introductions") == [wren.id]
    assert who(session, "share_any_centre") == []


def test_the_newest_answer_wins_for_one_person_and_in_a_query(session, wren):
    for given in (True, False, True, False):
        record_consent(session, wren.id, "share_any_centre", given, BROKER)
        assert has_consent(session, wren.id, "share_any_centre") is given
        assert who(session, "share_any_centre") == ([wren.id] if given else [])


def test_an_older_answer_that_arrives_later_does_not_win(session, wren):
    record_consent(session, wren.id, "news", False, BROKER)
    old = record_consent(session, wren.id, "news", True, BROKER)
    old.recorded_at = now() - timedelta(days=400)
    session.flush()
    assert not has_consent(session, wren.id, "news")
    assert who(session, "news") == []


def test_an_answer_keeps_the_wording_the_time_and_who_said_so(session, wren):
    made = record_consent(session, wren.id, "digests", True, BROKER)
    assert made.wording_version == PURPOSES["digests"].wording.version
    assert (made.actor, made.on_behalf_of, made.through) == ("account:abc", "volunteer", "desk")
    assert made.recorded_at <= now()


@pytest.mark.parametrize(
    ("purpose", "version", "field"),
    [("selling", None, "purpose"), ("news", "1999-1", "wording_version")],
)
def test_what_nobody_was_shown_cannot_be_agreed_to(session, wren, purpose, version, field):
    with pytest.raises(Invalid) as refused:
        record_consent(session, wren.id, purpose, True, BROKER, version)
    assert refused.value.field == field
    assert session.scalars(select(Consent)).all() == []


@pytest.mark.postgres
def test_postgresql_reads_consents_the_same_way(postgres_app):
    with postgres_app.app_context():
        with unit_of_work() as session:
            make_county(session)
            centre = make_centre(session, "The Mill Room", "E07000108")
            person = register(session, centre.id, BROKER, "Wren", "Lanternsea")
            record_consent(session, person.id, "share_any_centre", True, BROKER)
            record_consent(session, person.id, "introductions", False, BROKER)
        assert who(db.session, "share_any_centre") == [person.id]
        assert who(db.session, "introductions") == []
