"""Where an introduction stands, in words for the organisation, and what it can do next."""

from __future__ import annotations

from datetime import date

from brokerage.introductions.due import Owner
from brokerage.introductions.models import Introduction, IntroductionMove
from brokerage.introductions.states import CLOSED, State
from brokerage.weeks import day_of

STANDS = {
    State.REFERRED: "Waits for your answer",
    State.ACKNOWLEDGED: "You are in touch",
    State.INTERVIEWING: "You meet each other",
    State.CHECKS: "Checks are under way",
    State.ACCEPTED: "Will join you",
    State.STARTED: "Volunteers with you",
    State.WAITING: "On your waiting list",
    State.POSTPONED: "Has asked for more time",
    State.ENDED: "Has stopped",
    State.WITHDRAWN: "Decided against it",
    State.UNSUCCESSFUL: "You said: not this time",
    State.NO_REPLY_ORGANISATION: "Closed, because you did not answer",
    State.NO_REPLY_VOLUNTEER: "Closed, because they did not answer",
    State.ROLE_CLOSED: "Closed with the role",
    State.RE_REFERRED: "Went to another role",
}
NEXT = {
    State.REFERRED: "Say whether you will talk",
    State.ACKNOWLEDGED: "Get in touch, then tell us how it goes on",
    State.INTERVIEWING: "Say how the meeting went",
    State.CHECKS: "Say when the checks are done",
    State.ACCEPTED: "Say when they have started",
}
GROUPS: dict[str, tuple[str, frozenset[State]]] = {
    "new": ("Wait for your answer", frozenset({State.REFERRED})),
    "talking": (
        "You are in touch",
        frozenset({State.ACKNOWLEDGED, State.INTERVIEWING, State.CHECKS}),
    ),
    "with_you": ("Join you, or volunteer with you", frozenset({State.ACCEPTED, State.STARTED})),
    "later": ("Wait, or asked for time", frozenset({State.WAITING, State.POSTPONED})),
    "over": ("Over", CLOSED),
}


def stands(introduction: Introduction) -> str:
    """Where it stands."""
    return STANDS.get(State(introduction.state), "Not sent to you yet")


def moved(move: IntroductionMove) -> str:
    """One line of what happened, as it stands inside a sentence."""
    said = STANDS.get(State(move.to_state), "not sent to you yet")
    return f"{said[:1].lower()}{said[1:]}"


def is_yours(introduction: Introduction) -> bool:
    """Whether the organisation is to act: also where its silence has gone to the broker."""
    turn = introduction.owner == Owner.ORGANISATION or introduction.returned_at is not None
    return introduction.is_open and turn and State(introduction.state) in NEXT


def due_for(introduction: Introduction) -> date | None:
    """By when the organisation's answer was asked for; not the day on which the broker acts."""
    if introduction.returned_at is not None:
        return day_of(introduction.returned_at)
    return introduction.due_on


def next_for(introduction: Introduction) -> str:
    """What the organisation does next; empty where somebody else does."""
    return NEXT[State(introduction.state)] if is_yours(introduction) else ""


def first_name(introduction: Introduction) -> str:
    """As they agreed to be introduced."""
    return str((introduction.shared or {}).get("first_name") or "A volunteer")
