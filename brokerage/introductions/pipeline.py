"""The rules of an introduction: which move may follow which. Pure: no database, no clock.

``decide`` is the only way from one standing to the next. What a role needs (a first meeting,
checks) cannot be skipped on the way to being accepted; the two may come in either order, since
a check can take weeks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from brokerage.errors import Conflict, Invalid
from brokerage.introductions.reasons import REASONS
from brokerage.introductions.states import CLOSED, EXITS, IN_WORDS, OPEN, PARKED, STEPS, State

ENTRIES = frozenset({State.SUGGESTED, State.OFFERED, State.REFERRED})
"""A broker suggests, a role is offered, or a volunteer applies."""

FORWARD: dict[State, frozenset[State]] = {
    State.SUGGESTED: frozenset({State.OFFERED}),
    State.OFFERED: frozenset({State.REFERRED}),
    State.REFERRED: frozenset({State.ACKNOWLEDGED}),
    State.ACKNOWLEDGED: frozenset({State.INTERVIEWING, State.CHECKS, State.ACCEPTED}),
    State.INTERVIEWING: frozenset({State.CHECKS, State.ACCEPTED}),
    State.CHECKS: frozenset({State.INTERVIEWING, State.ACCEPTED}),
    State.ACCEPTED: frozenset({State.STARTED}),
    State.STARTED: frozenset({State.ENDED}),
}

CAN_PARK = frozenset(STEPS) - {State.ACCEPTED, State.STARTED}
"""Somebody accepted keeps the place: the day of the start moves instead."""

REOPENS = EXITS - {State.RE_REFERRED}
"""A late yes may open these again; a re-referral went on elsewhere."""


@dataclass(frozen=True)
class Needs:
    """The steps that a role makes required."""

    interview: bool = False
    checks: bool = False

    @property
    def steps(self) -> frozenset[State]:
        """What must have been done before anybody is accepted."""
        wanted = {State.REFERRED, State.ACKNOWLEDGED}
        wanted |= {State.INTERVIEWING} if self.interview else set()
        wanted |= {State.CHECKS} if self.checks else set()
        return frozenset(wanted)


@dataclass(frozen=True)
class Standing:
    """Where a record stands, the step it was parked at or left from, and the steps behind it."""

    state: State
    before: State | None = None
    done: frozenset[State] = frozenset()


def enter(state: State) -> Standing:
    """A new record. Raises Conflict for a state nothing begins in."""
    if state not in ENTRIES:
        raise Conflict(f"An introduction cannot begin as “{IN_WORDS[state]}”.")
    return Standing(state, done=frozenset({state}))


def next_states(standing: Standing, needs: Needs) -> frozenset[State]:
    """Where a record may go now, a late yes left aside."""
    if standing.state in CLOSED:
        return frozenset()
    ways = _ways_on(standing, needs)
    if standing.state == State.STARTED:
        return ways
    if standing.state in CAN_PARK or standing.state in PARKED:
        ways |= PARKED - {standing.state}
    return ways | EXITS


def decide(
    standing: Standing,
    target: State,
    needs: Needs,
    reason: str | None = None,
    *,
    both_want: bool = False,
) -> Standing:
    """The standing after a move.

    Raises Conflict for a move that is not allowed from here, and Invalid for a way out without
    one of its reasons.
    """
    if standing.state in CLOSED:
        return _reopen(standing, target, both_want)
    if target not in next_states(standing, needs):
        raise Conflict(_refusal(standing, target, needs))
    if target in CLOSED and reason not in REASONS[target]:
        raise Invalid("Say why.", "reason")
    if target in PARKED or target in CLOSED:
        before = standing.before if standing.state in PARKED else standing.state
        return replace(standing, state=target, before=before)
    return Standing(target, None, standing.done | {target})


def step_of(standing: Standing) -> State:
    """The step a record is at, also while it is parked or after it left."""
    return standing.before or standing.state


def missing(standing: Standing, needs: Needs) -> frozenset[State]:
    """The required steps not yet done."""
    return needs.steps - standing.done


def _ways_on(standing: Standing, needs: Needs) -> frozenset[State]:
    step = step_of(standing)
    ways = FORWARD.get(step, frozenset())
    if missing(standing, needs):
        ways -= {State.ACCEPTED}
    if standing.state in PARKED:
        ways |= {step}
    return ways


def _reopen(standing: Standing, target: State, both_want: bool) -> Standing:
    if standing.state not in REOPENS or target not in {standing.before, State.WAITING}:
        raise Conflict(f"This introduction is closed: {IN_WORDS[standing.state].lower()}.")
    if not both_want:
        raise Conflict("It opens again only if the volunteer and the organisation still want it.")
    if target == State.WAITING:
        return replace(standing, state=target)
    return Standing(target, None, standing.done)


def _refusal(standing: Standing, target: State, needs: Needs) -> str:
    if target == State.ACCEPTED and target in FORWARD.get(step_of(standing), frozenset()):
        waiting = [IN_WORDS[s].lower() for s in STEPS if s in missing(standing, needs)]
        return f"Not yet: this role needs “{'” and “'.join(waiting)}” first."
    here, there = IN_WORDS[standing.state].lower(), IN_WORDS[target].lower()
    return f"An introduction that is “{here}” cannot become “{there}”."


__all__ = ["OPEN", "Needs", "Standing", "State", "decide", "enter", "missing", "next_states"]
