"""The live pool: everybody a role may be suggested to, held by each process.

Compiling a county's people takes seconds, so the pool is kept and only those touched since are
read again (volunteers/touching.py). Who may be suggested, and to whom, is still asked of the
database at each question: a withdrawal holds at once, whatever the pool remembers.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.db import now
from brokerage.suggestions.index import Snapshot
from brokerage.suggestions.people import build_pool, compile_people, list_suggestible
from brokerage.volunteers.models import Volunteer
from matching.catalogue import Pool

OVERLAP = timedelta(minutes=15)  # a change shows when its transaction ends; imports take a while


@dataclass(frozen=True)
class Held:
    """A pool, what it was compiled with, and when each record in reach of OVERLAP was touched."""

    pool: Pool
    snapshot: Snapshot
    read_at: datetime
    touched: dict[int, datetime]


class LivePeople:
    """The newest pool of one process."""

    def __init__(self, check_seconds: float) -> None:
        self.check_seconds = check_seconds
        self._held: Held | None = None
        self._checked_at = 0.0
        self._lock = threading.Lock()

    def current(self, session: Session, snapshot: Snapshot) -> Pool:
        """The pool to shortlist from; one thread at a time brings it up to date."""
        with self._lock:
            held = self._held
            if held is None or not _same_words(held.snapshot, snapshot):
                held = _read(session, snapshot)
            elif time.monotonic() - self._checked_at >= self.check_seconds:
                held = _renewed(session, held)
            else:
                return held.pool
            self._held, self._checked_at = held, time.monotonic()
            return held.pool


def live_people() -> LivePeople:
    """The people of this process and application."""
    found = current_app.extensions.get("live_people")
    if found is None:
        found = LivePeople(current_app.config["INDEX_CHECK_SECONDS"])
        current_app.extensions["live_people"] = found
    people: LivePeople = found
    return people


def _same_words(one: Snapshot, other: Snapshot) -> bool:
    """Whether people compiled with one snapshot can be ranked with the other."""
    return (
        one.catalogue.statistics is other.catalogue.statistics
        and one.vocabulary is other.vocabulary
    )


def _read(session: Session, snapshot: Snapshot) -> Held:
    moment = now()
    touched = _touched_since(session, moment - OVERLAP)
    return Held(build_pool(session, snapshot), snapshot, moment, touched)


def _renewed(session: Session, held: Held) -> Held:
    moment = now()
    touched = _touched_since(session, held.read_at - OVERLAP)
    changed = [key for key, at in touched.items() if held.touched.get(key) != at]
    if not changed:
        return Held(held.pool, held.snapshot, moment, touched)
    names = session.scalars(select(Volunteer.public_id).where(Volunteer.id.in_(changed))).all()
    fresh = list_suggestible(session, Volunteer.id.in_(changed))
    people = compile_people(fresh, held.snapshot)
    kept = {person.id for person in people}
    gone = [name for name in names if name not in kept]
    return Held(held.pool.replace(people, gone), held.snapshot, moment, touched)


def _touched_since(session: Session, moment: datetime) -> dict[int, datetime]:
    query = select(Volunteer.id, Volunteer.touched_at).where(Volunteer.touched_at >= moment)
    return {row.id: row.touched_at for row in session.execute(query)}
