"""The ways by which a person comes to stand in a state."""

from __future__ import annotations

import random
from datetime import date

from brokerage.actors import Actor
from brokerage.demo.chance import one_of
from brokerage.demo.histories import Row, moves, spread
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


def history(state: State, today: date, rng: random.Random) -> list[Row]:
    """Moves that end in ``state``."""
    path = one_of(rng, PATHS[state])
    first = rng.randint(2, 60) if state is State.ENQUIRY else rng.randint(10, 900)
    actors = ACTORS | {path[0]: rng.choice((_BROKER, _BY_PHONE, _THEMSELVES))}
    days = [first, *spread(rng, len(path) - 1, first, 1)]
    return moves(path, days, actors, REASONS, today, rng)
