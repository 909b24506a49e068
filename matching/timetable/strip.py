"""The week strip: a role's times over a person's, as blocks with the same facts in words."""

from __future__ import annotations

from datetime import date, timedelta

from matching.timetable.people import BASE, HOLIDAY, free_stretches
from matching.timetable.recurrence import Holidays
from matching.timetable.roles import dated_stretches, split_at_midnight
from matching.timetable.words import clock_range, day_month, hours_asked, rhythm, weekday_name
from matching.types import Availability, Block, Calendar, Hours, Opportunity, Session, Window

MOST_DATES = 14  # a strip is a picture, not a diary


def week_strip(
    availability: Availability | None, role: Opportunity, today: date, calendar: Calendar
) -> tuple[Block, ...]:
    """Blocks of the role's times, Monday first, each with what this person can give of it.

    Dated one-offs come with their date and are judged on that very day (pauses, school holidays);
    regular sessions on the person's base week. No blocks when the role's times are not stated or
    when it asks for hours at any time.
    """
    if not role.sessions:
        return tuple(_hours_block(availability, role.hours, window) for window in _windows(role))
    _, found = dated_stretches(role, today.toordinal(), Holidays(calendar))
    regular = {(session, (day - 1) % 7) for day, session in found if session.frequency != "once"}
    dated = [(day, session) for day, session in found if session.frequency == "once"]
    blocks = [_regular_block(availability, session, weekday) for session, weekday in regular]
    blocks += [
        _dated_block(availability, session, date.fromordinal(day), calendar)
        for day, session in dated[:MOST_DATES]
    ]
    return tuple(sorted(blocks, key=lambda block: (block.weekday, block.start, block.text)))


def strip_windows(
    availability: Availability | None, today: date, calendar: Calendar
) -> tuple[Window, ...]:
    """The person's own free stretches in the week of ``today``, each within one day."""
    if availability is None:
        return ()
    monday = today - timedelta(days=today.weekday())
    week = [monday + timedelta(days=after) for after in range(7)]
    return tuple(
        Window(day.weekday(), start, end)
        for day in week
        for weekday, start, end in _free_on(availability, day, calendar)
        if weekday == day.weekday()
    )


def _windows(role: Opportunity) -> tuple[Window, ...]:
    return role.hours.windows if role.hours else ()


def _free_on(
    availability: Availability, day: date, calendar: Calendar
) -> list[tuple[int, int, int]]:
    """(weekday, start, end) that hold on this date; nothing in a pause or before the start."""
    if availability.starts_on and day < availability.starts_on:
        return []
    if any(pause.first <= day <= pause.last for pause in availability.pauses):
        return []
    two_weeks = availability.holiday_windows is not None and not availability.any_time
    school = two_weeks and day.toordinal() in Holidays(calendar)
    return _pattern(availability, HOLIDAY if school else BASE)


def _pattern(availability: Availability, wanted: int) -> list[tuple[int, int, int]]:
    return [
        (weekday, start, end)
        for pattern, weekday, start, end in free_stretches(availability)
        if pattern == wanted
    ]


def _overlap(free: list[tuple[int, int, int]], weekday: int, start: int, end: int) -> int:
    return sum(
        max(0, min(end, until) - max(start, since)) for day, since, until in free if day == weekday
    )


def _base_minutes(
    availability: Availability | None, weekday: int, start: int, end: int
) -> int | None:
    if availability is None or _only_changes(availability):
        return None
    free = _pattern(availability, BASE)
    return sum(
        _overlap(free, day % 7, since, until)
        for day, since, until in split_at_midnight(weekday, start, end)
    )


def _only_changes(availability: Availability) -> bool:
    return availability.changes and not availability.windows and not availability.any_time


def _regular_block(availability: Availability | None, session: Session, weekday: int) -> Block:
    end = session.start + session.length
    free = _base_minutes(availability, weekday, session.start, end)
    when = f"{weekday_name(weekday)} {clock_range(session.start, end)}{rhythm(session)}"
    words = _words(availability, free, session.length)
    return Block(weekday, session.start, end, free, f"{when}: {words}")


def _dated_block(
    availability: Availability | None, session: Session, day: date, calendar: Calendar
) -> Block:
    end = session.start + session.length
    free: int | None = None
    if availability is not None and not _only_changes(availability):
        free = sum(
            _overlap(_free_on(availability, on, calendar), on.weekday(), since, until)
            for ordinal, since, until in split_at_midnight(day.toordinal(), session.start, end)
            for on in [date.fromordinal(ordinal)]
        )
    when = f"{weekday_name(day.weekday())} {day_month(day)} {clock_range(session.start, end)}"
    words = _words(availability, free, session.length)
    return Block(day.weekday(), session.start, end, free, f"{when}: {words}", day)


def _hours_block(availability: Availability | None, hours: Hours | None, window: Window) -> Block:
    free = _base_minutes(availability, window.weekday, window.start, window.end)
    stated = hours_asked(hours.minutes, hours.per) if hours and hours.minutes else None
    asked = stated or "hours not stated,"
    when = f"{weekday_name(window.weekday)} {clock_range(window.start, window.end)}"
    words = _words(availability, free, window.end - window.start)
    return Block(window.weekday, window.start, window.end, free, f"{asked} within {when}: {words}")


def _words(availability: Availability | None, free: int | None, length: int) -> str:
    if availability is None:
        return "you have not said when you are free"
    if free is None:
        return "your week changes, so agree times"
    if free >= length:
        return "you are free for all of it"
    if free == 0:
        return "you are not free then"
    return f"you are free for {free} of {length} minutes"
