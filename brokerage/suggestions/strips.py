"""The week strip as a drawing: seven days by hours, a role's times over a person's.

Lengths along the day are shares of the drawn day in per cent, and days are rows, so that one
drawing fits a phone, a desk and a sheet of paper. What a mark means never rests on colour: free
time is hatched, a time that fits is solid, a time that does not is an outline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from brokerage.weeks import DAYS
from matching.reasons import listed
from matching.timetable.roles import merged, split_at_midnight
from matching.timetable.words import clock_range
from matching.types import Block, Window

DAY = 24 * 60
USUAL_START = 6 * 60  # the drawn day begins here unless a role is earlier
TICKS_EVERY = 3 * 60
NOT_SAID = ": you have not said when you are free"  # said once by the page, not on every line
NARROWEST = 1.5  # per cent; a 15-minute task must still be seen


class Meaning(StrEnum):
    """What a mark says."""

    FREE = "free"  # the person's own time
    ROLE = "role"  # the role's time, whatever the person's
    FITS = "fits"  # the part of it that the person is free for


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar: on which day, and where in per cent of the drawn day."""

    meaning: Meaning
    weekday: int
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Tick:
    """An hour written under the strip, and where."""

    label: str
    left: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything there is to draw, in the order to draw it, and the same facts in words."""

    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    words: tuple[str, ...]
    compared: bool  # the person said when they are free


Stretch = tuple[int, int, int]  # weekday, start, end, within one day


EXAMPLE_BLOCKS = (
    Block(1, 18 * 60 + 30, 20 * 60 + 30, 120, "Tue 18:30 to 20:30: you are free for all of it"),
    Block(5, 9 * 60, 13 * 60, 60, "Sat 09:00 to 13:00: you are free for 60 of 240 minutes"),
)
EXAMPLE_WINDOWS = (
    Window(1, 17 * 60, 22 * 60),
    Window(3, 17 * 60, 22 * 60),
    Window(5, 12 * 60, 17 * 60),
)


def example() -> Drawing:
    """A strip for the first page, to show what an answer looks like."""
    return draw(EXAMPLE_BLOCKS, EXAMPLE_WINDOWS)


def draw(blocks: Sequence[Block], windows: Sequence[Window], asked: str = "") -> Drawing:
    """The drawing for a role's blocks and a person's windows (see matching.timetable.strip).

    ``asked``: "3 hours a week", for a role that asks for hours within its blocks. Of those nobody
    gives all, so the words name the stretches together and the days on which the person is free.
    """
    role = [piece for block in blocks for piece in _days(block.weekday, block.start, block.end)]
    free = merged(piece for w in windows for piece in _days(w.weekday, w.start, w.end))
    fits = merged(piece for block in blocks for piece in _fitting(block, free))
    first = _first_minute(role)
    marks = [
        _mark(meaning, stretch, first)
        for meaning, stretches in (
            (Meaning.FREE, free),
            (Meaning.ROLE, merged(role)),
            (Meaning.FITS, fits),
        )
        for stretch in stretches
        if stretch[2] > first
    ]
    words = _hours_words(blocks, asked) if asked else _told(blocks)
    compared = bool(windows) or any(block.free_minutes is not None for block in blocks)
    return Drawing(tuple(marks), _ticks(first), tuple(words), compared)


def _told(blocks: Sequence[Block]) -> Iterable[str]:
    """The blocks' own words, each once: regular times through the week, then dates in order."""
    ordered = sorted(blocks, key=lambda block: block.on or date.min)
    return dict.fromkeys(block.text.removesuffix(NOT_SAID) for block in ordered)


def _hours_words(blocks: Sequence[Block], asked: str) -> list[str]:
    by_times: dict[str, list[int]] = {}
    for block in blocks:
        by_times.setdefault(clock_range(block.start, block.end), []).append(block.weekday)
    stretches = [f"{days_in_words(days)} {times}" for times, days in by_times.items()]
    said = [f"{asked[:1].upper()}{asked[1:]}, within {listed(stretches)}"]
    stated = [block for block in blocks if block.free_minutes is not None]
    free = sorted({block.weekday for block in stated if block.free_minutes})
    if stated:
        said.append(
            f"You are free then on {days_in_words(free)}" if free else "You are not free then"
        )
    return said


def days_in_words(weekdays: Iterable[int]) -> str:
    """Runs of three or more days as a range: "Mon to Fri", "Tue, Thu and Sat"."""
    runs: list[list[int]] = []
    for day in sorted(set(weekdays)):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = [
        name
        for run in runs
        for name in (
            [f"{DAYS[run[0]]} to {DAYS[run[-1]]}"] if len(run) > 2 else [DAYS[day] for day in run]
        )
    ]
    return listed(names)


def _fitting(block: Block, free: Sequence[Stretch]) -> list[Stretch]:
    """The part of a block the person can give. Dated blocks were judged on their own date, which
    may be in school holidays or a pause, so all and nothing are taken at their word."""
    pieces = _days(block.weekday, block.start, block.end)
    if not block.free_minutes:
        return []
    if block.free_minutes >= block.end - block.start:
        return pieces
    return [
        (weekday, max(start, since), min(end, until))
        for weekday, start, end in pieces
        for day, since, until in free
        if day == weekday and min(end, until) > max(start, since)
    ]


def _days(weekday: int, start: int, end: int) -> list[Stretch]:
    return [(day % 7, since, until) for day, since, until in split_at_midnight(weekday, start, end)]


def _first_minute(role: Sequence[Stretch]) -> int:
    earliest = min((start for _day, start, _end in role), default=USUAL_START)
    return 0 if earliest < USUAL_START else USUAL_START


def _mark(meaning: Meaning, stretch: Stretch, first: int) -> Mark:
    weekday, start, end = stretch
    left = _share(max(start, first), first)
    width = max(_share(end, first) - left, NARROWEST)
    return Mark(meaning, weekday, min(left, 100 - width), round(width, 2))


def _ticks(first: int) -> tuple[Tick, ...]:
    hours = range(first, DAY + 1, TICKS_EVERY if first else 2 * TICKS_EVERY)
    return tuple(Tick(str(minute // 60), _share(minute, first)) for minute in hours)


def _share(minute: int, first: int) -> float:
    return round((minute - first) * 100 / (DAY - first), 2)
