"""Who must act next, and by when. Pure: no database, no clock.

Nobody is left in silence: every open introduction has an owner and a day. Late, the owner has one
reminder and as much time again (``AFTER_REMINDER``); then it is the broker's.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from brokerage.introductions.states import OPEN, State
from brokerage.working_days import MONDAY_TO_FRIDAY, add_working_days, next_working_day


class Owner(StrEnum):
    """Whose turn it is."""

    VOLUNTEER = "volunteer"
    ORGANISATION = "organisation"
    BROKER = "broker"


OWNERS: dict[State, Owner] = {
    State.SUGGESTED: Owner.BROKER,
    State.OFFERED: Owner.VOLUNTEER,
    State.REFERRED: Owner.ORGANISATION,
    State.ACKNOWLEDGED: Owner.ORGANISATION,
    State.INTERVIEWING: Owner.ORGANISATION,
    State.CHECKS: Owner.ORGANISATION,
    State.ACCEPTED: Owner.ORGANISATION,
    State.STARTED: Owner.BROKER,
    State.WAITING: Owner.BROKER,
    State.POSTPONED: Owner.BROKER,
}

WORKING_DAYS: dict[State, int] = {
    State.SUGGESTED: 5,
    State.OFFERED: 5,
    State.REFERRED: 5,
    State.ACKNOWLEDGED: 5,
    State.INTERVIEWING: 10,
    State.CHECKS: 20,  # a DBS check can take weeks
    State.ACCEPTED: 10,
    State.WAITING: 20,
    State.POSTPONED: 20,
}
AFTER_REMINDER = 5
BACK_WITH_THE_BROKER = 2

FOLLOW_UP_WEEKS = (4, 12, 26)
EVERY_WEEKS_AFTER = 26

NEXT_ACTION: dict[State, str] = {
    State.SUGGESTED: "Tell the volunteer about it",
    State.OFFERED: "Say yes or no",
    State.REFERRED: "Say that it arrived",
    State.ACKNOWLEDGED: "Arrange a first meeting, or say yes or no",
    State.INTERVIEWING: "Say how the meeting went",
    State.CHECKS: "Say when the checks are done",
    State.ACCEPTED: "Confirm the first day",
    State.STARTED: "Ask how it is going",
    State.WAITING: "See whether a place has come free, or offer another role",
    State.POSTPONED: "Ask whether the time is right now",
}


def owner_of(state: State) -> Owner | None:
    """Who acts next; None once it is closed."""
    return OWNERS.get(state)


def due_on(
    state: State,
    today: date,
    opening_days: Collection[int] = MONDAY_TO_FRIDAY,
    *,
    not_before: date | None = None,
    followed_up: Collection[int] = (),
    started_on: date | None = None,
) -> date | None:
    """The day by which the owner should have acted; None once it is closed.

    ``not_before``: a day agreed (the meeting, the first day, until when it is postponed).
    """
    if state not in OPEN:
        return None
    if state == State.STARTED:
        _, day = next_follow_up(started_on or today, followed_up)
        return next_working_day(day, opening_days)
    if not_before is not None and not_before > today:
        if state == State.POSTPONED:
            return next_working_day(not_before, opening_days)
        return add_working_days(not_before, 1, opening_days)
    return add_working_days(today, WORKING_DAYS[state], opening_days)


def next_follow_up(started_on: date, followed_up: Collection[int]) -> tuple[int, date]:
    """Weeks and day of the first follow-up not done: 4, 12, 26, and every 26 after that."""
    weeks = next((w for w in FOLLOW_UP_WEEKS if w not in followed_up), None)
    if weeks is None:
        weeks = FOLLOW_UP_WEEKS[-1] + EVERY_WEEKS_AFTER
        while weeks in followed_up:
            weeks += EVERY_WEEKS_AFTER
    return weeks, started_on + timedelta(weeks=weeks)
