"""What is done about people's records by the clock."""

from __future__ import annotations

from brokerage.db import now, unit_of_work
from brokerage.jobs import scheduled
from brokerage.volunteers.checks import minimise_checks
from brokerage.volunteers.duplicates.merging import forget_old_merges
from brokerage.volunteers.registration.drafts import forget_drafts
from brokerage.weeks import local_today


@scheduled("volunteers.minimise_checks", "15 3 * * *")
def minimise_old_checks() -> str | None:
    """Leaves of checks older than six months the level, date, who saw it and the decision."""
    with unit_of_work() as session:
        done = minimise_checks(session, local_today())
    return f"{done} checks." if done else None


@scheduled("volunteers.forget_merges", "25 3 * * *")
def forget_merges() -> str | None:
    """Takes the person out of records that were merged more than 30 days ago."""
    with unit_of_work() as session:
        done = forget_old_merges(session, now())
    return f"{done} records." if done else None


@scheduled("volunteers.forget_drafts", "35 3 * * *")
def forget_old_drafts() -> str | None:
    """Deletes registrations that were begun and not touched for 30 days."""
    with unit_of_work() as session:
        done = forget_drafts(session, now())
    return f"{done} registrations." if done else None
