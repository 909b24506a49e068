"""A person's own week, drawn as the strip that their roles are drawn over."""

from __future__ import annotations

from brokerage.suggestions.people import availability
from brokerage.suggestions.strips import Drawing, days_in_words, draw
from brokerage.volunteers.models import Volunteer
from matching.timetable.words import clock_range


def week_of(volunteer: Volunteer) -> Drawing:
    """When somebody is usually free, as a picture and in words; empty where no times were said."""
    said = availability(volunteer)
    windows = said.windows if said else ()
    by_times: dict[str, list[int]] = {}
    for window in windows:
        by_times.setdefault(clock_range(window.start, window.end), []).append(window.weekday)
    words = tuple(f"{days_in_words(days)}, {times}" for times, days in by_times.items())
    drawn = draw((), windows)
    return Drawing(drawn.marks, drawn.ticks, words, compared=True)
