"""Every history is one that the product itself could have written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from brokerage.demo import people_history, role_history
from brokerage.demo.chance import stream
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import is_open
from brokerage.opportunities.states import check_move
from brokerage.volunteers import states as people_states
from brokerage.volunteers.models import Volunteer, VolunteerState
from tests.brokerage.demo.conftest import TODAY

SEEDS = st.integers(0, 1_000_000)
ENDED = st.integers(30, 150)


def follow(moves, first_states, check):
    assert moves[0]["from_state"] is None
    assert moves[0]["to_state"] in first_states
    for before, after in pairwise(moves):
        assert after["from_state"] == before["to_state"]
        assert after["moved_at"] >= before["moved_at"]
        check(after)


@given(st.sampled_from(State), SEEDS, ENDED)
def test_a_role_came_by_moves_that_are_allowed(state, seed, ended):
    gone = ended if state in role_history.OVER else 0
    moves = role_history.history(state, TODAY, gone, stream(seed, "test"))
    assert moves[-1]["to_state"] == state
    follow(
        moves,
        {State.DRAFT},
        lambda move: check_move(State(move["from_state"]), State(move["to_state"])),
    )
    assert moves[-1]["moved_at"] < datetime.combine(TODAY, datetime.min.time(), UTC)


@given(st.sampled_from(VolunteerState), SEEDS)
def test_a_person_came_by_moves_that_are_allowed(state, seed):
    moves = people_history.history(state, TODAY, stream(seed, "test"))
    assert moves[-1]["to_state"] == state
    follow(
        moves,
        {VolunteerState.ENQUIRY, VolunteerState.REGISTERED},
        lambda move: people_states.check_move(
            VolunteerState(move["from_state"]), VolunteerState(move["to_state"]), move["reason"]
        ),
    )


@pytest.fixture
def roles(records):
    return list(records.scalars(select(Opportunity)))


def of(roles, *states):
    found = [role for role in roles if role.state in states]
    assert found
    return found


def test_every_state_occurs(roles, records):
    assert {role.state for role in roles} == set(State)
    assert set(records.scalars(select(Volunteer.state))) == set(VolunteerState)


def test_the_last_move_of_a_role_or_a_person_is_their_state(roles, records):
    for record in [*roles, *records.scalars(select(Volunteer))]:
        assert record.moves[-1].to_state == record.state
        assert record.created_at == record.moves[0].moved_at


def with_a_rota(role):
    """The one in which people have come every week for long."""
    return any(session.places for session in role.sessions)


def test_a_live_role_was_published_lately_and_is_open(roles):
    published = set()
    for role in of(roles, State.LIVE):
        assert is_open(role, TODAY)
        if with_a_rota(role):
            continue
        assert role.expires_on > TODAY
        first_live = next(move for move in role.moves if move.to_state == State.LIVE)
        assert role.published_at == first_live.moved_at
        published.add((TODAY - role.published_at.date()).days)
    assert min(published) >= 1
    assert max(published) <= 120
    assert max(published) - min(published) > 60


def test_a_role_that_was_never_live_was_never_published(roles):
    for role in of(roles, State.DRAFT, State.SUBMITTED, State.CHANGES_ASKED, State.DECLINED):
        assert (role.published_at, role.expires_on, role.places_taken) == (None, None, 0)


def test_a_filled_role_has_no_place_left(roles):
    for role in of(roles, State.FILLED):
        assert role.places_taken == role.places_offered > 0


def test_an_ended_role_lies_in_the_past(roles):
    for role in of(roles, State.EXPIRED, State.CLOSED):
        assert role.published_at.date() < role.expires_on < TODAY
        for session in role.sessions:
            if session.frequency == "once":
                assert role.published_at.date() < session.starts_on <= role.expires_on


def test_nobody_is_asked_before_the_load_day_about_events_ahead(roles):
    for role in of(roles, State.LIVE, State.DRAFT):
        for session in role.sessions:
            if session.frequency == "once":
                assert TODAY < session.starts_on < TODAY + timedelta(days=120)


def test_dates_follow_the_day_of_loading(roles):
    assert max(move.moved_at for role in roles for move in role.moves).date() < TODAY
    live = [role for role in of(roles, State.LIVE) if not with_a_rota(role)]
    assert date(2026, 1, 1) < min(role.created_at for role in live).date()
