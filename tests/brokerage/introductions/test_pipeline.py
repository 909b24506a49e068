from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from brokerage.errors import Conflict, Invalid
from brokerage.introductions.due import NEXT_ACTION, due_on, owner_of
from brokerage.introductions.pipeline import (
    ENTRIES,
    REOPENS,
    Needs,
    Standing,
    decide,
    enter,
    next_states,
)
from brokerage.introductions.reasons import REASONS, kind_words
from brokerage.introductions.states import (
    CLOSED,
    EXITS,
    IN_WORDS,
    OPEN,
    PARKED,
    STEPS,
    State,
)
from brokerage.weeks import local_today

ALL_NEEDS = [Needs(i, c) for i in (False, True) for c in (False, True)]
NOTHING = Needs()


def walk(needs: Needs, *targets: State) -> Standing:
    standing = enter(State.SUGGESTED)
    for target in targets:
        standing = decide(standing, target, needs)
    return standing


def some_reason(state: State) -> str | None:
    return next(iter(REASONS[state])) if state in CLOSED else None


class Introductions(RuleBasedStateMachine):
    """Any moves in any order, by somebody who tries everything that the rules let through."""

    @initialize(entry=st.sampled_from(sorted(ENTRIES)), needs=st.sampled_from(ALL_NEEDS))
    def begin(self, entry: State, needs: Needs) -> None:
        self.needs = needs
        self.standing = enter(entry)
        self.history = [entry]

    @rule(to=st.sampled_from(list(State)), said=st.booleans(), both=st.booleans())
    def try_to_move(self, to: State, said: bool, both: bool) -> None:
        before = self.standing
        reason = some_reason(to) if said else None
        try:
            after = decide(before, to, self.needs, reason, both_want=both)
        except (Conflict, Invalid):
            return
        if to in CLOSED:
            assert said, "left without a reason"
        if before.state in CLOSED:
            assert both
            assert before.state in REOPENS
        self.standing = after
        self.history.append(to)

    @precondition(lambda self: self.standing.state in OPEN - {State.STARTED})
    @rule(way_out=st.sampled_from(sorted(EXITS)))
    def every_step_has_every_way_out(self, way_out: State) -> None:
        left = decide(self.standing, way_out, self.needs, some_reason(way_out))
        assert left.state == way_out
        with pytest.raises(Invalid):
            decide(self.standing, way_out, self.needs, None)

    @precondition(lambda self: self.standing.state in REOPENS)
    @rule()
    def a_late_yes_opens_it_again_where_it_left_off(self) -> None:
        step = self.standing.before
        assert step in STEPS
        self.standing = decide(self.standing, step, self.needs, both_want=True)
        self.history.append(step)

    @invariant()
    def no_step_was_skipped(self) -> None:
        if State.ACCEPTED in self.history:
            first = self.history.index(State.ACCEPTED)
            assert self.needs.steps <= set(self.history[:first])
        if State.STARTED in self.history:
            assert State.ACCEPTED in self.history[: self.history.index(State.STARTED)]
        if State.ENDED in self.history:
            assert State.STARTED in self.history

    @invariant()
    def somebody_owns_it_and_by_a_day(self) -> None:
        state = self.standing.state
        today = local_today()
        if state in OPEN:
            assert owner_of(state) is not None
            assert due_on(state, today) > today
            assert NEXT_ACTION[state]
        else:
            assert owner_of(state) is None
            assert due_on(state, today) is None

    @invariant()
    def it_can_always_go_on_or_is_closed(self) -> None:
        assert bool(next_states(self.standing, self.needs)) == (self.standing.state in OPEN)
        assert (self.standing.before in STEPS) == (self.standing.state in PARKED | CLOSED)


Introductions.TestCase.settings = settings(max_examples=150, stateful_step_count=25)
TestIntroductions = Introductions.TestCase


@pytest.mark.parametrize("needs", ALL_NEEDS)
def test_the_shortest_way_is_what_the_role_needs(needs):
    standing = enter(State.REFERRED)
    steps = [State.ACKNOWLEDGED]
    steps += [State.INTERVIEWING] if needs.interview else []
    steps += [State.CHECKS] if needs.checks else []
    for step in [*steps, State.ACCEPTED, State.STARTED]:
        standing = decide(standing, step, needs)
    assert standing.state == State.STARTED


def test_a_meeting_and_checks_come_in_either_order():
    both = Needs(interview=True, checks=True)
    way = (State.OFFERED, State.REFERRED, State.ACKNOWLEDGED)
    assert walk(both, *way, State.CHECKS, State.INTERVIEWING, State.ACCEPTED)
    assert walk(both, *way, State.INTERVIEWING, State.CHECKS, State.ACCEPTED)


def test_the_refusal_says_what_is_missing():
    checked = Needs(checks=True)
    acknowledged = walk(checked, State.OFFERED, State.REFERRED, State.ACKNOWLEDGED)
    with pytest.raises(Conflict, match="needs “checks under way” first"):
        decide(acknowledged, State.ACCEPTED, checked)


def test_somebody_accepted_is_not_parked():
    way = (State.OFFERED, State.REFERRED, State.ACKNOWLEDGED, State.ACCEPTED)
    assert not next_states(walk(NOTHING, *way), NOTHING) & PARKED


def test_a_late_yes_of_one_side_is_not_enough():
    referred = walk(NOTHING, State.OFFERED, State.REFERRED)
    silent = decide(referred, State.NO_REPLY_ORGANISATION, NOTHING, "late")
    with pytest.raises(Conflict, match="volunteer and the organisation"):
        decide(silent, State.REFERRED, NOTHING, both_want=False)
    assert decide(silent, State.REFERRED, NOTHING, both_want=True).state == State.REFERRED


def test_what_was_referred_elsewhere_stays_closed():
    referred = walk(NOTHING, State.OFFERED, State.REFERRED)
    gone = decide(referred, State.RE_REFERRED, NOTHING, "no_reply")
    with pytest.raises(Conflict):
        decide(gone, State.REFERRED, NOTHING, both_want=True)


@given(state=st.sampled_from(sorted(CLOSED)), code=st.text(max_size=20))
def test_a_reason_is_one_of_the_list(state, code):
    standing = Standing(State.STARTED if state == State.ENDED else State.REFERRED)
    if code in REASONS[state]:
        assert decide(standing, state, NOTHING, code).state == state
    else:
        with pytest.raises(Invalid) as refused:
            decide(standing, state, NOTHING, code)
        assert refused.value.field == "reason"


def test_every_state_has_words_and_every_reason_a_kind_one():
    assert set(IN_WORDS) == set(State)
    assert set(REASONS) == CLOSED
    assert set(NEXT_ACTION) == OPEN
    for state in CLOSED:
        for code in REASONS[state]:
            said = kind_words(state, code)
            assert said
            assert "DBS" not in said
            assert "check" not in said.lower()
