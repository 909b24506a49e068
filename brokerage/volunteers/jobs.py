"""What is done about people's records by the clock."""

from __future__ import annotations

from brokerage.db import db, done_reading, now, unit_of_work
from brokerage.jobs import scheduled
from brokerage.templating import plural
from brokerage.volunteers.checks import minimise_checks
from brokerage.volunteers.duplicates.merging import forget_old_merges
from brokerage.volunteers.duplicates.pairing import (
    centres_to_compare,
    compare_centre,
    keep_pairs,
)
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


@scheduled("volunteers.find_pairs", "*/10 * * * *")
def find_likely_pairs() -> str | None:
    """Compares records that are new or have changed with those of their centre."""
    return _found(_compare(everybody=False))


@scheduled("volunteers.find_all_pairs", "45 3 * * *")
def find_all_likely_pairs() -> str | None:
    """Compares every record with those of its centre, whatever went by unnoticed."""
    return _found(_compare(everybody=True))


def _compare(*, everybody: bool) -> int:
    """A centre at a time, and writing only what was found: nobody waits for the comparing."""
    centres, found = centres_to_compare(db.session(), everybody=everybody), 0
    for one in centres:
        compared = compare_centre(db.session(), one, everybody=everybody)
        done_reading()
        with unit_of_work() as session:
            found += keep_pairs(session, compared)
    done_reading()
    return found


def _found(pairs: int) -> str | None:
    return f"{plural(pairs, 'likely pair')} found." if pairs else None


@scheduled("volunteers.forget_drafts", "35 3 * * *")
def forget_old_drafts() -> str | None:
    """Deletes registrations that were begun and not touched for 30 days."""
    with unit_of_work() as session:
        done = forget_drafts(session, now())
    return f"{done} registrations." if done else None
