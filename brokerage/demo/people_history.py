"""The ways by which a person comes to stand in a state."""

from __future__ import annotations

import random
from datetime import date

from brokerage.actors import Actor
from brokerage.demo.chance import one_of
from brokerage.demo.histories import Row, moves
from brokerage.demo.history.seasons import LONGEST, days_ago
from brokerage.volunteers.models import VolunteerState as State

Path = tuple[State, ...]
_ASKED: Path = (State.ENQUIRY, State.REGISTERED)
_ACTIVE: Path = (*_ASKED, State.ACTIVE)
_WALKED_IN: Path = (State.REGISTERED, State.ACTIVE)
_AWAY: Path = (*_ACTIVE, State.PAUSED)

PATHS: dict[State, dict[Path, float]] = {
    State.ENQUIRY: {(State.ENQUIRY,): 1},
    State.REGISTERED: {_ASKED: 2, (State.REGISTERED,): 3},
    State.ACTIVE: {_ACTIVE: 4, _WALKED_IN: 5, (*_AWAY, State.ACTIVE): 1},
    State.PAUSED: {_AWAY: 1, (*_WALKED_IN, State.PAUSED): 1},
    State.LEFT: {
        (*_ACTIVE, State.LEFT): 4,
        (*_AWAY, State.LEFT): 1,
        (*_ASKED, State.LEFT): 1,
        (State.ENQUIRY, State.LEFT): 2,
    },
    State.ANONYMISED: {(*_ACTIVE, State.LEFT, State.ANONYMISED): 1},
}

_BROKER = Actor("broker", "desk")
_BY_PHONE = Actor("broker", "phone", on_behalf_of="volunteer")
_THEMSELVES = Actor("volunteer", "web")
ACTORS = dict.fromkeys(State, _BROKER) | {
    State.PAUSED: _BY_PHONE,
    State.LEFT: _BY_PHONE,
    State.ANONYMISED: Actor("service", "job"),
}
REASONS = {
    State.PAUSED: ("holiday", "health", "caring", "busy"),
    State.LEFT: ("no_longer_wishes", "moved_away", "health", "paid_work", "no_reply"),
}


SOON = {State.REGISTERED: 14, State.ACTIVE: 30}  # within so many days after the step before
LATELY = (2, 60)  # since an enquiry that nobody has dealt with yet


def history(state: State, today: date, rng: random.Random, longest: int = LONGEST) -> list[Row]:
    """Moves that end in ``state``; ``longest``: days since the centre opened its books."""
    path = one_of(rng, PATHS[state])
    waits = state is State.ENQUIRY
    first = rng.randint(*LATELY) if waits else days_ago(today, rng, longest)
    actors = ACTORS | {path[0]: rng.choice((_BROKER, _BY_PHONE, _THEMSELVES))}
    return moves(path, _days(path, first, rng), actors, REASONS, today, rng)


def _days(path: Path, first: int, rng: random.Random) -> list[int]:
    """People are taken up soon; when they stop or leave is anybody's guess."""
    days = [first]
    for state in path[1:]:
        latest = days[-1]
        days.append(rng.randint(max(1, latest - SOON.get(state, latest)), latest))
    return days
