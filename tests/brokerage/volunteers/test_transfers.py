from __future__ import annotations

from datetime import timedelta

import pytest

from brokerage.db import now
from brokerage.errors import Conflict, Invalid, NotFound
from brokerage.volunteers.notices import list_unseen, mark_seen
from brokerage.volunteers.transfers import (
    answer_transfer,
    ask_transfer,
    centre_at,
    reverse_transfer,
    take_back,
)


def told(session, centre):
    return [notice.kind for notice in list_unseen(session, [centre.id])]


def test_the_other_centre_answers_and_the_person_moves(session, moor, ashford, dover, here, there):
    before = now()
    transfer = ask_transfer(session, moor, dover.id, "moved_house", here)
    assert (moor.centre_id, told(session, dover)) == (ashford.id, ["transfer_asked"])
    answer_transfer(session, transfer, True, there)
    assert moor.centre_id == dover.id
    assert told(session, ashford) == ["transfer_done"]
    assert centre_at(session, moor, before) == ashford.id
    assert centre_at(session, moor, now()) == dover.id


def test_a_centre_that_asks_for_somebody_is_answered_by_the_home(
    session, moor, ashford, dover, here, there
):
    transfer = ask_transfer(session, moor, dover.id, "asked", there)
    with pytest.raises(NotFound):
        answer_transfer(session, transfer, True, there)
    answer_transfer(session, transfer, False, here)
    assert moor.centre_id == ashford.id
    assert told(session, dover) == ["transfer_declined"]


def test_a_transfer_is_reversible_and_every_moment_has_one_centre(
    session, moor, ashford, dover, here, there
):
    transfer = ask_transfer(session, moor, dover.id, "better_served", here)
    answer_transfer(session, transfer, True, there)
    reverse_transfer(session, transfer, here)
    assert moor.centre_id == ashford.id
    start = now() - timedelta(days=10)
    transfer.answered_at, transfer.reversed_at = start, start + timedelta(days=4)
    session.flush()
    days = [centre_at(session, moor, start + timedelta(days=d, hours=1)) for d in range(-1, 6)]
    assert days == [ashford.id, *[dover.id] * 4, ashford.id, ashford.id]
    with pytest.raises(Conflict):
        reverse_transfer(session, transfer, here)


def test_somebody_who_moved_on_is_not_pulled_back(session, moor, ashford, dover, here, there):
    first = ask_transfer(session, moor, dover.id, "moved_house", here)
    answer_transfer(session, first, True, there)
    second = ask_transfer(session, moor, ashford.id, "moved_house", there)
    answer_transfer(session, second, True, here)
    with pytest.raises(Conflict):
        reverse_transfer(session, first, here)
    assert moor.centre_id == ashford.id


def test_only_one_transfer_is_open_at_a_time(session, moor, ashford, dover, here, there):
    for centre, reason, field in ((dover, "because", "reason"), (ashford, "asked", "to_centre")):
        with pytest.raises(Invalid) as refused:
            ask_transfer(session, moor, centre.id, reason, here)
        assert refused.value.field == field
    transfer = ask_transfer(session, moor, dover.id, "asked", here)
    with pytest.raises(Conflict):
        ask_transfer(session, moor, dover.id, "asked", there)
    take_back(session, transfer, here)
    with pytest.raises(Conflict):
        answer_transfer(session, transfer, True, there)
    ask_transfer(session, moor, dover.id, "asked", here)


def test_a_notice_is_seen_by_its_own_centre_only(session, moor, dover, here, there):
    ask_transfer(session, moor, dover.id, "asked", here)
    (notice,) = list_unseen(session, [dover.id])
    with pytest.raises(NotFound):
        mark_seen(session, notice.public_id, here)
    mark_seen(session, notice.public_id, there)
    assert told(session, dover) == []
    assert notice.seen_by == "account:there"
