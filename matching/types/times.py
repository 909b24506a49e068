"""When: wall-clock windows, recurring sessions, hours asked for, holidays, and free time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one weekday; ``end`` may pass 1440 and then runs into the next day."""

    weekday: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Session:
    """Dated occurrences by one recurrence rule, in wall-clock time.

    ``weekdays`` empty means the weekday of ``starts_on``. For ``monthly``, ``ordinals`` says which
    such weekday of the month (1 to 5, or -1 for the last); without ordinals the day of the month
    of ``starts_on`` is meant, and months without that day are passed over (RFC 5545).
    ``month_days`` names other days of the month instead (1 to 31, or -1 for the last day).
    ``count`` counts before ``excluded`` and ``term_time_only`` take dates away.
    """

    starts_on: date
    start: int
    length: int
    frequency: str = "once"  # once, daily, weekly, monthly
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None
    excluded: tuple[date, ...] = ()
    term_time_only: bool = False
    month_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """An amount of time to be given inside windows; no windows means at any time."""

    minutes: int | None = None
    per: str = "week"  # week, month, once
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class DateRange:
    """Both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """School holidays, as dated data of the county."""

    school_holidays: tuple[DateRange, ...] = ()


@dataclass(frozen=True, slots=True)
class Availability:
    """When a person is free. Nothing but defaults still means something: free at no time.

    ``windows`` is the base week; ``holiday_windows`` replaces it in school holidays when given.
    ``any_time`` overrides windows; ``changes`` says that the week is not the same twice, which
    favours flexible and one-off roles. ``minutes_per_week`` caps what can be given.
    """

    windows: tuple[Window, ...] = ()
    any_time: bool = False
    changes: bool = False
    holiday_windows: tuple[Window, ...] | None = None
    pauses: tuple[DateRange, ...] = ()
    starts_on: date | None = None
    minutes_per_week: int | None = None
