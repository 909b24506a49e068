"""A role's sessions one by one, in wall-clock time, with the people wanted at each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity
from brokerage.suggestions import adapter
from brokerage.weeks import LOCAL_TIME
from matching.timetable.recurrence import occurrences


@dataclass(frozen=True, slots=True, order=True)
class Planned:
    """One occurrence. The clock on the wall says when, also over a change of clocks."""

    held_on: date
    start_minute: int
    length_minutes: int
    places: int | None = None

    @property
    def begins_at(self) -> datetime:
        """The moment at which it begins."""
        return datetime.combine(self.held_on, time(*divmod(self.start_minute, 60)), LOCAL_TIME)

    @property
    def key(self) -> tuple[date, int]:
        """What tells it from the role's others."""
        return self.held_on, self.start_minute


def occurrences_between(
    session: Session, opportunity: Opportunity, first: date, last: date
) -> list[Planned]:
    """In order, both days included. Two rules for one time are one occurrence: the wider one."""
    first = max(first, opportunity.starts_on or first)
    last = min(last, opportunity.ends_on or last)
    if last < first or last - first > timedelta(days=3 * 366):
        return []
    calendar = adapter.calendar(session)
    found: dict[tuple[date, int], Planned] = {}
    for row in opportunity.sessions:
        for day in occurrences(adapter.session_rule(row), first, last, calendar):
            one = Planned(day, row.start_minute, row.length_minutes, row.places)
            found[one.key] = _wider(found.get(one.key), one)
    return sorted(found.values(), key=lambda one: one.key)


def _wider(before: Planned | None, one: Planned) -> Planned:
    if before is None:
        return one
    length = max(before.length_minutes, one.length_minutes)
    if before.places is None or one.places is None:
        return Planned(one.held_on, one.start_minute, length, before.places or one.places)
    return Planned(one.held_on, one.start_minute, length, max(before.places, one.places))
