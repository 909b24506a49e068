"""When a role is, from the sessions of volunteeringdata.io.

A ``time`` may be a named part of the week, one occurrence, or a stretch of months whose clock
times mean nothing ("2026-12-05T09:00" to "2027-05-14T05:00"). Only the first two say at what time
somebody is wanted; the third says between which dates, and the times are not stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from brokerage.interchange.dates import NO_DATE, is_ongoing, wall_clock
from brokerage.interchange.folding import fold
from brokerage.opportunities.sessions_text import FIRST_YEAR, LAST_YEAR, SessionRule
from brokerage.weeks import DAY_NAMES, Span, box_span, merge

BEGINNINGS = ("beginning", "begining", "begin", "start", "startDate")
ENDS = ("end", "ending", "endDate")
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=16)
_SLOT = re.compile(rf"({'|'.join(DAY_NAMES)})(Morning|Afternoon|Evening)")


@dataclass(frozen=True)
class When:
    """All times of a role together."""

    sessions: tuple[SessionRule, ...]
    windows: tuple[Span, ...]
    starts_on: date | None
    ends_on: date | None
    ongoing: bool  # an end was given, but so far off that it means none


@dataclass(frozen=True, slots=True)
class _Stretch:
    begin: datetime
    end: datetime

    @property
    def is_occurrence(self) -> bool:
        """Whether the clock times can be meant."""
        if (self.begin.hour, self.begin.minute) == (23, 59):
            return False
        return SHORTEST <= self.end - self.begin <= LONGEST

    @property
    def rule(self) -> SessionRule:
        minute = self.begin.hour * 60 + self.begin.minute
        length = (self.end - self.begin) // timedelta(minutes=1)
        return SessionRule(self.begin.date(), minute, length)


def read_times(times: Iterable[Any]) -> When:
    """Raises ValueError, with a sentence, for a time that cannot be read."""
    windows: list[Span] = []
    stretches: list[_Stretch] = []
    for time in times:
        if isinstance(time, Mapping) and _first(time, BEGINNINGS):
            stretches.append(_stretch(time))
        else:
            windows.append(_slot(time))
    return _together(stretches, windows)


def _together(stretches: list[_Stretch], windows: list[Span]) -> When:
    occurrences = [one.rule for one in stretches if one.is_occurrence]
    begins = min((one.begin.date() for one in stretches), default=None)
    ends = max((_last_day(one) for one in stretches), default=None)
    ongoing = bool(ends and is_ongoing(ends, begins))
    return When(
        sessions=fold(occurrences),
        windows=merge(windows),
        starts_on=begins,
        ends_on=None if ongoing else ends,
        ongoing=ongoing,
    )


def _last_day(one: _Stretch) -> date:
    return one.begin.date() if one.is_occurrence else max(one.begin, one.end).date()


def _stretch(time: Mapping[str, Any]) -> _Stretch:
    begin = wall_clock(str(_first(time, BEGINNINGS)))
    if not FIRST_YEAR <= begin.year <= LAST_YEAR:
        raise ValueError(NO_DATE)
    end = _first(time, ENDS)
    return _Stretch(begin, wall_clock(str(end)) if end else begin)


def _slot(time: Any) -> Span:
    name = str(_first(time, ("id", "@id")) if isinstance(time, Mapping) else time)
    found = _SLOT.search(name)
    if found is None:
        raise ValueError("This is neither a part of the week nor a beginning and an end.")
    return box_span(DAY_NAMES.index(found[1]), found[2].lower())


def _first(node: Mapping[str, Any], names: Iterable[str]) -> Any:
    return next((node[name] for name in names if node.get(name)), None)
