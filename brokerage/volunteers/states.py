"""Where a person may go from where they stand. Pure: no database, no clock."""

from __future__ import annotations

from brokerage.errors import Conflict, Invalid
from brokerage.volunteers.models import VolunteerState as State

MOVES: dict[State, frozenset[State]] = {
    State.ENQUIRY: frozenset({State.REGISTERED, State.LEFT}),
    State.REGISTERED: frozenset({State.ACTIVE, State.LEFT}),
    State.ACTIVE: frozenset({State.PAUSED, State.LEFT}),
    State.PAUSED: frozenset({State.ACTIVE, State.LEFT}),
    # Somebody who comes back keeps their history, for as long as we still know who they are.
    State.LEFT: frozenset({State.REGISTERED, State.ANONYMISED}),
    State.ANONYMISED: frozenset(),
}

LEAVING_REASONS = {
    "no_longer_wishes": "No longer wishes to volunteer",
    "found_elsewhere": "Found a role without us",
    "moved_away": "Moved away",
    "health": "Health or caring",
    "paid_work": "Started paid work or study",
    "no_reply": "No reply",
    "not_suitable": "Nothing suitable",
    "died": "Died",
    "asked_to_be_removed": "Asked to be removed",
    "other": "Another reason",
}

MATCHED = frozenset({State.REGISTERED, State.ACTIVE})
"""States in which roles are looked for on a person's behalf."""


def check_move(current: State, target: State, reason: str | None = None) -> None:
    """Raises Conflict for a move that is not in the table, Invalid for leaving without a reason."""
    if target not in MOVES[current]:
        raise Conflict(f"Somebody who is {IN_WORDS[current]} cannot become {IN_WORDS[target]}.")
    if target is State.LEFT and reason not in LEAVING_REASONS:
        raise Invalid("Say why this person leaves.", "reason")


IN_WORDS = {
    State.ENQUIRY: "enquiring",
    State.REGISTERED: "registered",
    State.ACTIVE: "active",
    State.PAUSED: "paused",
    State.LEFT: "no longer with us",
    State.ANONYMISED: "anonymised",
}
