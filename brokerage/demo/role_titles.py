"""Titles: an organisation never uses one twice, and none speaks of a day that is not the role's."""

from __future__ import annotations

import random
from collections.abc import Iterator

from brokerage.demo.chance import happens
from brokerage.demo.sketch import Sketch
from brokerage.opportunities.models import Attendance
from brokerage.weeks import DAY_NAMES

NAMES_TOWN = 0.35  # how often a title that does not name its town is given it
SHORT = 60  # a commitment that still fits into a title


class Titles:
    """Remembers what has been used."""

    def __init__(self) -> None:
        self._taken: set[tuple[int, str]] = set()

    def choose(self, sketch: Sketch, rng: random.Random) -> str:
        """One that fits; the plain ones of the template first."""
        for title in _candidates(sketch, rng):
            if (sketch.body.id, title) not in self._taken:
                break
        self._taken.add((sketch.body.id, title))
        return title


def _candidates(sketch: Sketch, rng: random.Random) -> Iterator[str]:
    said = " ".join(sketch.when.words)
    fitting = [
        text for text in sketch.role.titles if all(d in said for d in DAY_NAMES if d in text)
    ]
    titles = [sketch.told(text) for text in rng.sample(fitting, len(fitting))]
    town = sketch.towns[0].name
    if sketch.role.attendance != Attendance.REMOTE and happens(rng, NAMES_TOWN):
        yield from (f"{title}, {town}" for title in titles[:1] if town not in title)
    yield from titles
    yield from (f"{title}, {town}" for title in titles if town not in title)
    yield from (f"{title} ({w})" for title in titles for w in sketch.when.words if len(w) < SHORT)
    yield f"{titles[0]}, one more wanted"
