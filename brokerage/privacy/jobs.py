"""What runs by the clock: letting go of what the schedule says is due."""

from __future__ import annotations

from brokerage.db import now, unit_of_work
from brokerage.jobs import scheduled
from brokerage.privacy.retention import AT_ONCE, retain
from brokerage.privacy.schedule import schedule


@scheduled("privacy.retain", "40 2 * * *")
def retain_by_schedule() -> str | None:
    """Deletes or makes anonymous what the retention schedule says is due."""
    done = run()
    said = ", ".join(f"{name}: {count}" for name, count in done.items() if count)
    return f"Let go of {said}." if said else None


def run() -> dict[str, int]:
    """Each line by itself and in batches: a run that is stopped loses nothing of what it did."""
    at, done = now(), {}
    for purpose in schedule():
        if purpose.months is None:
            continue
        done[purpose.id] = 0
        batch = AT_ONCE
        while batch == AT_ONCE:
            with unit_of_work() as session:
                batch = retain(session, purpose, at)
            done[purpose.id] += batch
    return done
