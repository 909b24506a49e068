"""When somebody is free: said as a week, kept as windows. It replaces what was said before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brokerage.errors import Invalid
from brokerage.volunteers.models import Volunteer, VolunteerPause, VolunteerWindow
from brokerage.weeks import Span, Week


@dataclass(frozen=True, slots=True)
class Availability:
    """When somebody is free. ``holiday_week`` takes the week's place in school holidays."""

    week: Week
    holiday_week: Week | None = None
    minutes_per_week: int | None = None
    available_from: date | None = None

    @property
    def stated(self) -> bool:
        """Whether anything was said about times; an empty week says nothing."""
        return bool(self.week or self.holiday_week or self.minutes_per_week)


def set_availability(volunteer: Volunteer, availability: Availability) -> None:
    """Put what somebody says now in the place of what they said before."""
    volunteer.availability_stated = availability.stated
    volunteer.any_time = availability.week.any_time
    volunteer.week_changes = availability.week.changes
    volunteer.minutes_per_week = availability.minutes_per_week
    volunteer.available_from = availability.available_from
    volunteer.windows = [
        *_windows(availability.week, in_holidays=False),
        *_windows(availability.holiday_week or Week(), in_holidays=True),
    ]


def put_week(volunteer: Volunteer, spans: Iterable[Span]) -> None:
    """Other times in the ordinary week; school holidays and all else stay as they are."""
    holidays = [window for window in volunteer.windows if window.in_holidays]
    volunteer.availability_stated = True
    volunteer.windows = [*_windows(Week(tuple(spans)), in_holidays=False), *holidays]


def _windows(week: Week, *, in_holidays: bool) -> list[VolunteerWindow]:
    return [
        VolunteerWindow(
            in_holidays=in_holidays,
            weekday=span.weekday,
            start_minute=span.start,
            end_minute=span.end,
        )
        for span in week.spans
    ]


def pause_between(volunteer: Volunteer, first_on: date, last_on: date) -> None:
    """Note a time away. Raises Invalid for one that ends before it begins."""
    if last_on < first_on:
        raise Invalid("The last day away is before the first.", "last_on")
    volunteer.pauses.append(VolunteerPause(first_on=first_on, last_on=last_on))
