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
from datetime import date, timedelta

from brokerage.demo import repeating
from brokerage.demo.chance import happens
from brokerage.demo.days import clock_in_words, read_days, read_span
from brokerage.demo.times import Times, session_row
from brokerage.weeks import DAY_NAMES


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


def _once(made: Times, rest: list[str], rng: random.Random, today: date, _began: date) -> None:
    _dates(made, [*rest, "x1"], rng, today, _began)


def _dates(made: Times, rest: list[str], rng: random.Random, today: date, _began: date) -> None:
    day = read_days(rest[0], rng)[0]
    soonest = today + timedelta(days=rng.randint(4, 75))
    first = soonest + timedelta(days=(day - soonest.weekday()) % 7)
    start = session_row(first, rest[1], rng, "once")
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


def _amount(minutes: int) -> str:
    if minutes < 60:
        return f"{minutes} minutes"
    hours = minutes / 60
    return "an hour" if hours == 1 else f"{hours:g} hours"


_FORMS = {
    "weekly": repeating.weekly,
    "fortnightly": repeating.fortnightly,
    "term": repeating.term,
    "monthly": repeating.monthly,
    "once": _once,
    "dates": _dates,
    "hours": _hours,
    "flexible": _flexible,
    "unstated": _unstated,
}
