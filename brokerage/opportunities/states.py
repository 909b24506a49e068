"""Where a role may go from where it stands. Pure: no database, no clock."""

from __future__ import annotations

from brokerage.errors import Conflict
from brokerage.opportunities.models import State

MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.LIVE, State.CLOSED}),
    State.SUBMITTED: frozenset({State.CHANGES_ASKED, State.DECLINED, State.LIVE, State.CLOSED}),
    State.CHANGES_ASKED: frozenset({State.SUBMITTED, State.CLOSED}),
    State.DECLINED: frozenset({State.SUBMITTED}),
    State.LIVE: frozenset({State.PAUSED, State.FILLED, State.CLOSED, State.EXPIRED}),
    State.PAUSED: frozenset({State.LIVE, State.CLOSED, State.EXPIRED}),
    State.FILLED: frozenset({State.LIVE, State.CLOSED, State.EXPIRED}),
    State.EXPIRED: frozenset({State.LIVE, State.CLOSED}),
    State.CLOSED: frozenset(),
}


def check_move(current: State, target: State) -> None:
    """Raises Conflict for a move that is not in the table."""
    if target not in MOVES[current]:
        raise Conflict(f"A role that is {current.replace('_', ' ')} cannot become {target}.")
