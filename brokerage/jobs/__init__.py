"""Work done beside the requests: what a job is. Running, recording and asking are next to this.

A job must bear being run again from the start: a killed process costs a repetition, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from brokerage.jobs.schedule import check_crontab


@dataclass(frozen=True)
class Job:
    """``work`` opens its own units of work and says in a sentence what it did; None: nothing."""

    name: str
    work: Callable[..., str | None]
    crontab: str = ""  # minute, hour, day, month, weekday; United Kingdom wall time

    @property
    def explained(self) -> str:
        """What it is for: the first line of what its author wrote under it."""
        return (self.work.__doc__ or "").strip().split("\n", 1)[0]


def job(name: str) -> Callable[[Callable[..., str | None]], Job]:
    """A job that runs when somebody asks (brokerage.jobs.service.ask)."""
    return lambda work: Job(name, work)


def scheduled(name: str, crontab: str) -> Callable[[Callable[[], str | None]], Job]:
    """A job that runs by the clock, and when somebody asks."""
    check_crontab(crontab)
    return lambda work: Job(name, work, crontab)
