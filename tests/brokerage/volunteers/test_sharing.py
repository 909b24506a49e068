from __future__ import annotations

import pytest

from brokerage.consents import record_consent
from brokerage.errors import Conflict, NotFound
from brokerage.schema import declared
from brokerage.tenancy import get_volunteer, volunteers_seen_by, volunteers_shared_with
from brokerage.volunteers.notices import list_unseen
from brokerage.volunteers.schemas import VolunteerSchema
from brokerage.volunteers.sharing import SHARED_FIELDS, let_go, take_on
from brokerage.volunteers.transfers import answer_transfer, ask_transfer


@pytest.fixture
def shared(session, moor, here):
    record_consent(session, moor.id, "share_any_centre", True, here)
    return moor


def ids(session, query):
    return [person.id for person in session.scalars(query)]


def test_no_way_to_reach_somebody_is_among_what_other_centres_see():
    assert set(SHARED_FIELDS) <= set(declared(VolunteerSchema))
    private = {"last_name", "email", "phone", "second_phone", "address", "postcode", "born_on"}
    private |= {"latitude", "longitude", "about", "heard_through", "age_band"}
    assert not private & set(SHARED_FIELDS)


def test_my_centre_only_is_seen_by_my_centre_only(session, moor, here, there):
    assert ids(session, volunteers_seen_by(here)) == [moor.id]
    assert ids(session, volunteers_seen_by(there)) == []
    assert ids(session, volunteers_shared_with(there)) == []
    with pytest.raises(NotFound):
        get_volunteer(session, there, moor.public_id)
    with pytest.raises(NotFound):
        take_on(session, moor, next(iter(there.centre_ids)), there)


def test_once_taken_on_the_whole_record_opens_and_the_home_is_told(
    session, shared, ashford, dover, here, there
):
    assert ids(session, volunteers_shared_with(there)) == [shared.id]
    assert ids(session, volunteers_shared_with(here)) == []
    assert ids(session, volunteers_seen_by(there)) == []
    first = take_on(session, shared, dover.id, there)
    assert get_volunteer(session, there, shared.public_id) is shared
    assert take_on(session, shared, dover.id, there) is first
    assert [n.kind for n in list_unseen(session, [ashford.id])] == ["taken_on"]
    with pytest.raises(Conflict):
        take_on(session, shared, ashford.id, here)


def test_a_withdrawn_consent_closes_both_at_once(session, shared, dover, here, there):
    take_on(session, shared, dover.id, there)
    record_consent(session, shared.id, "share_any_centre", False, here)
    assert ids(session, volunteers_seen_by(there)) == []
    assert ids(session, volunteers_shared_with(there)) == []
    assert ids(session, volunteers_seen_by(here)) == [shared.id]


def test_letting_go_closes_the_record_and_taking_on_again_opens_it(
    session, shared, ashford, dover, there
):
    take_on(session, shared, dover.id, there)
    let_go(session, shared, dover.id, there)
    assert ids(session, volunteers_seen_by(there)) == []
    with pytest.raises(NotFound):
        let_go(session, shared, dover.id, there)
    take_on(session, shared, dover.id, there)
    assert ids(session, volunteers_seen_by(there)) == [shared.id]
    assert [n.kind for n in list_unseen(session, [ashford.id])] == [
        "taken_on",
        "let_go",
        "taken_on",
    ]


def test_after_a_transfer_the_taking_is_over_and_the_old_home_sees_nothing(
    session, shared, dover, here, there
):
    taking = take_on(session, shared, dover.id, there)
    answer_transfer(session, ask_transfer(session, shared, dover.id, "asked", here), True, there)
    assert taking.ended_at is not None
    assert ids(session, volunteers_seen_by(there)) == [shared.id]
    assert ids(session, volunteers_seen_by(here)) == []
