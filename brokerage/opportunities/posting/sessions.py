"""One session as its page asks for it: the day, the times, how often, and how many people."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from brokerage.errors import Invalid
from brokerage.opportunities.models import OpportunitySession
from brokerage.opportunities.posting.pages import Answers, first
from brokerage.opportunities.sessions_text import FIRST_YEAR, LAST_YEAR, SessionRule
from brokerage.volunteers.registration.days import read_day
from brokerage.weeks import DAY_NAMES, DAYS, clock

LONGEST = 16 * 60
_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm|noon|midnight)?", re.ASCII)
Value = TypeVar("Value")


class SeveralMistakes(Invalid):
    """More than one field is wrong; ``errors`` by field."""

    def __init__(self, errors: dict[str, str]) -> None:
        name, message = next(iter(errors.items()))
        super().__init__(message, name)
        self.errors = errors


def read_session_answers(answers: Answers, today: date) -> SessionRule:
    """Raises SeveralMistakes with every field that cannot be read."""
    errors: dict[str, str] = {}

    def tried(read: Callable[[], Value], fallback: Value) -> Value:
        try:
            return read()
        except Invalid as problem:
            errors.setdefault(problem.field or "session_on", problem.message)
            return fallback

    repeats = tried(lambda: _repeats(answers), "once")
    starts_on = tried(lambda: _first_day(answers, today), today)
    start = tried(lambda: read_time(first(answers, "session_start"), "session_start"), 0)
    end = tried(lambda: read_time(first(answers, "session_end"), "session_end"), 1)
    until = tried(lambda: _until(answers, starts_on), None)
    places = tried(lambda: _places(answers), None)
    if not errors:
        tried(lambda: _check_length(start, end), None)
    if errors:
        raise SeveralMistakes(errors)
    length = (end - start) % 1440
    term = "true" in answers.get("session_term_time", ())
    return _rule(repeats, starts_on, start, length, until, places, term, _days(answers))


def read_time(text: str, field: str) -> int:
    """18:30, 18.30, 6.30pm, 6 pm or 1830, as minutes after midnight."""
    folded = " ".join(text.lower().split())
    if folded in ("noon", "midday"):
        return 720
    found = _TIME.fullmatch(folded)
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half in ("am", "pm") and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour < 24 and minute < 60:
            return hour * 60 + minute
    raise Invalid("Write a time, such as 18:30.", field)


def in_words(rule: SessionRule | OpportunitySession) -> str:
    """Every Tuesday, 18:30 to 20:30, from 24 November 2026."""
    times = f"{clock(rule.start_minute)} to {clock(rule.start_minute + rule.length_minutes)}"
    said = [f"{_often(rule)}, {times}"]
    if rule.frequency != "once":
        said.append(f"from {_day(rule.starts_on)}")
    if rule.until:
        said.append(f"until {_day(rule.until)}")
    if rule.count is not None:
        said.append(f"{rule.count} times")
    if rule.term_time_only:
        said.append("in school terms only")
    if rule.places:
        said.append("1 person" if rule.places == 1 else f"{rule.places} people each time")
    return ", ".join(said)


def _often(rule: SessionRule | OpportunitySession) -> str:
    names = [DAY_NAMES[day] for day in rule.weekdays or (rule.starts_on.weekday(),)]
    days = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    if rule.frequency == "once":
        return f"{DAYS[rule.starts_on.weekday()]} {_day(rule.starts_on)}"
    if rule.frequency == "daily":
        return "Every day" if rule.interval == 1 else f"Every {rule.interval} days"
    if rule.frequency == "weekly":
        return f"Every {days}" if rule.interval == 1 else f"Every {rule.interval} weeks on {days}"
    ordinals = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
    which = " and ".join(ordinals[n] for n in rule.ordinals)
    on = f"the {which} {days}" if which else f"day {rule.starts_on.day}"
    return f"{on[:1].upper()}{on[1:]} of the month"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _rule(
    repeats: str,
    starts_on: date,
    start: int,
    length: int,
    until: date | None,
    places: int | None,
    term: bool,
    days: tuple[int, ...],
) -> SessionRule:
    weekday = starts_on.weekday()
    once = SessionRule(starts_on, start, length, places=places)
    if repeats == "once":
        return once
    again = replace(once, until=until, term_time_only=term)
    if repeats == "monthly":
        which = (starts_on.day - 1) // 7 + 1
        ordinals = (which if which < 5 else -1,)
        return replace(again, frequency="monthly", weekdays=(weekday,), ordinals=ordinals)
    interval = 2 if repeats == "fortnightly" else 1
    return replace(again, frequency="weekly", interval=interval, weekdays=days or (weekday,))


def _repeats(answers: Answers) -> str:
    found = first(answers, "session_repeats")
    if found not in ("once", "weekly", "fortnightly", "monthly"):
        raise Invalid("Choose how often.", "session_repeats")
    return found


def _first_day(answers: Answers, today: date) -> date:
    found = read_day(first(answers, "session_on"), "session_on")
    if found is None:
        raise Invalid("Write the day, or the first day.", "session_on")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Invalid("Check the year.", "session_on")
    if found < today and first(answers, "session_repeats") == "once":
        raise Invalid("That day has passed.", "session_on")
    return found


def _until(answers: Answers, starts_on: date) -> date | None:
    if first(answers, "session_repeats") == "once":
        return None
    found = read_day(first(answers, "session_until"), "session_until")
    if found is not None and found < starts_on:
        raise Invalid("The last day is before the first.", "session_until")
    if found is not None and found.year > LAST_YEAR:
        raise Invalid("Check the year.", "session_until")
    return found


def _places(answers: Answers) -> int | None:
    text = first(answers, "session_places").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 10_000):
        raise Invalid("Write a number of people, such as 12.", "session_places")
    return int(text)


def _days(answers: Answers) -> tuple[int, ...]:
    given = {text for text in answers.get("session_days", ()) if text in "0123456" and text}
    return tuple(sorted(int(text) for text in given if len(text) == 1))


def _check_length(start: int, end: int) -> None:
    if start == end:
        raise Invalid("It ends when it starts. Check both times.", "session_end")
    if (end - start) % 1440 > LONGEST:
        raise Invalid("That is very long. Check both times.", "session_end")
