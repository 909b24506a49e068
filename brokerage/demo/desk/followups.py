"""How invented placements go: asked at 4, 12 and 26 weeks, a few of them not asked yet."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from brokerage.demo.chance import happens, one_of
from brokerage.demo.ledger import Row
from brokerage.introductions.due import next_follow_up
from brokerage.working_days import next_working_day

GOES = {"going_well": 8, "some_trouble": 2}
NOTES = {
    "going_well": ("Enjoys it.", "Has made friends there.", "Would gladly come more often.", ""),
    "some_trouble": ("The bus is a problem in winter.", "Would like to be told earlier.", ""),
    "stopped": ("Has less time now.", "Was glad to have done it.", "Found something else.", ""),
}
STOPPED = "stopped"
STILL_TO_ASK = 6  # days within which a follow-up may not have been done yet


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """What has been asked so far; nothing, for what never started."""

    started_on: date | None = None
    rows: tuple[Row, ...] = ()

    @property
    def weeks(self) -> list[int]:
        """The follow-ups that are done."""
        return [row["weeks"] for row in self.rows]


def follow_up(
    started_on: date, ended_on: date | None, today: date, actor: str, rng: random.Random
) -> FollowedUp:
    """Those that were due before the end, or before a few days ago."""
    rows: list[Row] = []
    until = ended_on or today - timedelta(days=rng.randint(0, STILL_TO_ASK))
    while True:
        weeks, due = next_follow_up(started_on, [row["weeks"] for row in rows])
        asked = next_working_day(due)
        if asked >= until:
            if due == ended_on:  # asked, and told that it is over
                rows.append(_row(weeks, due, actor, rng, STOPPED))
            return FollowedUp(started_on, tuple(rows))
        rows.append(_row(weeks, asked, actor, rng))


def _row(weeks: int, day: date, actor: str, rng: random.Random, outcome: str | None = None) -> Row:
    outcome = outcome or one_of(rng, GOES)
    return {
        "weeks": weeks,
        "outcome": outcome,
        "note": rng.choice(NOTES[outcome]) if happens(rng, 0.7) else "",
        "done_at": datetime.combine(day, time(rng.randint(9, 16), rng.randrange(60)), UTC),
        "actor": actor,
        "through": "phone",
    }
