"""Patterns that repeat: every week, every other week, in term time, once a month."""

from __future__ import annotations

import random
from datetime import date, timedelta

from brokerage.demo.chance import happens
from brokerage.demo.days import ORDINALS, clock_in_words, days_in_words, nth_weekday, read_days
from brokerage.demo.times import Row, Times, session_row
from brokerage.weeks import DAY_NAMES

WHICH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


def weekly(made: Times, rest: list[str], rng: random.Random, today: date, began: date) -> None:
    _repeat(made, rest, rng, today, began, interval=1)


def fortnightly(made: Times, rest: list[str], rng: random.Random, today: date, began: date) -> None:
    _repeat(made, rest, rng, today, began, interval=2)


def term(made: Times, rest: list[str], rng: random.Random, today: date, began: date) -> None:
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
    row = session_row(first, rest[1], rng, "weekly") | {
        "interval": interval,
        "weekdays": days,
        "term_time_only": term_time_only,
    }
    made.ends.append(_limit(row, rng, today, 7 * interval))
    made.sessions.append(row)
    names = days_in_words(days)
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


def monthly(made: Times, rest: list[str], rng: random.Random, today: date, began: date) -> None:
    ordinal = ORDINALS[rest[0]]
    day = read_days(rest[1], rng)[0]
    first = nth_weekday(began.year, began.month, ordinal, day)
    row = session_row(first, rest[2], rng, "monthly") | {"weekdays": [day], "ordinals": [ordinal]}
    made.sessions.append(row)
    made.ends.append(None)
    which = WHICH[ordinal]
    made.words.append(f"The {which} {DAY_NAMES[day]} of the month, {clock_in_words(row)}")
