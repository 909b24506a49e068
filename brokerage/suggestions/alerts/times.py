"""When alerts are due, and which have gone stale. Pure: no database, no clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from brokerage.suggestions.alerts.models import HowOften
from brokerage.weeks import LOCAL_TIME

AT = time(7)  # on the wall, summer and winter
QUIET = timedelta(weeks=8)  # with nothing to tell, before we ask whether to go on
ANSWER = timedelta(weeks=4)  # for that answer


class Stale(StrEnum):
    """What is done about an alert that has had nothing to tell."""

    NO = ""
    ASK = "ask"
    PAUSE = "pause"


def next_due(how_often: str, weekday: int, after: datetime) -> datetime:
    """The first seven o'clock in the morning after a moment; of a weekly alert, on its weekday."""
    local = after.astimezone(LOCAL_TIME)
    day = local.date() + timedelta(days=local.time() >= AT)
    if how_often == HowOften.WEEKLY:
        day += timedelta(days=(weekday - day.weekday()) % 7)
    return datetime.combine(day, AT, LOCAL_TIME).astimezone(UTC)


def stale(
    moment: datetime, told_at: datetime | None, wanted_at: datetime, asked_at: datetime | None
) -> Stale:
    """Whether to ask, or, where nobody answered, to pause."""
    if asked_at is not None:
        return Stale.PAUSE if moment - asked_at >= ANSWER else Stale.NO
    last = max(wanted_at, told_at or wanted_at)
    return Stale.ASK if moment - last >= QUIET else Stale.NO
