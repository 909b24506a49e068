"""When an invented person is free: boxes, exact times, any time, or weeks that change."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product

from brokerage.demo.chance import happens, one_of, some_of
from brokerage.demo.histories import Row
from brokerage.weeks import PARTS, Span, box_span, merge

SAYS = {"boxes": 48, "exact": 14, "any": 8, "changes": 8, "both": 4, "nothing": 18}
STYLES = {  # who is free when: weekdays and parts of the day
    "retired": (range(5), ("morning", "afternoon")),
    "school hours": (range(5), ("morning",)),
    "evenings": (range(5), ("evening",)),
    "weekends": (range(5, 7), tuple(PARTS)),
    "anything": (range(7), tuple(PARTS)),
}
LENGTHS = (90, 120, 150, 180, 240, 300)
MINUTES = (60, 90, 120, 120, 180, 180, 240, 360, 480, 600)


@dataclass(frozen=True, slots=True)
class FreeTime:
    """Columns of a person and their rows of windows and pauses; nothing stated by default."""

    windows: tuple[Row, ...] = ()
    pauses: tuple[Row, ...] = ()
    columns: Row = field(
        default_factory=lambda: {
            "availability_stated": False,
            "any_time": False,
            "week_changes": False,
            "minutes_per_week": None,
            "available_from": None,
        }
    )


def free_time(today: date, rng: random.Random) -> FreeTime:
    """Draw one."""
    says = one_of(rng, SAYS)
    minutes = rng.choice(MINUTES) if happens(rng, 0.4) else None
    spans = _spans(says, rng)
    windows = _rows(spans, in_holidays=False)
    if spans and happens(rng, 0.15):  # another week while schools are closed
        windows += _rows(_boxes(rng), in_holidays=True)
    soon = today + timedelta(days=rng.randint(5, 90))
    columns = {
        "availability_stated": says != "nothing" or minutes is not None,
        "any_time": says == "any",
        "week_changes": says in ("changes", "both"),
        "minutes_per_week": minutes,
        "available_from": soon if happens(rng, 0.06) else None,
    }
    return FreeTime(tuple(windows), tuple(_pauses(today, rng)), columns)


def _spans(says: str, rng: random.Random) -> tuple[Span, ...]:
    if says in ("boxes", "both"):
        return _boxes(rng)
    return _exact(rng) if says == "exact" else ()


def _boxes(rng: random.Random) -> tuple[Span, ...]:
    days, parts = STYLES[rng.choice(list(STYLES))]
    boxes = some_of(rng, list(product(days, parts)), 1, 6)
    return merge(box_span(day, part) for day, part in boxes)


def _exact(rng: random.Random) -> tuple[Span, ...]:
    """Half hours; a night owl's may run past midnight."""
    spans = []
    for _ in range(rng.randint(1, 4)):
        start = rng.choice(range(8 * 60, 22 * 60, 30))
        spans.append(Span(rng.randrange(7), start, start + rng.choice(LENGTHS)))
    return merge(spans)


def _rows(spans: tuple[Span, ...], *, in_holidays: bool) -> list[Row]:
    return [
        {
            "in_holidays": in_holidays,
            "weekday": span.weekday,
            "start_minute": span.start,
            "end_minute": span.end,
        }
        for span in spans
    ]


def _pauses(today: date, rng: random.Random) -> list[Row]:
    if not happens(rng, 0.08):
        return []
    first = today + timedelta(days=rng.randint(-10, 60))
    return [{"first_on": first, "last_on": first + timedelta(days=rng.randint(4, 40))}]
