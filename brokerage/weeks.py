"""The week as people say it: 21 boxes, "any time", "my week changes", or exact times.

One vocabulary for searches, volunteers' profiles, roles' windows and imports. Times are minutes
after midnight, wall clock; a range may run past midnight ("Fri 22:00-02:00"), but not for longer
than MOST_PAST_MIDNIGHT: "Tue 18:00-17:00" is a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from brokerage.errors import Invalid

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS: dict[str, tuple[int, int]] = {
    "morning": (8 * 60, 12 * 60),
    "afternoon": (12 * 60, 17 * 60),
    "evening": (17 * 60, 22 * 60),
}
ANY_TIME = "any"
CHANGES = "changes"
MOST_PAST_MIDNIGHT = 12 * 60

_EXACT = re.compile(
    r"([a-z]+)\.?,?\s+(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?\s*(?:-|–|to)\s*"
    r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?"
)
_BOX = re.compile(r"([a-z]+)[\s_-]+(morning|afternoon|evening)s?")


LOCAL_TIME = ZoneInfo("Europe/London")


def local_today() -> date:
    """Today in the United Kingdom, whatever the server's clock is set to."""
    return datetime.now(LOCAL_TIME).date()


def day_of(moment: datetime) -> date:
    """The day in the United Kingdom on which a moment lies."""
    return moment.astimezone(LOCAL_TIME).date()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one weekday (0 Monday); ``end`` may pass 1440."""

    weekday: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"{DAYS[self.weekday]} {clock(self.start)}-{clock(self.end)}"


@dataclass(frozen=True, slots=True)
class Week:
    """What somebody said about when they are free. All defaults: nothing was said."""

    spans: tuple[Span, ...] = ()
    any_time: bool = False
    changes: bool = False

    def __bool__(self) -> bool:
        return bool(self.spans) or self.any_time or self.changes


def clock(minute: int) -> str:
    """1110 -> "18:30"; past midnight wraps."""
    hours, minutes = divmod(minute % 1440, 60)
    return f"{hours:02d}:{minutes:02d}"


def box_names() -> list[str]:
    """The 21 boxes in order: mon-morning ... sun-evening."""
    return [f"{day.lower()}-{part}" for day in DAYS for part in PARTS]


def box_span(weekday: int, part: str) -> Span:
    """The stretch of time that a box stands for."""
    return Span(weekday, *PARTS[part])


def boxes_of(span: Span) -> list[str]:
    """The boxes that a stretch touches for at least half an hour, its own day and the next."""
    found = []
    for offset in (0, 1):
        day = DAYS[(span.weekday + offset) % 7].lower()
        start, end = span.start - 1440 * offset, span.end - 1440 * offset
        for part, (first, last) in PARTS.items():
            if min(end, last) - max(start, first) >= min(30, span.end - span.start):
                found.append(f"{day}-{part}")
    return found


def read_week(texts: Iterable[str], field: str = "when") -> Week:
    """Boxes, exact times, "any" and "changes", in any mixture.

    Raises Invalid, naming the field, for a text that is none of these.
    """
    spans: set[Span] = set()
    flags = set()
    for text in texts:
        folded = " ".join(text.lower().split())
        if folded in (ANY_TIME, "any time", "anytime"):
            flags.add(ANY_TIME)
        elif folded in (CHANGES, "my week changes"):
            flags.add(CHANGES)
        elif folded:
            spans.add(_read_span(folded, text, field))
    return Week(merge(spans), ANY_TIME in flags, CHANGES in flags)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Touching and overlapping stretches of one day become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        last = merged[-1] if merged else None
        if last and last.weekday == span.weekday and span.start <= last.end:
            merged[-1] = Span(last.weekday, last.start, max(last.end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _read_span(folded: str, text: str, field: str) -> Span:
    if found := _BOX.fullmatch(folded):
        return box_span(_weekday(found[1], text, field), found[2])
    if found := _EXACT.fullmatch(folded):
        weekday = _weekday(found[1], text, field)
        start = _minute(found[2], found[3], found[4], text, field)
        end = _minute(found[5], found[6], found[7], text, field)
        if start >= 1440:  # "24:00" ends a day, it begins none
            raise _refused(text, field)
        if end <= start:
            end += 1440
        if is_slip(start, end):
            raise _too_long(text, field)
        return Span(weekday, start, end)
    raise _refused(text, field)


def is_slip(start: int, end: int) -> bool:
    """Whether a stretch runs past midnight for longer than anybody means."""
    return end > 1440 and end - start > MOST_PAST_MIDNIGHT


def _weekday(word: str, text: str, field: str) -> int:
    for number, name in enumerate(DAY_NAMES):
        if len(word) >= 3 and (name.lower().startswith(word) or word == f"{name.lower()}s"):
            return number
    raise _refused(text, field)


def _minute(hours: str, minutes: str | None, half: str | None, text: str, field: str) -> int:
    hour, minute = int(hours), int(minutes or 0)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if (hour, minute) > (24, 0) or minute > 59:
        raise _refused(text, field)
    return hour * 60 + minute


def _too_long(text: str, field: str) -> Invalid:
    return Invalid(
        f"“{text[:40]}” runs past midnight into the next day, for more than 12 hours. "
        "Please check both times.",
        field,
    )


def _refused(text: str, field: str) -> Invalid:
    return Invalid(
        f"“{text[:40]}” is not a time we understand. Write a day and times, such as "
        "“Tue 18:00-21:00”, a part of a day such as “tue-evening”, “any” or “changes”.",
        field,
    )
