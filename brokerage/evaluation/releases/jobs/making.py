"""Making a release: read at one moment without holding anybody up, then kept in one go."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now, unit_of_work
from brokerage.evaluation.packaging.about import About
from brokerage.evaluation.packaging.tables import Table
from brokerage.evaluation.packaging.writing import Manifest
from brokerage.evaluation.periods import Period
from brokerage.evaluation.releases.anonymity import alone_in
from brokerage.evaluation.releases.evaluations import lock
from brokerage.evaluation.releases.jobs.moments import one_moment
from brokerage.evaluation.releases.manifest import describe
from brokerage.evaluation.releases.models import Release, ReleaseState
from brokerage.evaluation.releases.packing import keep, pack, people_in
from brokerage.evaluation.releases.pseudonyms import Pseudonyms, pseudonyms_of
from brokerage.evaluation.releases.records import tables
from brokerage.evaluation.releases.records.source import Source
from brokerage.evaluation.releases.sorting import Told, in_order
from brokerage.weeks import local_today

SORRY = "Something went wrong on our side, and we have made a note of it. Ask for it again."


def make(release_id: int, actor: Actor, secret: str, told: Told) -> bool:
    """Make one that was asked for; False where that is no longer wanted.

    Opens its own units of work: reading takes a minute, in which nobody else has to wait.
    """
    with unit_of_work() as session:
        asked = session.get(Release, release_id)
        if asked is None or not _begin(session, asked):
            return False
        period, months_only = Period.read(asked.period), asked.evaluation.months_only
        pseudonyms = pseudonyms_of(asked.evaluation, secret)
    with TemporaryDirectory(prefix="release-") as name:
        folder, spool = Path(name) / "package", Path(name) / "rows"
        spool.mkdir()
        about, found = _read(release_id, period, pseudonyms, months_only, spool, told)
        packed = pack(folder, about, found)
        with unit_of_work() as session:
            return _keep(session, release_id, folder, packed, actor)


def fail(release_id: int, problem: str) -> None:
    """It could not be made."""
    with unit_of_work() as session:
        release = session.get(Release, release_id)
        if release is not None and release.state == ReleaseState.MAKING:
            release.state, release.problem = ReleaseState.FAILED, problem[:400]


def _begin(session: Session, release: Release) -> bool:
    """From here on, whoever is erased is noted: they may be among what is read."""
    lock(session, release.evaluation)
    session.refresh(release)
    release.erasures_seen = release.evaluation.erasures
    return release.state == ReleaseState.MAKING


def _read(
    release_id: int,
    period: Period,
    pseudonyms: Pseudonyms,
    months_only: bool,
    spool: Path,
    told: Told,
) -> tuple[About, list[Table]]:
    """All that is asked of the database; the tables read the spool from here on."""
    with one_moment() as session:
        source = Source(session, period, pseudonyms, months_only)
        found = [in_order(table, spool, told) for table in tables(source)]
        release, made_on = session.get_one(Release, release_id), local_today()
        alone = alone_in(people_in(found))
        return describe(release.evaluation, release, made_on, source.left_out, alone), found


def _keep(
    session: Session,
    release_id: int,
    folder: Path,
    packed: tuple[Manifest, dict[str, Any]],
    actor: Actor,
) -> bool:
    release = session.get_one(Release, release_id)
    lock(session, release.evaluation)
    session.refresh(release)
    if release.state != ReleaseState.MAKING:  # its evaluation ended meanwhile
        return False
    keep(session, release, folder, *packed)
    release.state, release.made_at = ReleaseState.WAITING, now()
    audit.record(session, actor, "make", "release", release.public_id)
    return True
