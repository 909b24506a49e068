"""One role that an organisation posts for several towns, as county-wide charities do."""

from __future__ import annotations

import random
from collections.abc import Iterator

from brokerage.demo.chance import public_id
from brokerage.demo.histories import Row
from brokerage.demo.sketch import Sketch
from brokerage.demo.spots import Town, Towns
from brokerage.opportunities.models import Attendance, State

TOWNS = 6  # beside the first
FROM = 200  # live roles: fewer need no such thing


def due(number: int, live: int) -> bool:
    """Once, in the second half of the live roles, with room for the other towns."""
    return live >= FROM and live // 2 <= number <= live - TOWNS


def serves(sketch: Sketch, row: Row) -> bool:
    """Whether a role can be posted like that: out and about, in one town."""
    role = sketch.role
    out = role.attendance == Attendance.IN_PERSON and not role.private_home
    return out and len(sketch.towns) == 1 and row["state"] == State.LIVE and not row["ends_on"]


def other_towns(sketch: Sketch, towns: Towns, rng: random.Random) -> Iterator[Town]:
    """Towns of the county, each once."""
    seen = {sketch.towns[0].name}
    while len(seen) <= TOWNS:
        town = towns.anywhere(rng)
        if town.name not in seen:
            seen.add(town.name)
            yield town


def posted_in(town: Town, first: Sketch, row: Row, rng: random.Random) -> Row:
    """The same advert for another town."""
    home = first.towns[0].name
    title = str(row["title"]).removesuffix(f", {home}")
    texts = {name: str(row[name]).replace(home, town.name) for name in ("summary", "description")}
    said = f"{title.replace(home, town.name)}, {town.name}"
    return {**row, **texts, "public_id": public_id(rng), "title": said}
