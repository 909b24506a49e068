"""What whoever looks at a role ticks. A new list gets its own day; old looks name theirs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "ticklist.json"


@dataclass(frozen=True)
class TickList:
    """A list and the day from which it holds; ``items`` are texts by code."""

    valid_from: date
    items: dict[str, str]


@cache
def _lists() -> tuple[TickList, ...]:
    """Every list, the newest first."""
    read = json.loads(_FILE.read_text(encoding="utf-8"))
    made = (
        TickList(
            date.fromisoformat(one["valid_from"]), {i["code"]: i["text"] for i in one["items"]}
        )
        for one in read
    )
    return tuple(sorted(made, key=lambda one: one.valid_from, reverse=True))


def list_on(day: date) -> TickList:
    """The list that holds on a day; before the first one, the first."""
    return next((one for one in _lists() if one.valid_from <= day), _lists()[-1])
