"""The ways by which a role comes to stand in a state."""

from __future__ import annotations

import random
from datetime import date

from brokerage.actors import Actor
from brokerage.demo.chance import one_of
from brokerage.demo.histories import Row, moves, spread
from brokerage.opportunities.models import State

PUBLISHED_WITHIN = 120  # days
NEVER_PUBLISHED = frozenset({State.DRAFT, State.SUBMITTED, State.CHANGES_ASKED, State.DECLINED})
OVER = frozenset({State.EXPIRED, State.CLOSED})

Path = tuple[State, ...]
_SENT: Path = (State.DRAFT, State.SUBMITTED)
_ASKED: Path = (*_SENT, State.CHANGES_ASKED)
_LIVE: Path = (*_SENT, State.LIVE)
_CORRECTED: Path = (*_ASKED, State.SUBMITTED, State.LIVE)
_BY_BROKER: Path = (State.DRAFT, State.LIVE)

PATHS: dict[State, dict[Path, float]] = {
    State.DRAFT: {(State.DRAFT,): 1},
    State.SUBMITTED: {_SENT: 3, (*_ASKED, State.SUBMITTED): 1},
    State.CHANGES_ASKED: {_ASKED: 1},
    State.DECLINED: {(*_SENT, State.DECLINED): 3, (*_ASKED, State.SUBMITTED, State.DECLINED): 1},
    State.LIVE: {
        _LIVE: 80,
        _CORRECTED: 8,
        _BY_BROKER: 6,
        (*_LIVE, State.PAUSED, State.LIVE): 4,
        (*_LIVE, State.FILLED, State.LIVE): 30,
    },
    State.PAUSED: {(*_LIVE, State.PAUSED): 3, (*_CORRECTED, State.PAUSED): 1},
    State.FILLED: {(*_LIVE, State.FILLED): 3, (*_BY_BROKER, State.FILLED): 1},
    State.EXPIRED: {(*_LIVE, State.EXPIRED): 4, (*_LIVE, State.PAUSED, State.EXPIRED): 1},
    State.CLOSED: {(*_LIVE, State.CLOSED): 3, (*_LIVE, State.FILLED, State.CLOSED): 2},
}

_ORGANISATION = Actor("organisation", "web")
_BROKER = Actor("broker", "desk")
_FOR_THEM = Actor("broker", "phone", on_behalf_of="organisation")
ACTORS = {
    State.DRAFT: _ORGANISATION,
    State.SUBMITTED: _ORGANISATION,
    State.CHANGES_ASKED: _BROKER,
    State.DECLINED: _BROKER,
    State.LIVE: _BROKER,
    State.PAUSED: _ORGANISATION,
    State.FILLED: _ORGANISATION,
    State.EXPIRED: Actor("service", "job"),
    State.CLOSED: _FOR_THEM,
}
REASONS = {
    State.CHANGES_ASKED: ("times_missing", "place_missing", "says_too_little"),
    State.DECLINED: ("paid_work", "not_in_this_county", "already_posted"),
    State.PAUSED: ("enough_for_now", "holidays", "nobody_to_train"),
    State.CLOSED: ("no_longer_needed", "project_over", "found_without_us"),
}


def history(state: State, today: date, over: int, rng: random.Random) -> list[Row]:
    """Moves that end in ``state``; ``over`` is how many days ago an ended role ended."""
    path = one_of(rng, PATHS[state])
    actors = dict(ACTORS)
    if path[:2] == _BY_BROKER:
        actors[State.DRAFT] = _FOR_THEM
    return moves(path, _days(path, over, rng), actors, REASONS, today, rng)


def _days(path: Path, over: int, rng: random.Random) -> list[int]:
    """Days ago: moderation takes days, a live role weeks; the last move of an ended one is set."""
    if State.LIVE not in path:
        return spread(rng, len(path), 40, 1)
    live = path.index(State.LIVE)
    published = over + rng.randint(95, 150) if over else rng.randint(1, PUBLISHED_WITHIN)
    before = spread(rng, live, published + 12, published)
    after = spread(rng, len(path) - live - 1, published, over or 1)
    if over:
        after[-1] = over - 1 if path[-1] is State.EXPIRED else over
    return [*before, published, *after]
