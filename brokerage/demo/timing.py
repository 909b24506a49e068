"""When a role happens: patterns of the library become sessions, windows or hours.

A pattern is a text that a person can write and check::

    weekly Tue,Thu 10:00-12:30        fortnightly Sat 10:00-13:00      term Wed 15:15-16:15
    monthly 2nd Sat 10:00-12:00       monthly last Fri 19:00-21:00     once Sat 10:00-13:00
    dates Sat 10:00-16:00 x3          hours 120 week Mon-Fri 09:00-17:00
    flexible 180 month                flexible                         unstated

Several, joined by ``;``, are several sessions. ``weekday`` and ``weekend`` stand for one such day.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from brokerage.demo.chance import happens
from brokerage.demo.days import ORDINALS, clock_in_words, nth_weekday, read_days, read_span
from brokerage.weeks import DAY_NAMES

Row = dict[str, Any]


@dataclass
class Times:
    """Columns of a role, and the rows of its sessions and windows, still without its id."""

    sessions: list[Row] = field(default_factory=list)
    windows: list[Row] = field(default_factory=list)
    hours_minutes: int | None = None
    hours_per: str | None = None
    flexible: bool = False
    words: list[str] = field(default_factory=list)
    ends: list[date | None] = field(default_factory=list)  # of each session

    @property
    def ends_on(self) -> date | None:
        """The last day of a role that is over some day; None for one that goes on."""
        known = [day for day in self.ends if day is not None]
        return max(known) if known and len(known) == len(self.ends) else None


def times(pattern: str, rng: random.Random, today: date) -> Times:
    """Read a pattern, and give it dates round ``today``."""
    made = Times()
    began = today + timedelta(days=_begins(rng))
    for part in pattern.split(";"):
        form, *rest = part.split()
        _FORMS[form](made, rest, rng, today, began)
    return made


def _begins(rng: random.Random) -> int:
    """Most roles have been going for a while; some are about to begin."""
    return rng.randint(5, 40) if happens(rng, 0.15) else -rng.randint(10, 240)


def _weekly(made: Times, rest: list[str], rng: random.Random, today: date, began: date) -> None:
    _repeat(made, rest, rng, today, began, interval=1)


def _fortnightly(
    made: Times, rest: list[str], rng: random.Random, today: date, began: date
) -> None:
    _repeat(made, rest, rng, today, began, interval=2)


def _term(made: Times, rest: list[str], rng: random.Random, today: date, began: date) -> None:
    _repeat(made, rest, rng, today, began, interval=1, term_time_only=True)


def _repeat(
    made: Times,
    rest: list[str],
    rng: random.Random,
    today: date,
    began: date,
    *,
    interval: int,
    term_time_only: bool = False,
) -> None:
    days = read_days(rest[0], rng)
    first = began + timedelta(days=(days[0] - began.weekday()) % 7)
    row = _session(first, rest[1], rng, "weekly") | {
        "interval": interval,
        "weekdays": days,
        "term_time_only": term_time_only,
    }
    made.ends.append(_limit(row, rng, today, 7 * interval))
    made.sessions.append(row)
    names = " and ".join(f"{DAY_NAMES[day]}s" for day in days)
    often = "Every other week, " if interval == 2 else "In term time, " if term_time_only else ""
    made.words.append(f"{often}{names}, {clock_in_words(row)}")


def _limit(row: Row, rng: random.Random, today: date, step: int) -> date | None:
    """Some are courses, some end on a day, some leave a date out; most simply go on."""
    first: date = row["starts_on"]
    days: list[int] = row["weekdays"]
    if first >= today and happens(rng, 0.4):
        weeks = rng.choice((6, 8, 10, 12))
        row["count"] = weeks * len(days)
        return first + timedelta(days=step * (weeks - 1) + days[-1] - days[0])
    if happens(rng, 0.1):
        until = max(first, today) + timedelta(days=rng.randint(60, 240))
        row["until"] = until
        return until
    if happens(rng, 0.1):
        row["excluded"] = [_coming(first, step, today).isoformat()]
    return None


def _coming(first: date, step: int, today: date) -> date:
    """One of the coming dates: the hall is let that day."""
    ahead = max(0, -(-(today - first).days // step)) + 2
    return first + timedelta(days=step * ahead)


def _monthly(made: Times, rest: list[str], rng: random.Random, today: date, began: date) -> None:
    ordinal = ORDINALS[rest[0]]
    day = read_days(rest[1], rng)[0]
    first = nth_weekday(began.year, began.month, ordinal, day)
    row = _session(first, rest[2], rng, "monthly") | {"weekdays": [day], "ordinals": [ordinal]}
    made.sessions.append(row)
    made.ends.append(None)
    which = "last" if ordinal == -1 else rest[0]
    made.words.append(f"The {which} {DAY_NAMES[day]} of the month, {clock_in_words(row)}")


def _once(made: Times, rest: list[str], rng: random.Random, today: date, _began: date) -> None:
    _dates(made, [*rest, "x1"], rng, today, _began)


def _dates(made: Times, rest: list[str], rng: random.Random, today: date, _began: date) -> None:
    day = read_days(rest[0], rng)[0]
    soonest = today + timedelta(days=rng.randint(4, 75))
    first = soonest + timedelta(days=(day - soonest.weekday()) % 7)
    start = _session(first, rest[1], rng, "once")
    weeks = int(rest[2].removeprefix("x"))
    for week in range(weeks):
        made.ends.append(first + timedelta(days=7 * week))
        made.sessions.append(start | {"starts_on": made.ends[-1]})
    count = f"{weeks} {DAY_NAMES[day]}s" if weeks > 1 else "One day only"
    made.words.append(f"{count}, {clock_in_words(start)}")


def _hours(made: Times, rest: list[str], rng: random.Random, _today: date, _began: date) -> None:
    start, end = read_span(rest[3])
    made.hours_minutes, made.hours_per = int(rest[0]), rest[1]
    made.windows += [
        {"weekday": day, "start_minute": start, "end_minute": end}
        for day in read_days(rest[2], rng)
    ]
    if len(made.words) == 0:
        made.words.append(f"About {_amount(made.hours_minutes)} a {made.hours_per}")


def _flexible(made: Times, rest: list[str], _r: random.Random, _today: date, _b: date) -> None:
    made.flexible = True
    if rest:
        made.hours_minutes, made.hours_per = int(rest[0]), rest[1]
        per = "in all" if rest[1] == "once" else f"a {rest[1]}"
        made.words.append(f"About {_amount(made.hours_minutes)} {per}, whenever it suits you")


def _unstated(_m: Times, _rest: list[str], _r: random.Random, _t: date, _b: date) -> None:
    """Nothing is said about times: a broker will have to ask."""


def _session(first: date, clock: str, rng: random.Random, frequency: str) -> Row:
    start, end = read_span(clock)
    return {
        "starts_on": first,
        "start_minute": start + rng.choice((-30, 0, 0, 0, 30)),
        "length_minutes": end - start,
        "frequency": frequency,
        "interval": 1,
        "weekdays": [],
        "ordinals": [],
        "until": None,
        "count": None,
        "excluded": [],
        "term_time_only": False,
    }


def _amount(minutes: int) -> str:
    if minutes < 60:
        return f"{minutes} minutes"
    hours = minutes / 60
    return "an hour" if hours == 1 else f"{hours:g} hours"


_FORMS = {
    "weekly": _weekly,
    "fortnightly": _fortnightly,
    "term": _term,
    "monthly": _monthly,
    "once": _once,
    "dates": _dates,
    "hours": _hours,
    "flexible": _flexible,
    "unstated": _unstated,
}
