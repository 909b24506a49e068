"""Times in plain English."""

from __future__ import annotations

from datetime import date

from matching.types import Session

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}


def weekday_name(weekday: int) -> str:
    """Three letters, as in calendars."""
    return DAYS[weekday][:3]


def part_of_day(start: int, end: int) -> str:
    """Morning before 12, afternoon before 17, evening before 23, else night; by the middle."""
    middle = (start + end) / 2 % 1440
    if end - start >= 480:
        return "all day"
    if 300 <= middle < 720:
        return "morning"
    if 720 <= middle < 1020:
        return "afternoon"
    return "evening" if 1020 <= middle < 1380 else "night"


def day_and_part(weekday: int, start: int, end: int) -> str:
    """For example Tuesday evening."""
    part = part_of_day(start, end)
    return f"all day {DAYS[weekday]}" if part == "all day" else f"{DAYS[weekday]} {part}"


def clock(minute: int) -> str:
    """Wall-clock time on 24 hours."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def clock_range(start: int, end: int) -> str:
    """For example 18:30 to 20:30; past midnight the next day's time is shown."""
    days = (end - 1) // 1440
    later = "" if days < 1 or end - start < 1440 else f" {days} days later"
    return f"{clock(start)} to {clock(end)}{later}".replace(" 1 days", " the next day").replace(
        "the next day later", "the next day"
    )


def day_month(day: date) -> str:
    """For example 28 Nov."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def rhythm(session: Session) -> str:
    """What a weekly strip cannot show: every other week, first of the month, term time."""
    words = [_rhythm(session)]
    if session.term_time_only:
        words.append("in term time")
    said = ", ".join(word for word in words if word)
    return f" ({said})" if said else ""


def _rhythm(session: Session) -> str:
    if session.frequency == "monthly":
        return _monthly(session)
    if session.frequency == "weekly" and session.interval == 2:
        return "every other week"
    if session.interval > 1:
        unit = {"weekly": "weeks", "daily": "days"}[session.frequency]
        return f"every {session.interval} {unit}"
    return ""


def _monthly(session: Session) -> str:
    every = "each month" if session.interval == 1 else f"every {session.interval} months"
    if session.ordinals and not session.month_days:
        names = (ORDINALS.get(number, f"{-number} from last") for number in session.ordinals)
        which = " and ".join(names)
        return f"{which} of {every}" if session.interval == 1 else f"{which}, {every}"
    return every


PORTIONS = (
    (0.1, "a small part"),
    (1 / 4, "a quarter"),
    (1 / 3, "a third"),
    (1 / 2, "half"),
    (2 / 3, "two thirds"),
    (3 / 4, "three quarters"),
    (0.9, "most"),
)


def portion(share: float) -> str:
    """A share as people say it: half, about a third, most."""
    nearest, words = min(PORTIONS, key=lambda one: abs(one[0] - share))
    vague = words in ("most", "a small part") or abs(nearest - share) < 0.02
    return words if vague else f"about {words}"


def amount(minutes: int) -> str:
    """Minutes as people say them."""
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{rest} minutes"
    whole = "1 hour" if hours == 1 else f"{hours} hours"
    return whole if rest == 0 else f"{whole} {rest} minutes"


def hours_asked(minutes: int, per: str) -> str:
    """For example 3 hours a week."""
    return f"{amount(minutes)} in all" if per == "once" else f"{amount(minutes)} a {per}"
