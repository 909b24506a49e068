"""A role's session as a calendar's rule: RRULE, EXDATE and DTSTART in London's wall time. Pure.

A calendar counts from DTSTART, which must itself be an occurrence, so it is the first one that the
rule yields and not the day on which the rule was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, weekday

from brokerage.opportunities.models import OpportunitySession
from brokerage.weeks import LOCAL_TIME

FREQUENCIES: Mapping[str, Any] = {"daily": DAILY, "weekly": WEEKLY, "monthly": MONTHLY}
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Holidays = Sequence[tuple[date, date]]


@dataclass(frozen=True)
class Rule:
    """What a calendar is told. ``repeats`` is empty for a single date."""

    start: datetime
    length: timedelta
    repeats: Mapping[str, Any]
    left_out: tuple[datetime, ...]


def rule_of(one: OpportunitySession, holidays: Holidays, today: date) -> Rule | None:
    """The rule; None where nothing of it is left from ``today`` on."""
    first = next(_days(one), None)
    gone = {date.fromisoformat(text) for text in one.excluded}
    if one.term_time_only and holidays:
        last: date = max(end for _, end in holidays)
        until_then = takewhile(lambda day: day <= last, _days(one))
        gone |= {day for day in until_then if any(a <= day <= b for a, b in holidays)}
    if first is None or not _any_left(one, gone, today):
        return None
    at = time(*divmod(one.start_minute, 60))
    return Rule(
        _local(first, at),
        timedelta(minutes=one.length_minutes),
        _repeats(one, at),
        tuple(_local(day, at) for day in sorted(_occurring(one, gone))),
    )


def _repeats(one: OpportunitySession, at: time) -> dict[str, Any]:
    if one.frequency == "once":
        return {}
    said: dict[str, Any] = {"freq": one.frequency.upper()}
    if one.interval > 1:
        said["interval"] = one.interval
    if one.frequency == "monthly" and one.ordinals:
        days = one.weekdays or [one.starts_on.weekday()]
        said["byday"] = [f"{n}{CODES[day]}" for n in one.ordinals for day in days]
    elif one.frequency == "monthly":
        said["bymonthday"] = one.starts_on.day
    elif one.weekdays:
        said["byday"] = [CODES[day] for day in sorted(set(one.weekdays))]
    if one.count is not None:  # a calendar takes a count or a last day, not both
        said["count"] = sum(1 for _ in _days(one)) if one.until else one.count
    elif one.until is not None:
        said["until"] = _local(one.until, at).astimezone(UTC)
    return said


def _days(one: OpportunitySession) -> Iterator[date]:
    """The days that the rule yields until it ends, nothing left out."""
    if one.frequency == "once":
        return iter([one.starts_on])
    which: dict[str, Any] = {"byweekday": one.weekdays or None}
    if one.frequency == "monthly" and one.ordinals:
        days = one.weekdays or [one.starts_on.weekday()]
        which = {"byweekday": [weekday(day, n) for n in one.ordinals for day in days]}
    elif one.frequency == "monthly":
        which = {"bymonthday": one.starts_on.day}
    first = datetime.combine(one.starts_on, time())
    found = rrule(
        FREQUENCIES[one.frequency], dtstart=first, interval=one.interval, count=one.count, **which
    )
    ends: date = one.until or date.max
    return takewhile(lambda day: day <= ends, (moment.date() for moment in found))


def _any_left(one: OpportunitySession, gone: Iterable[date], today: date) -> bool:
    out = set(gone)
    ahead = (day for day in _days(one) if day >= today)
    return next((day for day in ahead if day not in out), None) is not None


def _occurring(one: OpportunitySession, gone: Iterable[date]) -> set[date]:
    """Of the days left out, those on which the rule would have fallen."""
    out = set(gone)
    if not out:
        return out
    last = max(out)
    until_then: set[date] = set(takewhile(lambda day: day <= last, _days(one)))
    return out & until_then


def _local(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LOCAL_TIME)
