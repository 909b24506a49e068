"""Why nobody can take a role up any more, said kindly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import is_open


@dataclass(frozen=True)
class Closed:
    """A heading, and a sentence that leads on."""

    title: str
    text: str


ENDS = {
    State.FILLED: Closed(
        "This role has been filled", "They have found the people they need. Others still look."
    ),
    State.PAUSED: Closed(
        "This role is paused", "It may open again. Until then there are others like it."
    ),
    State.CLOSED: Closed("This role has closed", "There are others like it."),
}
ENDED = Closed("This role has ended", "Its last date has passed. There are others like it.")
FULL = Closed("All places are taken", "They have found the people they need. Others still look.")


def why_closed(role: Opportunity, today: date) -> Closed | None:
    """Why a role is not open; None where it is."""
    if is_open(role, today):
        return None
    if role.state != State.LIVE:
        return ENDS.get(State(role.state), ENDED)
    past = any(day is not None and day < today for day in (role.ends_on, role.expires_on))
    return ENDED if past else FULL
