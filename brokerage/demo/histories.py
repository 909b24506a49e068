"""How a record came to stand where it stands: moves that its state machine allows, with dates."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from brokerage.actors import Actor

Row = dict[str, Any]
StateT = TypeVar("StateT", bound=str)


def broker_at(centre_id: int) -> str:
    """The broker of a centre as histories name an actor; accounts.py makes the account."""
    return f"account:demo-broker-{centre_id}"


def manager_at(centre_id: int) -> str:
    """The same for whoever manages a centre and looks after safeguarding there."""
    return f"account:demo-manager-{centre_id}"


def signed(rows: Sequence[Row], centre_id: int) -> list[Row]:
    """Moves with the names that the product would have written."""
    names = {"broker": broker_at(centre_id), "volunteer": "public", "organisation": "public"}
    return [row | {"actor": names.get(row["actor"], "job:demonstration")} for row in rows]


def at(today: date, days_ago: int, rng: random.Random) -> datetime:
    """A moment in office hours, so many days ago; always in the past."""
    moment = time(rng.randint(9, 16), rng.randrange(60))
    return datetime.combine(today - timedelta(days=max(1, days_ago)), moment, UTC)


def spread(rng: random.Random, steps: int, first: int, last: int) -> list[int]:
    """Days ago for each of ``steps`` moves, from ``first`` (longest ago) down to ``last``."""
    return sorted((rng.randint(last, first) for _ in range(steps)), reverse=True)


def moves(
    path: Sequence[StateT],
    days: Sequence[int],
    actors: Mapping[StateT, Actor],
    reasons: Mapping[StateT, Sequence[str]],
    today: date,
    rng: random.Random,
) -> list[Row]:
    """Rows of a history; the first has no state to come from."""
    moments = sorted(at(today, ago, rng) for ago in days)
    rows: list[Row] = []
    for target, moment in zip(path, moments, strict=True):
        actor = actors[target]
        rows.append(
            {
                "from_state": rows[-1]["to_state"] if rows else None,
                "to_state": str(target),
                "moved_at": moment,
                "actor": actor.name,
                "on_behalf_of": actor.on_behalf_of,
                "through": actor.through,
                "reason": rng.choice(reasons[target]) if target in reasons else None,
            }
        )
    return rows
