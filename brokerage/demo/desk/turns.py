"""Whose turn it is and by when, with what the jobs of the days between would have done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from brokerage.demo.desk.cast import Desk
from brokerage.introductions.due import (
    AFTER_REMINDER,
    BACK_WITH_THE_BROKER,
    Owner,
    due_on,
    owner_of,
)
from brokerage.introductions.states import State
from brokerage.working_days import MONDAY_TO_FRIDAY, add_working_days

REMINDS_AT = time(7, 30)
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Turn:
    """The columns that say who acts next."""

    owner: Owner | None
    due_on: date | None
    reminded_at: datetime | None = None
    returned_at: datetime | None = None


def turn(
    state: State,
    since: date,
    today: date,
    desk: Desk,
    *,
    agreed_on: date | None = None,
    started_on: date | None = None,
    followed_up: Collection[int] = (),
) -> Turn:
    """Due, then reminded once, then back with the broker, as far as ``today`` has come."""
    owner = owner_of(state)
    days = desk.opening if owner is Owner.BROKER else MONDAY_TO_FRIDAY
    due = due_on(
        state, since, days, not_before=agreed_on, followed_up=followed_up, started_on=started_on
    )
    if due is None or owner is Owner.BROKER:
        return Turn(owner, due)
    reminded = _next_run(due)
    if reminded >= today:
        return Turn(owner, due)
    due = add_working_days(reminded, AFTER_REMINDER, days)
    returned = _next_run(due)
    if returned >= today:
        return Turn(owner, due, _at(reminded))
    due = add_working_days(returned, BACK_WITH_THE_BROKER, desk.opening)
    return Turn(Owner.BROKER, due, _at(reminded), _at(returned))


def _next_run(due: date) -> date:
    """The job runs each morning but on Sundays."""
    day = due + timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day


def _at(day: date) -> datetime:
    return datetime.combine(day, REMINDS_AT, UTC)
