"""Imports on pages, from the files sent to the report. Never commits, never sees the request.

The files are kept, locked, only until the import is done, stopped, or left alone for a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.db import now
from brokerage.errors import Conflict, NotFound
from brokerage.interchange.models import ImportFile, ImportRun, RunState
from brokerage.interchange.parts import only_counts, without_names
from brokerage.locking import locked, unlocked

WAITING = (RunState.COLUMNS, RunState.READING, RunState.READY)
LEFT_ALONE = timedelta(days=1)
REPORT_KEPT = timedelta(days=7)
SENT, REJECTS = "sent", "rejects"
SHOWN = 20


@dataclass(frozen=True)
class NamedFile:
    """A file, and what its owner calls it."""

    name: str
    content: bytes


def runs_seen_by(actor: Actor) -> Select[ImportRun]:
    """The imports of one's own centre."""
    return select(ImportRun).where(ImportRun.centre_id.in_(actor.centre_ids))


def get_run(session: Session, actor: Actor, public_id: str, lock: bool = False) -> ImportRun:
    """One import. Raises NotFound for one that is not of the actor's centre."""
    query = runs_seen_by(actor).where(ImportRun.public_id == public_id.replace("\0", ""))
    found = session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound("We cannot find that import.")
    return found


def list_newest(session: Session, actor: Actor) -> Sequence[ImportRun]:
    """The last imports of one's centre, newest first."""
    query = runs_seen_by(actor).order_by(ImportRun.id.desc())
    return session.scalars(query.limit(SHOWN)).all()


def begin_run(
    session: Session,
    actor: Actor,
    centre_id: int,
    form: str,
    files: Sequence[NamedFile],
    secret: str,
    mapping: dict[str, Any] | None = None,
) -> ImportRun:
    """Take the files in. One with a mapping waits for somebody to look at it first."""
    run = ImportRun(
        centre_id=centre_id,
        form=form,
        state=RunState.COLUMNS if mapping else RunState.READING,
        files=[file.name for file in files],
        mapping=mapping,
        asked_by=actor.name,
        changed_at=now(),
    )
    session.add(run)
    session.flush()
    _keep_files(session, run, SENT, files, secret)
    audit.record(session, actor, "import.sent", "import", run.public_id)
    return run


def choose_columns(session: Session, run: ImportRun, mapping: dict[str, Any]) -> None:
    """Say which column is what; the preview is drawn anew. Raises Conflict once it is confirmed."""
    _check(run, RunState.COLUMNS, RunState.READY)
    run.mapping = mapping
    run.report = None
    run.rows_read = 0
    _drop_files(session, run, REJECTS)
    _stand(session, run, RunState.READING)


def last_mapping(session: Session, run: ImportRun) -> dict[str, Any] | None:
    """How the columns of a table with the same heading were read last time."""
    query = select(ImportRun.mapping).where(
        ImportRun.centre_id == run.centre_id,
        ImportRun.form == run.form,
        ImportRun.state == RunState.DONE,
    )
    heading = (run.mapping or {})["heading"]
    for mapping in session.scalars(query.order_by(ImportRun.id.desc()).limit(SHOWN)):
        if mapping and mapping["heading"] == heading:
            return dict(mapping)
    return None


def confirm(session: Session, run: ImportRun, actor: Actor) -> bool:
    """Bring it in; False where that was said already. Raises Conflict for one that is not ready."""
    if run.state in (RunState.IMPORTING, RunState.DONE):
        return False
    _check(run, RunState.READY)
    run.rows_read = 0
    _stand(session, run, RunState.IMPORTING)
    audit.record(session, actor, "import.confirmed", "import", run.public_id)
    return True


def stop(session: Session, run: ImportRun, actor: Actor) -> None:
    """Keep nothing of it. Raises Conflict once it is confirmed."""
    _check(run, *WAITING, RunState.STOPPED)
    _forget(session, run)
    audit.record(session, actor, "import.stopped", "import", run.public_id)


def show(
    session: Session,
    run: ImportRun,
    report: list[dict[str, Any]],
    rejects: Sequence[NamedFile],
    secret: str,
) -> None:
    """The preview is drawn."""
    if run.state != RunState.READING:
        return  # stopped meanwhile
    run.report = report
    _drop_files(session, run, REJECTS)
    _keep_files(session, run, REJECTS, rejects, secret)
    _stand(session, run, RunState.READY)


def finish(
    session: Session,
    run: ImportRun,
    report: list[dict[str, Any]],
    rejects: Sequence[NamedFile],
    secret: str,
) -> None:
    """It is done: the files go, the refused rows stay for a week."""
    _drop_files(session, run, SENT, REJECTS)
    _keep_files(session, run, REJECTS, rejects, secret)
    run.report = [without_names(part) for part in report]
    _stand(session, run, RunState.DONE)


def fail(session: Session, run: ImportRun, problem: str) -> None:
    """It cannot be brought in; the files go."""
    _drop_files(session, run, SENT, REJECTS)
    run.problem, run.report = problem[:400], None
    _stand(session, run, RunState.FAILED)


def files_of(session: Session, run: ImportRun, kind: str, secret: str) -> list[NamedFile]:
    """Files of one kind, unlocked."""
    query = select(ImportFile).where(ImportFile.run_id == run.id, ImportFile.kind == kind)
    return [
        NamedFile(file.name, unlocked(file.content, secret))
        for file in session.scalars(query.order_by(ImportFile.id))
    ]


def list_rejects(session: Session, run: ImportRun) -> Sequence[str]:
    """Names of the files of refused rows."""
    mine = (ImportFile.run_id == run.id, ImportFile.kind == REJECTS)
    return session.scalars(select(ImportFile.name).where(*mine).order_by(ImportFile.id)).all()


def delete_rejects(session: Session, run: ImportRun, actor: Actor) -> None:
    """The refused rows are not needed any more."""
    _drop_files(session, run, REJECTS)
    audit.record(session, actor, "import.rejects_deleted", "import", run.public_id)


def forget_runs(session: Session, at: datetime) -> int:
    """Stop what was left alone for a day; keep only counts of what was done a week ago."""
    left = select(ImportRun).where(
        ImportRun.state.in_((RunState.COLUMNS, RunState.READY)),
        ImportRun.changed_at < at - LEFT_ALONE,
    )
    old = select(ImportRun).where(
        ImportRun.state.in_((RunState.DONE, RunState.FAILED)),
        ImportRun.changed_at < at - REPORT_KEPT,
    )
    stopped = list(session.scalars(left))
    for run in stopped:
        _forget(session, run)
    done = 0
    for run in session.scalars(old):
        kept = [only_counts(part) for part in run.report or []]
        if kept != (run.report or []) or list_rejects(session, run):
            run.report = kept
            _drop_files(session, run, SENT, REJECTS)
            done += 1
    session.flush()
    return len(stopped) + done


def _forget(session: Session, run: ImportRun) -> None:
    _drop_files(session, run, SENT, REJECTS)
    run.report = None
    _stand(session, run, RunState.STOPPED)


def _stand(session: Session, run: ImportRun, state: RunState) -> None:
    run.state, run.changed_at = state, now()
    session.flush()


def _check(run: ImportRun, *states: RunState) -> None:
    if run.state not in states:
        raise Conflict("This import has gone on meanwhile: look at where it stands.")


def _keep_files(
    session: Session, run: ImportRun, kind: str, files: Sequence[NamedFile], secret: str
) -> None:
    for file in files:
        content = locked(file.content, secret)
        session.add(ImportFile(run_id=run.id, kind=kind, name=file.name[:200], content=content))
    session.flush()


def _drop_files(session: Session, run: ImportRun, *kinds: str) -> None:
    mine = (ImportFile.run_id == run.id, ImportFile.kind.in_(kinds))
    session.execute(delete(ImportFile).where(*mine))
