"""What a page says of a role in words: its times where there is no week to draw, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import is_open
from matching.timetable.words import hours_asked

NOT_STATED = "Times not stated: ask"


def times_in_words(role: Opportunity) -> str:
    """Hours asked for, at any time or in the poster's words; or that they are not stated."""
    said = [asked_in_words(role)]
    if role.flexible:
        said.append("at any time that suits you")
    elif role.commitment:
        said.append(role.commitment)
    text = ", ".join(part for part in said if part)
    return text[:1].upper() + text[1:] if text else NOT_STATED


def asked_in_words(role: Opportunity) -> str:
    """ "3 hours a week"; empty where no amount is stated."""
    if not role.hours_minutes:
        return ""
    return hours_asked(role.hours_minutes, role.hours_per or "week")


@dataclass(frozen=True)
class Closed:
    """Why nobody can take a role up any more, said kindly."""

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
