"""What becomes of introductions: the ways they go, how long each step takes, and who takes it.

Only pipeline.py says which step may follow which; nothing here can tell a story that it forbids.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from brokerage.actors import Actor
from brokerage.demo.chance import happens, one_of
from brokerage.introductions.pipeline import Needs, Standing, decide, enter
from brokerage.introductions.reasons import choices
from brokerage.introductions.states import CLOSED, EXITS, PARKED, STEPS, State

ON_THE_WAY: Mapping[State, float] = {
    State.SUGGESTED: 9,
    State.OFFERED: 12,
    State.REFERRED: 32,
    State.ACKNOWLEDGED: 12,
    State.INTERVIEWING: 12,
    State.CHECKS: 7,
    State.ACCEPTED: 8,
    State.WAITING: 4,
    State.POSTPONED: 4,
}
LATER: Mapping[State, float] = {
    State.STARTED: 44,
    State.ENDED: 13,
    State.WITHDRAWN: 15,
    State.UNSUCCESSFUL: 11,
    State.NO_REPLY_ORGANISATION: 8,
    State.NO_REPLY_VOLUNTEER: 4,
    State.ROLE_CLOSED: 3,
    State.RE_REFERRED: 2,
}
LEFT_FROM: Mapping[State, Sequence[State]] = {
    State.WITHDRAWN: (State.OFFERED, State.REFERRED, State.ACKNOWLEDGED, State.INTERVIEWING),
    State.UNSUCCESSFUL: (State.ACKNOWLEDGED, State.INTERVIEWING),
    State.NO_REPLY_ORGANISATION: (State.REFERRED,),
    State.NO_REPLY_VOLUNTEER: (State.OFFERED,),
    State.ROLE_CLOSED: (State.REFERRED,),
    State.RE_REFERRED: (State.REFERRED,),
    State.WAITING: (State.OFFERED,),
    State.POSTPONED: (State.OFFERED, State.ACKNOWLEDGED),
    State.ENDED: (State.STARTED,),
}
TAKES: Mapping[State, tuple[int, int]] = {  # days since the step before
    State.SUGGESTED: (0, 0),
    State.OFFERED: (0, 4),
    State.REFERRED: (0, 5),
    State.ACKNOWLEDGED: (1, 6),
    State.INTERVIEWING: (2, 9),
    State.CHECKS: (1, 8),
    State.ACCEPTED: (2, 14),
    State.STARTED: (3, 16),
    State.ENDED: (25, 110),
    State.NO_REPLY_ORGANISATION: (16, 24),
    State.NO_REPLY_VOLUNTEER: (16, 24),
    State.RE_REFERRED: (10, 20),
}
OTHERWISE = (2, 12)
SINCE: Mapping[State, tuple[int, int]] = {  # days for which it has stood there
    State.SUGGESTED: (1, 9),
    State.OFFERED: (1, 11),
    State.REFERRED: (1, 12),
    State.ACKNOWLEDGED: (1, 10),
    State.INTERVIEWING: (1, 16),
    State.CHECKS: (1, 30),
    State.ACCEPTED: (1, 14),
    State.WAITING: (3, 30),
    State.POSTPONED: (5, 30),
    State.RE_REFERRED: (1, 12),
}
LONG_SINCE = (1, 230)


@dataclass(frozen=True, slots=True)
class Step:
    """One move: where to, so many days ago, by whom and why."""

    state: State
    days_ago: int
    actor: Actor
    reason: str | None = None


def tell(
    state: State,
    needs: Needs,
    broker: str,
    rng: random.Random,
    since: tuple[int, int] | None = None,
    answers: tuple[int, int] = TAKES[State.ACKNOWLEDGED],
) -> list[Step]:
    """A way that ends in ``state``; ``since``: between so many days ago, if it matters.

    ``answers``: days until an organisation says that it arrived.
    """
    applied = happens(rng, 0.35)
    path = path_to(state, needs, applied, rng)
    ago = rng.randint(*(since or SINCE.get(state, LONG_SINCE)))
    steps: list[Step] = []
    for one in reversed(path):
        reason = rng.choice(list(choices(one))) if one in CLOSED else None
        steps.append(Step(one, ago, actor_of(one, applied, broker, rng), reason))
        ago += rng.randint(*(answers if one is State.ACKNOWLEDGED else TAKES.get(one, OTHERWISE)))
    return steps[::-1]


def standing_after(steps: Sequence[Step], needs: Needs) -> Standing:
    """Where a way leads, by the rules. Raises what they raise for a step that is not allowed."""
    standing = enter(steps[0].state)
    for step in steps[1:]:
        standing = decide(standing, step.state, needs, step.reason)
    return standing


def moments(steps: Sequence[Step], today: date, rng: random.Random) -> list[datetime]:
    """When each was taken: in office hours, on a weekday, one after the other."""
    found = []
    for step in steps:
        day = today - timedelta(days=max(1, step.days_ago))
        day -= timedelta(days=max(0, day.weekday() - 4))
        clock = time(rng.randint(9, 16), rng.randrange(60))
        found.append(datetime.combine(day, clock, UTC))
    return sorted(found)


def path_to(state: State, needs: Needs, applied: bool, rng: random.Random) -> list[State]:
    """The states on a way that ends in ``state``."""
    step, after = state, []
    if state in EXITS | PARKED or state is State.ENDED:
        step, after = rng.choice(LEFT_FROM[state]), [state]
    meets = needs.interview or step is State.INTERVIEWING or happens(rng, 0.4)
    passed = {State.INTERVIEWING: meets, State.CHECKS: needs.checks or step is State.CHECKS}
    before = [one for one in STEPS[: STEPS.index(step)] if passed.get(one, True)]
    if applied and step is not State.SUGGESTED:
        before = [one for one in before if one is not State.SUGGESTED]
    return [*before, step, *after]


def actor_of(state: State, applied: bool, broker: str, rng: random.Random) -> Actor:
    """Who takes a step."""
    if state in (State.OFFERED, State.REFERRED) and applied:
        return Actor("public", "web")
    if state in (State.OFFERED, State.REFERRED, State.POSTPONED, State.WITHDRAWN):
        return Actor(broker, one_of(rng, {"phone": 3, "desk": 2}), "volunteer")
    if state in (State.SUGGESTED, State.WAITING, State.RE_REFERRED):
        return Actor(broker, "desk")
    if state in (State.NO_REPLY_ORGANISATION, State.NO_REPLY_VOLUNTEER):
        return Actor(broker, "desk")
    if state is State.ROLE_CLOSED:
        return Actor("job:role-closed", "job")
    if happens(rng, 0.5):
        return Actor("public", "web")
    return Actor(broker, "phone", "organisation")
