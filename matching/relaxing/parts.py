"""Parts of the week, and which pairs a change of times can touch at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matching.columns import Bools
from matching.relaxing.counting import Standing
from matching.timetable.roles import week_stretches
from matching.timetable.words import DAYS
from matching.types import Window

__all__ = ["DAYS", "PARTS", "SHIFTS", "at_some_time_of", "shifted"]

SHIFT = 30  # minutes
PARTS = {"morning": (480, 720), "afternoon": (720, 1020), "evening": (1020, 1320)}
SHIFTS = (
    (f"{SHIFT} minutes earlier", SHIFT, 0),
    (f"{SHIFT} minutes later", 0, SHIFT),
    (f"{SHIFT} minutes earlier and later", SHIFT, SHIFT),
)


def shifted(window: Window, start: int, end: int) -> Window:
    """The window with its ends moved by so many minutes, within what a window may be."""
    first = min(max(0, window.start + start), 1439)
    last = min(max(first + 1, window.end + end), first + 1440)
    return Window(window.weekday, first, last)


def at_some_time_of(standing: Standing, windows: Sequence[Window]) -> Bools:
    """Pairs kept out by their times alone, whose role happens at some minute of the windows."""
    found = np.zeros(len(standing.pairs), bool)
    lines = np.flatnonzero(standing.untimely)
    times = standing.pairs.roles.times.rows
    positions, owners = times.expand(standing.pairs.role[lines])
    rows = times.values[positions]
    for weekday, start, end in week_stretches(windows):
        hit = (rows["weekday"] == weekday) & (rows["start"] < end) & (rows["end"] > start)
        found[lines[owners[hit]]] = True
    return found
