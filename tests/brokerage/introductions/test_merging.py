"""One person with two records and two open introductions to one role."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from brokerage.actors import Actor, Role
from brokerage.centres.service import find_lead
from brokerage.db import db, unit_of_work
from brokerage.introductions import service
from brokerage.introductions.merging import close_second, open_again, open_twice
from brokerage.introductions.models import Introduction
from brokerage.introductions.reasons import SAME_PERSON, choices
from brokerage.introductions.service import Agreement
from brokerage.introductions.states import OPEN, State
from brokerage.messages.models import OutboxMessage
from brokerage.opportunities.models import Opportunity
from brokerage.volunteers.duplicates.merging import merge, undo_merge
from brokerage.volunteers.models import Volunteer, VolunteerMerge
from tests.making import make_county, make_role, make_volunteer, signed_in

DATABASES = ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)]
BROKER = Actor("account:broker", "desk")
YES = Agreement("phone", ("Tuesday evening fits",), "")
EMAIL = {"email": "wren@example.org", "phone": "07700 900123", "preferred_channel": "email"}


@pytest.fixture(params=DATABASES)
def anywhere(request: pytest.FixtureRequest):
    app: Flask = request.getfixturevalue(request.param)
    with app.app_context():
        yield app


def twice(session, **role):
    """Wren was referred in one record, and acknowledged in the other."""
    make_county(session)
    centre = find_lead(session).id
    kept, merged = (make_volunteer(session, centre, first_name="Wren", **EMAIL) for _ in range(2))
    found = make_role(session, "Driver", **role)
    less = service.introduce(session, kept, found, BROKER, YES)
    more = service.introduce(session, merged, found, BROKER, YES)
    service.acknowledge(session, more, BROKER)
    return kept, merged, found, less, more


def stands(introduction):
    names = ("state", "before", "reason", "owner", "due_on", "closed_at", "started_on")
    return {name: getattr(introduction, name) for name in (*names, "state_since", "volunteer_id")}


def messages(session):
    return session.scalar(select(func.count()).select_from(OutboxMessage))


def test_the_one_that_got_less_far_is_closed_once_and_undoing_opens_it_again(anywhere):
    with unit_of_work() as session:
        kept, merged, role, less, more = twice(session, in_flight_limit=2)
        (pair,) = open_twice(session, kept, merged)
        assert (pair.goes_on, pair.closes, pair.frees) == (more, less, "turn")
        before, told = stands(less), messages(session)
        closed = close_second(session, kept, merged, BROKER)
        done = merge(session, kept, merged, {}, BROKER, closed)
        assert (less.state, less.reason) == (State.WITHDRAWN, SAME_PERSON)
        assert (more.state, more.volunteer_id) == (State.ACKNOWLEDGED, kept.id)
        assert (role.in_flight, messages(session)) == (1, told)
    with unit_of_work() as session:
        done = session.scalars(select(VolunteerMerge)).one()
        facts = done.moved["closed"]
        undo_merge(session, done, BROKER)
        open_again(session, facts, BROKER)
    session = db.session()
    less, more = session.scalars(select(Introduction).order_by(Introduction.id))
    assert stands(less) == before
    assert (more.volunteer_id, role_of(session).in_flight) == (merged.id, 2)
    assert messages(session) == told


def role_of(session):
    return session.scalars(select(Opportunity)).one()


def test_what_is_freed_goes_to_the_next_in_line_and_is_not_taken_away_by_undoing(anywhere):
    with unit_of_work() as session:
        kept, merged, role, less, _more = twice(session, in_flight_limit=2)
        third = make_volunteer(session, kept.centre_id, first_name="Otter", **EMAIL)
        waits = service.introduce(session, third, role, BROKER, YES, or_wait=True)
        assert waits.state == State.WAITING
        closed = close_second(session, kept, merged, BROKER)
        done = merge(session, kept, merged, {}, BROKER, closed)
        assert (waits.state, role.in_flight) == (State.REFERRED, 2)
        undo_merge(session, done, BROKER)
        open_again(session, closed, BROKER)
        assert (less.state, less.waiting_for, role.in_flight) == (State.WAITING, "turn", 2)


def test_two_placements_of_one_person_are_one_placement(anywhere):
    with unit_of_work() as session:
        kept, merged, role, less, more = twice(session, places_offered=2)
        service.acknowledge(session, less, BROKER)
        for one in (less, more):
            service.accept(session, one, BROKER)
            service.start(session, one, BROKER)
        closed = close_second(session, kept, merged, BROKER)
        done = merge(session, kept, merged, {}, BROKER, closed)
        started = select(func.count()).where(Introduction.started_on.is_not(None))
        assert (session.scalar(started), role.places_taken) == (1, 1)
        undo_merge(session, done, BROKER)
        open_again(session, closed, BROKER)
        assert (session.scalar(started), role.places_taken) == (2, 2)
        assert {less.state, more.state} == {State.STARTED}


def test_what_somebody_moved_since_stays_and_nobody_can_choose_the_reason(session):
    kept, merged, role, less, _more = twice(session)
    closed = close_second(session, kept, merged, BROKER)
    less.reason = "other"
    open_again(session, closed, BROKER)
    assert (less.state, role.in_flight) == (State.WITHDRAWN, 1)
    for state in (State.WITHDRAWN, State.ENDED):
        assert SAME_PERSON not in choices(state)


def test_the_page_says_it_beforehand_and_merging_and_undoing_do_it(app):
    with app.app_context(), unit_of_work() as session:
        kept, merged, *_ = twice(session)
        address = f"/duplicates/{kept.public_id}/{merged.public_id}"
    broker = signed_in(app, Role.BROKER)
    page = broker.get(address).text
    assert "Introduced twice to the same role" in page
    assert "“acknowledged” goes on" in page
    assert "“referred” is closed. Its turn goes to the next in line." in " ".join(page.split())
    sent = dict(re.findall(r'name="(version|other_version)" value="(\d+)"', page))
    assert broker.post(f"{address}/merge", data=sent).status_code == 302
    assert open_ones(app) == [State.ACKNOWLEDGED]
    with app.app_context():
        merge_id = db.session.scalars(select(VolunteerMerge.public_id)).one()
    assert broker.post(f"/duplicates/merges/{merge_id}/undo").status_code == 302
    assert open_ones(app) == [State.REFERRED, State.ACKNOWLEDGED]


def open_ones(app):
    with app.app_context():
        query = select(Introduction.state).where(Introduction.state.in_(OPEN))
        assert len(db.session.scalars(select(Volunteer.id)).all()) == 2
        return list(db.session.scalars(query.order_by(Introduction.id)))
