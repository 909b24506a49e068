"""Every story of earlier years is one that the rules allow, and each centre has its pace."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from brokerage.demo.chance import stream
from brokerage.demo.desk.cast import Desk, Offer
from brokerage.demo.desk.stories import moments, standing_after
from brokerage.demo.history.manners import MANNERS
from brokerage.demo.history.roles import past_moves
from brokerage.demo.history.stories import tell_forward
from brokerage.introductions.pipeline import Needs
from brokerage.introductions.states import CLOSED, State
from brokerage.opportunities.models import State as RoleState
from brokerage.opportunities.states import check_move
from tests.brokerage.demo.conftest import TODAY

SEEDS = st.integers(0, 1_000_000)
NEEDS = st.builds(Needs, interview=st.booleans(), checks=st.booleans())
HERE = Desk(1, "Here", True, "account:broker", frozenset(range(5)))
ROLE = Offer(
    id=1, public_id="role", title="Tea", state=RoleState.LIVE, organisation_id=1, centre_id=1,
    needs=Needs(), offered=None, taken=0, youngest=None, oldest=None, remote=False,
    published=TODAY - timedelta(days=930), ended=None, point=None,
)  # fmt: skip


def told(seed, began=400, role=ROLE, manner="ordinary"):
    desk = replace(HERE, manner=MANNERS[manner])
    return tell_forward(began, role, desk, TODAY, stream(seed, "test"))


@given(NEEDS, SEEDS, st.integers(15, 900))
def test_a_story_is_allowed_and_is_over_or_goes_on_as_a_placement(needs, seed, began):
    steps = told(seed, began, replace(ROLE, needs=needs))
    if steps is None:
        return
    standing = standing_after(steps, needs)
    assert standing.state in CLOSED | {State.STARTED}
    assert steps[0].days_ago == began
    assert all(before.days_ago >= after.days_ago >= 1 for before, after in pairwise(steps))
    times = moments(steps, TODAY, stream(seed, "times"))
    assert times[-1].date() < TODAY


@given(st.sampled_from([RoleState.CLOSED, RoleState.EXPIRED]), st.integers(200, 925), SEEDS)
def test_a_role_that_is_over_came_by_moves_that_are_allowed(state, published, seed):
    moves = past_moves(state, published, 60, TODAY, stream(seed, "test"))
    assert moves[-1]["to_state"] == state
    for before, after in pairwise(moves):
        assert after["from_state"] == before["to_state"]
        assert after["moved_at"] >= before["moved_at"]
        check_move(RoleState(after["from_state"]), RoleState(after["to_state"]))


def days_at(state, manner, until):
    """Days between the step before and a state, of many stories."""
    found = []
    for seed in range(600):
        steps = told(seed, 900, manner=manner) or []
        for before, after in pairwise(steps):
            if after.state is state and (until is None or before.state is until):
                found.append(before.days_ago - after.days_ago)
    return sum(found) / len(found)


def test_one_centre_answers_fast_and_another_loses_people():
    answers = {one: days_at(State.ACKNOWLEDGED, one, State.REFERRED) for one in MANNERS}
    assert min(answers, key=answers.__getitem__) == "quick"
    assert max(answers, key=answers.__getitem__) == "leaky"
    assert days_at(State.ENDED, "leaky", None) < 0.8 * days_at(State.ENDED, "ordinary", None)
