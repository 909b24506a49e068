"""Making releases anew without somebody: written beside the requests, then kept in one go."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now, unit_of_work
from brokerage.evaluation.packaging.reading import read_about, read_tables
from brokerage.evaluation.packaging.tables import Table
from brokerage.evaluation.packaging.writing import DESCRIPTION, Manifest
from brokerage.evaluation.releases import keeping
from brokerage.evaluation.releases.anonymity import alone_in
from brokerage.evaluation.releases.erasing import forget, kept, noted_since, people_of
from brokerage.evaluation.releases.evaluations import lock
from brokerage.evaluation.releases.jobs.moments import one_moment
from brokerage.evaluation.releases.manifest import describe_anew
from brokerage.evaluation.releases.models import HAS_FILES, Evaluation, Release, ReleaseState
from brokerage.evaluation.releases.packing import keep, pack, people_in
from brokerage.evaluation.releases.records import ABOUT_PEOPLE

AS_BEFORE = (
    *("period", "definitions", "state", "asked_by", "asked_by_lead", "asked_at"),
    *("decided_by", "decided_at"),
)


@dataclass(frozen=True)
class Found:
    """What one moment showed: how far the notes went, and the files without these people."""

    erasures: int
    number: int
    packed: tuple[Manifest, dict[str, Any]] | None


def take_out(evaluation_id: int, actor: Actor) -> int:
    """Make anew every release that has rows of somebody who was noted; how many those were.

    Opens its own units of work: writing files may take a minute, in which nobody has to wait.
    """
    with one_moment() as session:
        releases = [one.id for one in kept(session.get_one(Evaluation, evaluation_id))]
    made = sum(_look_at(number, actor) for number in releases)
    with unit_of_work() as session:
        forget(session, session.get_one(Evaluation, evaluation_id))
    return made


def _look_at(release_id: int, actor: Actor) -> bool:
    """Again where somebody asked for another release of the period meanwhile: numbers are once."""
    with TemporaryDirectory(prefix="release-") as name:
        folder = Path(name)
        found = _read(release_id, folder)
        with unit_of_work() as session:
            release = session.get_one(Release, release_id)
            lock(session, release.evaluation)
            session.refresh(release)
            if release.state not in HAS_FILES:  # its evaluation ended meanwhile
                return False
            if found.packed is None:
                release.erasures_seen = found.erasures
                return False
            if found.number == _next_number(session, release):
                new = _replacing(session, release, found)
                keep(session, new, folder / "package", *found.packed)
                _let_go(session, release, actor)
                return True
    return _look_at(release_id, actor)


def _read(release_id: int, folder: Path) -> Found:
    with one_moment() as session:
        old = session.get_one(Release, release_id)
        erasures, number = old.evaluation.erasures, _next_number(session, old)
        gone = noted_since(session, old) & people_of(session, old)
        packed = _pack_without(session, old, number, gone, folder) if gone else None
        return Found(erasures, number, packed)


def _pack_without(
    session: Session, old: Release, number: int, gone: Collection[str], folder: Path
) -> tuple[Manifest, dict[str, Any]]:
    before = folder / "before"
    before.mkdir()
    keeping.pour(session, old, before)
    description = json.loads((before / DESCRIPTION).read_bytes())
    tables = [_without(table, gone) for table in read_tables(description, before)]
    alone = alone_in(people_in(tables))
    about = describe_anew(read_about(description), old, number, len(gone), alone)
    return pack(folder / "package", about, tables)


def _without(table: Table, gone: Collection[str]) -> Table:
    """Drop the rows of these people; every other row stays as it is."""
    names = [field.name for field in table.fields]
    if ABOUT_PEOPLE not in names:
        return table
    place = names.index(ABOUT_PEOPLE)
    return replace(table, rows=lambda: (row for row in table.rows() if row[place] not in gone))


def _replacing(session: Session, old: Release, found: Found) -> Release:
    """The next number: as approved as the one before was."""
    new = Release(
        evaluation=old.evaluation,
        number=found.number,
        replaces_id=old.id,
        erasures_seen=found.erasures,
        made_at=now(),
        **{name: getattr(old, name) for name in AS_BEFORE},
    )
    session.add(new)
    session.flush()
    return new


def _let_go(session: Session, old: Release, actor: Actor) -> None:
    keeping.let_go(session, old)
    old.state = ReleaseState.REPLACED
    session.flush()
    audit.record(session, actor, "replace", "release", old.public_id)


def _next_number(session: Session, release: Release) -> int:
    mine = Release.evaluation_id == release.evaluation_id, Release.period == release.period
    return 1 + (session.scalar(select(func.max(Release.number)).where(*mine)) or 0)
