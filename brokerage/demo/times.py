"""A role's times while they are being made, and the row of one session."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from brokerage.demo.days import read_span

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


def session_row(first: date, clock: str, rng: random.Random, frequency: str) -> Row:
    """A rule that begins on a day, at about the hour that the pattern says."""
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
