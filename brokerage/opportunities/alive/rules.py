"""When to ask whether a role is still needed, and what silence leads to. Pure: no database.

Each step follows the one before it, so a job that stood still for weeks skips no warning.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from brokerage.working_days import MONDAY_TO_FRIDAY, add_working_days


class Step(StrEnum):
    """What happens to a role about which nobody answers."""

    LOWER = "lower"
    PAUSE = "pause"
    CLOSE = "close"


WHY = {
    "time": "nothing has been heard about it for a while",
    "unanswered": "people who offered their time have had no answer",
}
UNANSWERED = 2  # introductions that had a reminder and still no answer

# Working days from one step to the next: 10, 20 and 60 from the question itself.
WAITS = {Step.LOWER: 10, Step.PAUSE: 10, Step.CLOSE: 40}
EXPIRY_REMINDERS = (20, 5)  # days before the last one
KEPT_FOR_MONTHS = 3


def why_ask(today: date, last_sign: date, unanswered: int, quiet_after: timedelta) -> str | None:
    """The reason to ask today, if there is one. ``last_sign``: when the organisation last acted."""
    if unanswered >= UNANSWERED:
        return "unanswered"
    return "time" if today - last_sign >= quiet_after else None


def next_step(
    today: date,
    asked_on: date,
    lowered_on: date | None,
    paused_on: date | None,
    opening_days: Collection[int] = MONDAY_TO_FRIDAY,
) -> Step | None:
    """What is due today for a question without an answer."""
    step, day = coming(asked_on, lowered_on, paused_on, opening_days)
    return step if today > day else None


def coming(
    asked_on: date,
    lowered_on: date | None,
    paused_on: date | None,
    opening_days: Collection[int] = MONDAY_TO_FRIDAY,
) -> tuple[Step, date]:
    """The step that comes next, and the last day on which an answer prevents it."""
    if paused_on is not None:
        return Step.CLOSE, add_working_days(paused_on, WAITS[Step.CLOSE], opening_days)
    if lowered_on is not None:
        return Step.PAUSE, add_working_days(lowered_on, WAITS[Step.PAUSE], opening_days)
    return Step.LOWER, add_working_days(asked_on, WAITS[Step.LOWER], opening_days)


def expiry_reminder(today: date, expires_on: date | None) -> int | None:
    """Which reminder is due, by its number of days; the nearer one where both are."""
    if expires_on is None or expires_on < today:
        return None
    left = (expires_on - today).days
    return min((days for days in EXPIRY_REMINDERS if left <= days), default=None)
