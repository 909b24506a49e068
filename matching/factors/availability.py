"""What share of the role's minutes the person is free for."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

import numpy as np

from matching.columns import Array, Floats
from matching.pairs import Pairs
from matching.reasons import BROKER_ONLY, against, listed, praise
from matching.timetable.overlap import Overlap, shares
from matching.timetable.people import BASE
from matching.timetable.roles import FLEXIBLE, ONE_OFF, SPANS, UNSTATED
from matching.timetable.words import (
    DAYS,
    amount,
    clock_range,
    day_and_part,
    day_month,
    hours_asked,
    portion,
)
from matching.types import Reason

NAMED = 3  # as many days as a sentence carries
PERIODS = {weeks: per for per, weeks in SPANS.items()}


def score(pairs: Pairs) -> Floats:
    """Share of minutes over 12 weeks, float32 (n,); NaN when either side has not stated times."""
    return shares(
        pairs.people.times, pairs.roles.times, pairs.person, pairs.role, pairs.meeting.day
    )


def explain(pairs: Pairs, index: int, value: float | None) -> list[Reason]:
    """Which days fit, which do not, and what to agree."""
    times, role = pairs.roles.times, int(pairs.role[index])
    if times.kind[role] == UNSTATED:
        return against("Times not stated: ask", value)
    if value is None:
        return against("The person's times are not stated: ask", value, audiences=BROKER_ONLY)
    if pairs.people.times.changes[pairs.person[index]]:
        return _changing(int(times.kind[role]), value)
    if value == 0:
        return against("Times do not meet yours", value)
    if times.kind[role] == FLEXIBLE:
        return _flexible(pairs, role, value)
    return _dated(pairs, index, value)


def _changing(kind: int, value: float) -> list[Reason]:
    if kind == FLEXIBLE:
        return praise("Flexible hours suit a week that changes", "Flexible on times", value)
    if kind == ONE_OFF:
        return praise("A single date: see whether it suits", "Flexible on times", value)
    return against("Your week changes: agree times", value)


def _flexible(pairs: Pairs, role: int, value: float) -> list[Reason]:
    times = pairs.roles.times
    asked = hours_asked(int(times.asked[role]), PERIODS[int(times.span[role])])
    if times.assumed[role]:
        return _assumed(asked, value)
    if value > 0.99:
        return praise(f"{asked} can be fitted into your free time", f"Can fit {asked}", value)
    share = portion(value)
    said = praise(f"You could give {share} of {asked}", f"Can give {share} of {asked}", value)
    return said if value >= 0.5 else against(f"You could give only {share} of {asked}", value)


def _assumed(asked: str, value: float) -> list[Reason]:
    """Nobody said how many hours, so none are told as if somebody had."""
    if value > 0.99:
        words = f"Hours not stated: ask; about {asked} would fit your free time"
        return praise(words, f"Could fit about {asked}", value)
    words = f"Hours not stated: ask; of about {asked} you could give {portion(value)}"
    return against(words, value) if value < 0.5 else praise(words, None, value)


def _dated(pairs: Pairs, index: int, value: float) -> list[Reason]:
    mine = pairs.overlap.of(index)
    once = pairs.roles.times.kind[pairs.role[index]] == ONE_OFF
    free = pairs.people.times.free.row(int(pairs.person[index]))
    fits, partly = _named(mine, free, pairs.meeting.catalogue.today if once else None)
    reasons: list[Reason] = []
    if fits:
        said = listed(fits[:NAMED])
        verb = "fits" if len(fits) == 1 else "fit"
        reasons += praise(f"{said[0].upper()}{said[1:]} {verb}", f"Free {said}", value)
    for words in partly[: 0 if fits else NAMED]:
        reasons += against(words, value) if value < 0.5 else praise(words, None, value)
    return reasons + _cap(pairs, index, value)


def _cap(pairs: Pairs, index: int, value: float) -> list[Reason]:
    cap = int(pairs.people.times.cap[pairs.person[index]])
    if int(pairs.roles.times.busiest[pairs.role[index]]) <= cap:
        return []
    return against(f"Asks for more than the {amount(cap)} a week you offer", value)


def _named(overlap: Overlap, free: Array, today: date | None) -> tuple[list[str], list[str]]:
    """Names of rows that fit whole, and sentences on those that fit in part."""
    got = overlap.base * np.bitwise_count(overlap.base_weeks)
    got += overlap.holiday * np.bitwise_count(overlap.holiday_weeks)
    length = overlap.rows["end"].astype(int) - overlap.rows["start"]
    asked = length * np.bitwise_count(overlap.rows["weeks"])
    fits, partly = [], []
    for line in range(len(got)):
        name, share = _name(overlap.rows[line], today), got[line] / asked[line]
        if share >= 1:
            fits.append(name)
        elif share:
            partly.append(_in_part(overlap, line, float(share), name, free))
    return [name for name, _ in groupby(fits)], partly


def _in_part(overlap: Overlap, line: int, share: float, name: str, free: Array) -> str:
    """Free for half of Tuesday evening, and from when to when; or for all of it on some dates."""
    row = overlap.rows[line]
    whole = int(row["end"]) - int(row["start"])
    given = {int(overlap.base[line])} if overlap.base_weeks[line] else set()
    given |= {int(overlap.holiday[line])} if overlap.holiday_weeks[line] else set()
    if given == {whole}:
        return f"You are free for {name} on {portion(share)} of its dates"
    said = f"You are free for {portion(share)} of {name}"
    pieces = _free_pieces(row, free)
    every_week = overlap.base_weeks[line] == row["weeks"]
    return f"{said}, {clock_range(*pieces[0])}" if every_week and len(pieces) == 1 else said


def _free_pieces(row: Array, free: Array) -> list[tuple[int, int]]:
    """From when to when the person is free during a row, in the base week."""
    mine = free[(free["pattern"] == BASE) & (free["weekday"] == row["weekday"])]
    begins = np.maximum(mine["start"], row["start"]).tolist()
    ends = np.minimum(mine["end"], row["end"]).tolist()
    return [(begin, end) for begin, end in zip(begins, ends, strict=True) if begin < end]


def _name(row: Array, today: date | None) -> str:
    weekday, start, end = int(row["weekday"]), int(row["start"]), int(row["end"])
    weeks = int(row["weeks"])
    if today is None or weeks.bit_count() != 1:
        return day_and_part(weekday, start, end)
    after = 7 * (int(row["week"]) + weeks.bit_length() - 1) + weekday - today.weekday()
    return f"{DAYS[weekday]} {day_month(today + timedelta(days=after))}"
