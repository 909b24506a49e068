"""Dates as feeds write them: ISO, British, prose ("January 13 2011"), and "for ever"."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from brokerage.opportunities.sessions_text import FIRST_YEAR, LAST_YEAR

LONDON = ZoneInfo("Europe/London")
ONGOING_YEARS = 5  # a role said to last longer is meant to have no end
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NO_DATE = "This is not a date we understand, such as 2026-11-24."

_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:\s.*)?")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?,? (\d{4})")


def read_date(text: str) -> date:
    """A date in any of the forms above. Raises ValueError, with a sentence."""
    found = read_end(text)
    if found.year > LAST_YEAR:
        raise ValueError(NO_DATE)
    return found


def read_end(text: str) -> date:
    """As read_date, but for an end, which may mean "never"."""
    found = _read(" ".join(text.lower().split()))
    if found is None or found.year < FIRST_YEAR:
        raise ValueError(NO_DATE)
    return found


def read_moment(text: str) -> datetime:
    """A moment; a text without a time zone is London's wall clock, a date its midnight."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        found = datetime.combine(read_date(text), time())
    moment = _in_zone(found if found.tzinfo else found.replace(tzinfo=LONDON), UTC)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(NO_DATE)
    return moment


def wall_clock(text: str) -> datetime:
    """A moment as a clock in England shows it, without a zone. Raises ValueError."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        found = datetime.combine(read_end(text), time())
    return _in_zone(found, LONDON).replace(tzinfo=None) if found.tzinfo else found


def _in_zone(moment: datetime, zone: tzinfo) -> datetime:
    try:
        return moment.astimezone(zone)
    except OverflowError as problem:  # within hours of the first or the last year there is
        raise ValueError(NO_DATE) from problem


def is_ongoing(ends: date, *known: date | None) -> bool:
    """Whether an end is so far after every other date of a role that it only means "ongoing"."""
    dates = [day for day in known if day]
    return ends.year > LAST_YEAR or bool(dates and ends.year - max(dates).year >= ONGOING_YEARS)


def _read(folded: str) -> date | None:
    try:
        return datetime.fromisoformat(folded.upper()).date()
    except ValueError:
        pass
    try:
        if found := _BRITISH.fullmatch(folded):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _MONTH_FIRST.fullmatch(folded):
            return date(int(found[3]), _month(found[1]), int(found[2]))
        if found := _DAY_FIRST.fullmatch(folded):
            return date(int(found[3]), _month(found[2]), int(found[1]))
    except ValueError:
        pass
    return None


def _month(word: str) -> int:
    return MONTHS.index(word[:3]) + 1
