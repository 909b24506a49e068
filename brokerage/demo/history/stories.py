"""What became of introductions long ago, told from their first day on.

The ways are those of the desks (desk/stories.py), which follow pipeline.py; here each centre has
its own pace, and people stay for as long as people do.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from brokerage.demo.chance import happens, one_of
from brokerage.demo.desk.cast import Desk, Offer
from brokerage.demo.desk.stories import OTHERWISE, TAKES, Step, actor_of, path_to
from brokerage.demo.history.seasons import LONGEST
from brokerage.introductions.reasons import choices
from brokerage.introductions.states import CLOSED, State

COMES_TO: Mapping[State, float] = {
    State.ENDED: 60,
    State.WITHDRAWN: 15,
    State.UNSUCCESSFUL: 12,
    State.NO_REPLY_ORGANISATION: 9,
    State.NO_REPLY_VOLUNTEER: 4,
}
APPLIED = 0.35
SHORTEST, USUAL, LONGEST_STAY = 10, 300, 880  # days with an organisation
AT_A_FOLLOW_UP = 0.2  # that it is over comes out when somebody asks
ENDS_WITH_THE_ROLE = 0.25
SLOWER_ONCE = 5  # days that organisations took longer in the first year


def tell_forward(
    began: int, offer: Offer, desk: Desk, today: date, rng: random.Random
) -> list[Step] | None:
    """A way that began so many days ago; None if today is in the midst of it."""
    applied = happens(rng, APPLIED)
    path = path_to(one_of(rng, COMES_TO), offer.needs, applied, rng)
    steps: list[Step] = []
    ago = began
    for number, state in enumerate(path):
        if number:
            ago -= _takes(state, ago, offer, desk, today, rng)
        if ago < 1:
            return steps if state is State.ENDED else None
        reason = rng.choice(list(choices(state))) if state in CLOSED else None
        steps.append(Step(state, ago, actor_of(state, applied, desk.broker, rng), reason))
    return steps


def started(steps: Sequence[Step]) -> bool:
    """Whether it became a placement."""
    return any(step.state is State.STARTED for step in steps)


def _takes(
    state: State, ago: int, offer: Offer, desk: Desk, today: date, rng: random.Random
) -> int:
    if state is State.ENDED:
        return _stay(ago, offer, desk, today, rng)
    if state is State.ACKNOWLEDGED:
        fewest, most = desk.manner.answers
        return rng.randint(fewest, most + round(SLOWER_ONCE * ago / LONGEST))
    return rng.randint(*TAKES.get(state, OTHERWISE))


def _stay(ago: int, offer: Offer, desk: Desk, today: date, rng: random.Random) -> int:
    """From the first day to the last: as planned, until a call finds it over, or with the role."""
    usual = USUAL * desk.manner.stays
    days = min(max(SHORTEST, round(rng.expovariate(1 / usual))), LONGEST_STAY)
    weeks = [one for one in (4, 12, 26) if 7 * one >= days]
    if weeks and happens(rng, AT_A_FOLLOW_UP):
        days = 7 * weeks[0]
    if offer.ended and happens(rng, ENDS_WITH_THE_ROLE):
        left = (offer.ended - (today - timedelta(days=ago))).days
        days = min(days, max(SHORTEST, left))
    return days
