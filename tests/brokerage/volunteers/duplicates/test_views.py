"""Likely pairs on pages: comparing, making one, two people, undoing; own centre only."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from brokerage.actors import PUBLIC, Role
from brokerage.centres.models import Centre
from brokerage.consents import record_consent
from brokerage.db import db, now, unit_of_work
from brokerage.volunteers.duplicates.pairing import find_pairs
from brokerage.volunteers.models import Volunteer, VolunteerMerge
from tests.making import make_centre, make_county, make_volunteer, signed_in

WREN = {"first_name": "Wren", "last_name": "Lanternsea", "email": "wren@example.org"}
PHONE = "07700 900123"


@pytest.fixture
def pair(app):
    """Two records of Wren, and somebody else; public ids, the older first."""
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        older = make_volunteer(session, phone=PHONE, postcode="TN23 1AA", **WREN)
        newer = make_volunteer(session, phone=PHONE, about="Can drive.", **WREN)
        make_volunteer(session, first_name="Finch", last_name="Marsh")
        session.flush()
        find_pairs(session)
        return older.public_id, newer.public_id


@pytest.fixture
def broker(app, pair):
    return signed_in(app, Role.BROKER)


def record(app, public_id):
    with app.app_context():
        return db.session.scalars(select(Volunteer).filter_by(public_id=public_id)).one()


def versions(page):
    found = re.findall(r'name="(version|other_version)" value="(\d+)"', page)
    return dict(found)


def test_a_likely_pair_is_listed_with_its_reasons(broker, pair):
    page = broker.get("/duplicates").text
    assert "/duplicates/" + "/".join(pair) in page
    assert "The same name. The same telephone." in page
    assert "Finch" not in page


def test_nobody_twice_is_said(app):
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    page = signed_in(app, Role.BROKER).get("/duplicates").text
    assert "Nobody seems to be on the books twice." in page


def test_each_difference_is_a_choice_and_the_rest_follows(app, broker, pair):
    address = "/duplicates/" + "/".join(pair)
    page = broker.get(address).text
    assert 'name="about"' in page
    assert 'name="email"' not in page  # the same in both
    sent = versions(page) | {"home": "merged", "about": "merged"}
    answer = broker.post(f"{address}/merge", data=sent, follow_redirects=True)
    assert "are one now" in answer.text
    assert "Undo" in answer.text
    kept, merged = (record(app, one) for one in pair)
    assert (kept.about, kept.postcode) == ("Can drive.", None)
    assert merged.merged_into_id == kept.id
    assert broker.get(address).status_code == 404


def test_what_only_one_record_says_is_suggested(broker, pair):
    page = broker.get("/duplicates/" + "/".join(reversed(pair))).text
    chosen = re.findall(r'name="(\w+)" type="radio" value="merged" checked', page)
    assert chosen == ["home"]


def test_undo_makes_them_two_again(app, broker, pair):
    address = "/duplicates/" + "/".join(pair)
    broker.post(f"{address}/merge", data=versions(broker.get(address).text) | {"about": "merged"})
    with app.app_context():
        merge_id = db.session.scalars(select(VolunteerMerge.public_id)).one()
    answer = broker.post(f"/duplicates/merges/{merge_id}/undo", follow_redirects=True)
    assert "They are two records again." in answer.text
    assert record(app, pair[0]).about == ""
    assert record(app, pair[1]).merged_into_id is None
    assert broker.post(f"/duplicates/merges/{merge_id}/undo").status_code == 409


def test_after_thirty_days_nothing_is_offered_to_undo(app, broker, pair):
    address = "/duplicates/" + "/".join(pair)
    broker.post(f"{address}/merge", data=versions(broker.get(address).text))
    with app.app_context(), unit_of_work() as session:
        session.scalars(select(VolunteerMerge)).one().merged_at = now() - timedelta(days=31)
    assert "Undo" not in broker.get("/duplicates").text


def test_two_people_are_never_asked_about_again(broker, pair):
    address = "/duplicates/" + "/".join(pair)
    answer = broker.post(f"{address}/two-people", follow_redirects=True)
    assert "Nobody seems to be on the books twice." in answer.text


def test_a_record_that_changed_meanwhile_is_not_merged(app, broker, pair):
    address = "/duplicates/" + "/".join(pair)
    sent = versions(broker.get(address).text)
    with app.app_context(), unit_of_work() as session:
        one = session.scalars(select(Volunteer).filter_by(public_id=pair[1])).one()
        one.about, one.version = "Now drives a van.", one.version + 1
    answer = broker.post(f"{address}/merge", data=sent)
    assert answer.status_code == 409
    assert "Somebody else changed this" in answer.text
    assert record(app, pair[1]).merged_into_id is None


def test_an_odd_choice_is_refused(broker, pair):
    address = "/duplicates/" + "/".join(pair)
    assert broker.post(f"{address}/merge", data={"about": "both"}).status_code == 422


def test_only_people_of_ones_own_centre_are_compared(app, broker, pair):
    with app.app_context(), unit_of_work() as session:
        dover = make_centre(session, "Dover", "E07000108")
        third = make_volunteer(session, dover.id, phone=PHONE, **WREN)
        record_consent(session, third.id, "share_any_centre", True, PUBLIC)
        theirs, centre_id = third.public_id, dover.id
        find_pairs(session)
    assert theirs not in broker.get("/duplicates").text
    assert broker.get(f"/duplicates/{pair[0]}/{theirs}").status_code == 404
    assert broker.post(f"/duplicates/{pair[0]}/{theirs}/merge").status_code == 404
    other = signed_in(app, Role.BROKER, centre_id=centre_id)
    assert "Wren" not in other.get("/duplicates").text
    with app.app_context():
        assert len(db.session.scalars(select(Centre.id)).all()) == 2


def test_one_record_is_not_compared_with_itself(broker, pair):
    assert broker.get(f"/duplicates/{pair[0]}/{pair[0]}").status_code == 404
