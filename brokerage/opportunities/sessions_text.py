"""Sessions as one line of words, for spreadsheets: written by the export, read by the import.

    2026-11-24 18:30-20:30 weekly on Tue until 2027-03-30 except 2026-12-29 in term time
    2026-11-21 10:00-13:00 monthly on 3rd Sat

Several are joined by " | ". docs/importing.md explains the words to the people who type them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from brokerage.errors import Invalid
from brokerage.weeks import DAY_NAMES, DAYS, clock

SEPARATOR = " | "
EXAMPLE = "2026-11-24 18:30-20:30 weekly on Tue until 2027-03-30"
ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", -1: "last"}
UNITS = {"daily": "days", "weekly": "weeks", "monthly": "months"}
LONGEST_DAY = 1440
FIRST_YEAR, LAST_YEAR = 1900, 2200  # beyond these a date is a slip, or means "never"

_DATE = r"\d{4}-\d{2}-\d{2}"
_LINE = re.compile(
    rf"(?P<on>{_DATE}) (?P<h>\d{{1,2}})[:.](?P<m>\d\d)(?: ?[-–] ?| to )"
    r"(?P<eh>\d{1,2})[:.](?P<em>\d\d)"
    r"(?: (?:(?P<freq>once|daily|weekly|monthly)"
    r"|every (?P<n>\d{1,2}) (?P<unit>days|weeks|months)))?"
    r"(?: on (?P<days>[a-z0-9, ]+?))?"
    rf"(?: until (?P<until>{_DATE}))?"
    r"(?: (?P<count>\d{1,4}) times)?"
    rf"(?: except (?P<out>{_DATE}(?:,? {_DATE})*))?"
    r"(?P<term> in term time)?(?: for (?P<places>\d{1,5}) people)?"
)


@dataclass(frozen=True, slots=True)
class SessionRule:
    """A recurrence rule, field for field the columns of OpportunitySession."""

    starts_on: date
    start_minute: int
    length_minutes: int
    frequency: str = "once"
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None
    excluded: tuple[date, ...] = ()
    term_time_only: bool = False
    places: int | None = None


def write_session(rule: SessionRule) -> str:
    """One rule in words."""
    start, end = clock(rule.start_minute), clock(rule.start_minute + rule.length_minutes)
    words = [f"{rule.starts_on} {start}-{end}"]
    if rule.frequency != "once":
        many = rule.interval > 1
        words.append(f"every {rule.interval} {UNITS[rule.frequency]}" if many else rule.frequency)
    if rule.weekdays or rule.ordinals:
        words.append(f"on {_days_in_words(rule)}")
    if rule.until:
        words.append(f"until {rule.until}")
    if rule.count is not None:
        words.append(f"{rule.count} times")
    if rule.excluded:
        words.append("except " + ", ".join(str(day) for day in rule.excluded))
    if rule.term_time_only:
        words.append("in term time")
    if rule.places:
        words.append(f"for {rule.places} people")
    return " ".join(words)


def read_sessions(text: str, field: str = "sessions") -> tuple[SessionRule, ...]:
    """All rules of a cell. Raises Invalid, with an example, for what cannot be read."""
    return tuple(read_session(part, field) for part in text.split("|") if part.strip())


def read_session(text: str, field: str = "sessions") -> SessionRule:
    """One rule. Raises Invalid, with an example, for what cannot be read."""
    found = _LINE.fullmatch(" ".join(text.lower().split()))
    if found is None:
        raise _refused(text, field)
    try:
        return _rule(found)
    except (ValueError, KeyError) as problem:
        raise _refused(text, field) from problem


def _rule(found: re.Match[str]) -> SessionRule:
    start, end = _minute(found["h"], found["m"]), _minute(found["eh"], found["em"])
    ordinals, weekdays = _read_days(found["days"] or "")
    rule = SessionRule(
        starts_on=_day(found["on"]),
        start_minute=start % LONGEST_DAY,
        length_minutes=end - start if end > start else end - start + LONGEST_DAY,
        frequency=_frequency(found),
        interval=int(found["n"] or 1),
        weekdays=weekdays,
        ordinals=ordinals,
        until=_day(found["until"]) if found["until"] else None,
        count=int(found["count"]) if found["count"] else None,
        excluded=tuple(_day(day) for day in re.findall(_DATE, found["out"] or "")),
        term_time_only=bool(found["term"]),
        places=int(found["places"]) if found["places"] else None,
    )
    _check(rule)
    return rule


def _frequency(found: re.Match[str]) -> str:
    if found["unit"]:
        return next(name for name, unit in UNITS.items() if unit == found["unit"])
    return found["freq"] or "once"


def _check(rule: SessionRule) -> None:
    """What the words allow but a calendar does not."""
    repeats = rule.weekdays or rule.ordinals or rule.until or rule.count is not None
    if rule.frequency == "once" and repeats:
        raise ValueError("say how it repeats")
    if rule.ordinals and rule.frequency != "monthly":
        raise ValueError("only monthly sessions have ordinals")
    if not 1 <= rule.interval <= 52 or (rule.count is not None and not 1 <= rule.count <= 1000):
        raise ValueError("out of range")
    if rule.places is not None and not 1 <= rule.places <= 10_000:
        raise ValueError("no such number of people")
    if rule.until and rule.until < rule.starts_on:
        raise ValueError("ends before it begins")


def _days_in_words(rule: SessionRule) -> str:
    ordinals = ", ".join(ORDINALS[n] for n in rule.ordinals)
    return f"{ordinals} {', '.join(DAYS[d] for d in rule.weekdays)}".strip()


def _read_days(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    ordinals, weekdays = [], []
    named = {word: number for number, word in ORDINALS.items()}
    for word in re.split(r"[ ,]+|\band\b", text):
        if word in named:
            ordinals.append(named[word])
        elif word:
            weekdays.append(_weekday(word))
    return tuple(ordinals), tuple(weekdays)


def _weekday(word: str) -> int:
    if len(word) >= 3:
        for number, name in enumerate(DAY_NAMES):
            if name.lower().startswith(word) or word == f"{name.lower()}s":
                return number
    raise ValueError(word)


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("no such year")
    return day


def _minute(hours: str, minutes: str) -> int:
    minute = int(hours) * 60 + int(minutes)
    if minute > LONGEST_DAY or int(minutes) > 59:
        raise ValueError("no such time")
    return minute


def _refused(text: str, field: str) -> Invalid:
    shown = text.strip()[:80]
    return Invalid(f"“{shown}” is not a session we understand, such as “{EXAMPLE}”.", field)
