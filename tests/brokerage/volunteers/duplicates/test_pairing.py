"""Likely pairs are found when somebody changes, kept, and read at once."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, func, select

from brokerage.centres.service import find_lead
from brokerage.db import db, unit_of_work
from brokerage.jobs.jobs import get_job
from brokerage.volunteers.duplicates import pairing
from brokerage.volunteers.duplicates.pairing import centres_to_compare, find_pairs, list_pairs
from brokerage.volunteers.models import LikelyPair, Volunteer
from tests.making import make_centre, make_county, make_volunteer

DATABASES = ["app", pytest.param("postgres_app", marks=pytest.mark.postgres)]
PHONE = "07700 900123"
ALL = select(Volunteer)


@pytest.fixture(params=DATABASES)
def anywhere(request):
    app = request.getfixturevalue(request.param)
    with app.app_context():
        with unit_of_work() as session:
            make_county(session)
        yield app
        db.session.remove()


def two_wrens(session, centre_id=None):
    return [
        make_volunteer(session, centre_id, first_name="Wren", last_name="Lanternsea", phone=PHONE)
        for _ in range(2)
    ]


def pairs(session, people=ALL):
    return {(p.older_id, p.newer_id) for p in list_pairs(session, people, 25)[0]}


def run(app):
    return get_job(app, "volunteers.find_pairs").work()


def test_the_job_finds_what_is_new_and_then_has_nothing_to_do(anywhere):
    with unit_of_work() as session:
        one, other = (person.id for person in two_wrens(session))
    assert run(anywhere) == "1 likely pair found."
    assert pairs(db.session()) == {(one, other)}
    assert centres_to_compare(db.session()) == []
    db.session.rollback()
    assert run(anywhere) is None


def test_only_what_changed_is_compared_again(anywhere):
    with unit_of_work() as session:
        one, other = two_wrens(session)
        third = make_volunteer(session, first_name="Otter", last_name="Reed", phone="01632 960001")
        find_pairs(session)
        moved = other.touched_at
        other.phone = "01632 960009"
        session.flush()
        assert other.touched_at >= moved
        third.first_name, third.last_name, third.phone = "Wren", "Lanternsea", PHONE
        session.flush()
        compared = pairing.compare_centre(session, one.centre_id)
        assert set(compared.moments) == {other.id, third.id}
        pairing.keep_pairs(session, compared)
        assert pairs(session) == {(one.id, third.id)}
        session.refresh(one)
        session.refresh(third)
        assert third.compared_at == third.touched_at


def test_a_pair_of_two_centres_is_not_made_and_one_that_moved_is_shown_to_nobody(anywhere):
    with unit_of_work() as session:
        dover = make_centre(session, "Dover", "E07000108")
        ashford = find_lead(session)
        one, other = two_wrens(session, ashford.id)
        find_pairs(session)
        assert pairs(session) == {(one.id, other.id)}
        other.centre_id = dover.id
        session.flush()
        for centre in (ashford, dover):
            assert pairs(session, ALL.where(Volunteer.centre_id == centre.id)) == set()
        find_pairs(session)
        assert session.scalar(select(func.count(LikelyPair.id))) == 0


def test_how_many_more_there_are_is_said(anywhere):
    with unit_of_work() as session:
        for number in range(3):
            two = two_wrens(session)
            for person in two:
                person.phone = f"07700 90012{number}"
                person.last_name = f"Lanternsea{'abc'[number] * 9}"
        session.flush()
        find_pairs(session)
        found, more = list_pairs(session, ALL, 2)
        assert (len(found), more) == (2, 1)


def test_everybody_is_compared_again_by_night(anywhere):
    with unit_of_work() as session:
        two_wrens(session)
        find_pairs(session)
        session.execute(delete(LikelyPair))
    assert run(anywhere) is None
    assert get_job(anywhere, "volunteers.find_all_pairs").work() == "1 likely pair found."


def test_a_change_of_somebody_wakes_the_job(app, monkeypatch):
    woken = []
    monkeypatch.setattr("brokerage.jobs.queueing.enqueue", lambda _app, *what: woken.append(what))
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    assert woken == []
    with app.app_context(), unit_of_work() as session:
        two_wrens(session)
    assert woken == [("look", "volunteers.find_pairs")]
