from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.errors import Conflict, Invalid
from brokerage.volunteers.models import VolunteerState as State
from brokerage.volunteers.states import IN_WORDS, LEAVING_REASONS, MATCHED, MOVES, check_move

STATES = st.sampled_from(State)


@pytest.mark.parametrize(
    ("current", "target"),
    [
        (State.ENQUIRY, State.REGISTERED),
        (State.REGISTERED, State.ACTIVE),
        (State.ACTIVE, State.PAUSED),
        (State.PAUSED, State.ACTIVE),
        (State.LEFT, State.REGISTERED),
        (State.LEFT, State.ANONYMISED),
    ],
)
def test_the_usual_way_is_open(current, target):
    check_move(current, target)


@pytest.mark.parametrize("state", [State.ENQUIRY, State.REGISTERED, State.ACTIVE, State.PAUSED])
def test_anybody_may_leave_but_not_without_a_reason(state):
    check_move(state, State.LEFT, "moved_away")
    with pytest.raises(Invalid) as refused:
        check_move(state, State.LEFT)
    assert refused.value.field == "reason"


def test_an_unknown_reason_for_leaving_is_refused():
    with pytest.raises(Invalid):
        check_move(State.ACTIVE, State.LEFT, "because")


@given(STATES, STATES)
def test_a_move_is_allowed_exactly_when_it_is_in_the_table(current, target):
    if target in MOVES[current]:
        check_move(current, target, "other")
    else:
        with pytest.raises(Conflict, match=IN_WORDS[current]):
            check_move(current, target, "other")


@given(st.lists(STATES, max_size=30))
def test_nobody_comes_back_from_being_anonymised(wishes):
    state, gone = State.ENQUIRY, False
    for wish in wishes:
        try:
            check_move(state, wish, next(iter(LEAVING_REASONS)))
        except Conflict:
            continue
        assert not gone
        state, gone = wish, wish is State.ANONYMISED


@given(STATES)
def test_no_state_leads_to_itself(state):
    assert state not in MOVES[state]


def test_only_people_who_left_are_anonymised():
    assert [state for state in State if State.ANONYMISED in MOVES[state]] == [State.LEFT]


def test_every_state_has_its_moves_and_its_words():
    assert set(MOVES) == set(IN_WORDS) == set(State)
    assert State.PAUSED not in MATCHED
