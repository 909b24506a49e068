"""The live catalogue: every worker holds one, and takes up a change within two seconds.

A change to a role gives it the next number (opportunities.service.record_change). At most every
INDEX_CHECK_SECONDS a worker asks for the newest number, reads the roles changed since the one it
holds, and replaces just those. What is found is read again before it is shown, so a role that
closed a moment ago never appears; only counts may lag.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.db import db, done_reading
from brokerage.opportunities.alive.asking import list_lowered
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import (
    current_version,
    list_changed_since,
    with_everything,
)
from brokerage.suggestions import adapter
from brokerage.suggestions.facets import Facets, Tags, tags
from brokerage.suggestions.turns import exposure_of, list_turns
from brokerage.taxonomies.service import Vocabulary, list_names, read_vocabulary, uris
from brokerage.weeks import local_today
from matching.catalogue import Catalogue
from matching.errors import UnreadableSnapshot
from matching.exposure import Exposure
from matching.repeats import Repeats
from matching.statistics import Statistics
from matching.suggesting import SkillFinder
from matching.types import Calendar

TURNS_SECONDS = 60  # what roles have had is read anew no oftener than that
SKILLS = "skills"  # folder of the skill finder, within that of the statistics


@dataclass(frozen=True)
class Snapshot:
    """One consistent state of the catalogue; never changed, only replaced."""

    version: int
    today: date
    catalogue: Catalogue
    facets: Facets
    tags: Mapping[str, Tags]
    vocabulary: Vocabulary
    calendar: Calendar
    repeats: Repeats
    exposure: Exposure | None = None  # what roles have had lately; None orders by fit alone


class LiveIndex:
    """The newest snapshot of one process."""

    def __init__(self, check_seconds: float) -> None:
        self.check_seconds = check_seconds
        self._snapshot: Snapshot | None = None
        self._checked_at = 0.0
        self._statistics_at = 0.0
        self._turns_at = 0.0
        self._lock = threading.Lock()

    def current(self, session: Session) -> Snapshot:
        """The snapshot to answer with. Only one thread brings it up to date; the first waits."""
        held = self._snapshot
        if held and time.monotonic() - self._checked_at < self.check_seconds:
            return held
        if self._lock.acquire(blocking=held is None):
            try:
                self._snapshot = held = self._renewed(session)
                self._checked_at = time.monotonic()
            finally:
                self._lock.release()
        assert held is not None  # noqa: S101 - a thread that did not get the lock had one
        return held

    def _renewed(self, session: Session) -> Snapshot:
        fresh = self._with_roles(session)
        weight = current_app.config["FAIR_TURN_WEIGHT"]
        recent = time.monotonic() - self._turns_at < TURNS_SECONDS
        if recent and (fresh.exposure is not None or not weight):
            return fresh
        self._turns_at = time.monotonic()
        turns = list_turns(session, fresh.today) if weight else ()
        return replace(fresh, exposure=exposure_of(turns, weight, list_lowered(session)))

    def _with_roles(self, session: Session) -> Snapshot:
        held, today = self._snapshot, local_today()
        fitted_at = _statistics_at(current_app)
        if held is None or held.today != today or fitted_at != self._statistics_at:
            self._statistics_at = fitted_at
            return build(session, read_statistics(current_app), today)
        if current_version(session) == held.version:
            return held
        return renew(session, held)


def build(session: Session, statistics: Statistics, today: date) -> Snapshot:
    """Read every live role."""
    version = current_version(session)
    vocabulary = read_vocabulary(session)
    calendar = adapter.calendar(session)
    rows = list_live(session)
    catalogue = Catalogue.build(
        adapter.opportunities(rows, vocabulary, today),
        statistics,
        taxonomy=adapter.taxonomy(vocabulary),
        calendar=calendar,
        today=today,
    )
    found = {row.public_id: tags(row, vocabulary) for row in rows}
    facets = Facets.build([found[name] for name in catalogue.ids])
    repeats = Repeats.of(catalogue)
    return Snapshot(version, today, catalogue, facets, found, vocabulary, calendar, repeats)


def renew(session: Session, held: Snapshot) -> Snapshot:
    """Take up the roles changed since, and only those."""
    version = current_version(session)
    rows = list_changed_since(session, held.version)
    live = [row for row in rows if row.state == State.LIVE]
    vocabulary = held.vocabulary
    if any(term.uri not in vocabulary.by_uri for row in live for term in row.terms):
        vocabulary = read_vocabulary(session)
    roles = adapter.opportunities(live, vocabulary, held.today)
    gone = {row.public_id for row in rows} - {role.id for role in roles}
    catalogue = held.catalogue.replace(roles, sorted(gone & set(held.tags)))
    found = {name: kept for name, kept in held.tags.items() if name not in gone}
    found |= {row.public_id: tags(row, vocabulary) for row in live}
    facets = Facets.build([found[name] for name in catalogue.ids])
    return replace(
        held,
        version=version,
        catalogue=catalogue,
        facets=facets,
        tags=found,
        vocabulary=vocabulary,
        repeats=Repeats.of(catalogue),
    )


def list_live(session: Session) -> list[Opportunity]:
    """Every live role with what the index needs, in a stable order."""
    query = with_everything(select(Opportunity).where(Opportunity.state == State.LIVE))
    return list(session.scalars(query.order_by(Opportunity.id)))


def live_index() -> LiveIndex:
    """The index of this process and application."""
    index = current_app.extensions.get("live_index")
    if index is None:
        index = LiveIndex(current_app.config["INDEX_CHECK_SECONDS"])
        current_app.extensions["live_index"] = index
    found: LiveIndex = index
    return found


def refresh_statistics(app: Flask) -> int:
    """Fit what is common and rare among live roles, and the names of skills; save both for every
    worker.

    Runs in commands and jobs only: it is what imports scikit-learn. How many roles it saw.
    """
    with app.app_context():
        session = db.session()
        vocabulary = read_vocabulary(session)
        roles = adapter.opportunities(list_live(session), vocabulary, local_today())
        names = list_names(session, uris(vocabulary.skills()))
        done_reading()
    statistics = Statistics.fit(roles, adapter.taxonomy(vocabulary))
    folder = statistics_folder(app)
    fresh = folder.with_name(f"{folder.name}.{os.getpid()}")
    statistics.save(fresh)
    SkillFinder.fit(names).save(fresh / SKILLS)
    _swap(fresh, folder)
    return len(roles)


def _swap(fresh: Path, folder: Path) -> None:
    """Put a finished folder in the place of the old one."""
    old = folder.with_name(f"{folder.name}.old.{os.getpid()}")
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def read_statistics(app: Flask) -> Statistics:
    """The saved statistics; neutral ones before the first fit."""
    try:
        return Statistics.load(statistics_folder(app))
    except UnreadableSnapshot:
        return Statistics.fit([])


def statistics_folder(app: Flask) -> Path:
    """Where the arrays lie that commands fit and workers map."""
    return Path(app.instance_path) / "statistics"


def _statistics_at(app: Flask) -> float:
    meta = statistics_folder(app) / "meta.json"
    return meta.stat().st_mtime if meta.exists() else 0.0
