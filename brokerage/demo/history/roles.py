"""Roles of earlier years: published, filled now and then, and over."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from brokerage.actors import Actor
from brokerage.demo.chance import happens, one_of
from brokerage.demo.histories import Row, moves
from brokerage.demo.history.generations import dates_of
from brokerage.demo.ledger import Ledger
from brokerage.demo.organisations import Body
from brokerage.demo.role_facts import role_facts
from brokerage.demo.role_history import ACTORS, REASONS
from brokerage.demo.role_titles import Titles
from brokerage.demo.roles import Setting, add_role, sketch_of
from brokerage.opportunities.models import State

EVER_FILLED = 0.25
FILLED_AFTER = (12, 75)  # days
FULL_FOR = (15, 45)
ENDS = {State.CLOSED: 3, State.EXPIRED: 2}
WAITED = 8  # days at most for a broker to look at it
_SENT = (State.DRAFT, State.SUBMITTED, State.LIVE)


def add_past_roles(
    ledger: Ledger, bodies: Sequence[Body], live: int, setting: Setting, rng: random.Random
) -> Iterator[int]:
    """Add them; ``live``: how many there are today."""
    there, titles = replace(setting, rng=rng), Titles()
    oldest = sorted(bodies, key=lambda body: -body.joined)
    joined = [-body.joined for body in oldest]
    for number, dates in enumerate(dates_of(live, rng), 1):
        here = bisect_left(joined, -dates[0] - WAITED)  # who was with us by then
        body = oldest[rng.randrange(max(1, here))]
        yield _add(ledger, number, body, dates, titles, there)


def _add(
    ledger: Ledger,
    number: int,
    body: Body,
    dates: tuple[int, int],
    titles: Titles,
    setting: Setting,
) -> int:
    rng = setting.rng
    state = one_of(rng, ENDS)
    sketch = sketch_of(body, rng.choice(body.theme.roles), state, dates[1], setting)
    said = role_facts(sketch, rng) | {"title": titles.choose(sketch, rng), "changed_version": 1}
    history = past_moves(state, *dates, setting.today, rng)
    return add_role(ledger, f"past-role-{number:05d}", sketch, said, history, setting)


def past_moves(
    state: State, published: int, ended: int, today: date, rng: random.Random
) -> list[Row]:
    """From the draft to the end; some were filled on the way, often more than once."""
    steps = [(one, published) for one in _SENT]
    steps[:2] = [(one, published + rng.randint(1, WAITED)) for one in _SENT[:2]]
    filled = published - rng.randint(*FILLED_AFTER)
    if happens(rng, EVER_FILLED):
        while (free := filled - rng.randint(*FULL_FOR)) > ended:
            steps += [(State.FILLED, filled), (State.LIVE, free)]
            filled = free - rng.randint(*FILLED_AFTER)
    last = ended - 1 if state is State.EXPIRED else ended
    path, days = zip(*[*steps, (state, last)], strict=True)
    actors: dict[State, Actor] = dict(ACTORS)
    return moves(path, days, actors, REASONS, today, rng)
