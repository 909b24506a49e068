"""Amounts of time as people write and read them: 2, 1.5, 1:30, 90 min, 2 hours 15."""

from __future__ import annotations

import re
from datetime import date, timedelta

from brokerage.errors import Invalid
from brokerage.hours.rules import DAY

_CLOCK = re.compile(r"(\d{1,2})[:](\d{2})", re.ASCII)
_HOURS = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:h|hr|hrs|hour|hours)?", re.ASCII)
_MINUTES = re.compile(r"(\d{1,4})\s*(?:m|min|mins|minute|minutes)", re.ASCII)
_BOTH = re.compile(
    r"(\d{1,2})\s*(?:h|hr|hrs|hour|hours)\s*(?:and\s*)?(\d{1,2})\s*(?:m|min|mins|minutes)?",
    re.ASCII,
)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def read_minutes(text: str, field: str = "minutes") -> int | None:
    """Minutes; None for nothing written. Raises Invalid, naming the field."""
    said = " ".join(text.lower().replace("½", ".5").replace("¼", ".25").replace("¾", ".75").split())
    if not said:
        return None
    minutes = _minutes(said.removeprefix(".") if said.startswith("..") else said)
    if minutes is None or minutes > DAY:
        raise Invalid("Write hours, such as 2, 1.5 or 2:30.", field)
    return minutes


def _minutes(said: str) -> int | None:
    if found := _CLOCK.fullmatch(said) or _BOTH.fullmatch(said):
        return int(found[1]) * 60 + int(found[2]) if int(found[2]) < 60 else None
    if found := _MINUTES.fullmatch(said):
        return int(found[1])
    if found := _HOURS.fullmatch(f"0{said}" if said[:1] in ".," else said):
        part = (found[2] or "0").ljust(2, "0")
        return int(found[1]) * 60 + round(int(part) * 60 / 100)
    return None


def written(minutes: int | None) -> str:
    """As it stands in a form: 2, 1.5, 2:20."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    if rest % 15 == 0:
        return f"{minutes / 60:g}"
    return f"{hours}:{rest:02d}"


def in_hours(minutes: int) -> str:
    """As it stands on a page: 2 hours 30 minutes."""
    hours, rest = divmod(minutes, 60)
    words = [f"{hours:,} {'hour' if hours == 1 else 'hours'}"] if hours or not rest else []
    if rest:
        words.append(f"{rest} {'minute' if rest == 1 else 'minutes'}")
    return " ".join(words)


def month_of(text: str | None, today: date) -> date:
    """The first day of a month written 2026-11; this month for anything else."""
    found = _MONTH.fullmatch(text or "")
    if found and 1 <= int(found[2]) <= 12 and 2000 <= int(found[1]) <= today.year + 1:
        return date(int(found[1]), int(found[2]), 1)
    return today.replace(day=1)


def month_end(first: date) -> date:
    """The last day of a month."""
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def monday_of(text: str | None, today: date) -> date:
    """The Monday of the week that a day is in; of this week for anything that is no day near."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        day = today
    if abs((day - today).days) > 3660:
        day = today
    return day - timedelta(days=day.weekday())
