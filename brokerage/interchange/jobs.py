"""Imports asked for on pages are read and brought in beside the requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from sqlalchemy import update

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.db import now, unit_of_work
from brokerage.errors import BrokerageError
from brokerage.interchange import runs
from brokerage.interchange.models import ImportRun, RunState
from brokerage.interchange.parts import Part
from brokerage.interchange.uploads import ReadFiles, on_disk, read, rejects_of
from brokerage.jobs import job, scheduled
from brokerage.jobs.service import ask_once
from brokerage.progress import Progressing, forget, noted_for
from brokerage.weeks import local_today

REFIT = "suggestions.refit"
EVERY = 250  # rows between two notes of how far it is
SORRY = "Something went wrong on our side, and we have made a note of it. Nothing was brought in."


@dataclass(frozen=True)
class Work:
    """What is to be done: a preview, or the import itself."""

    run_id: int
    form: str
    centre_id: int
    mapping: dict[str, Any] | None
    preview: bool
    files: list[runs.NamedFile]
    actor: Actor


@job("imports.work")
def work_on_import(run_id: int) -> str | None:
    """Draws the preview of an import, or brings it in once it is confirmed."""
    work = _begin(run_id)
    if work is None:
        return None
    try:
        with on_disk(work.files) as paths:
            found = read(
                work.form, paths, work.mapping, work.centre_id, local_today(), _progress(run_id)
            )
            parts = _preview(work, found) if work.preview else _bring_in(work, found)
    except BrokerageError as problem:
        _fail(run_id, problem.message)
        raise
    except Exception:
        _fail(run_id, SORRY)
        raise
    return f"{sum(len(part.lines) for part in parts)} rows."


@scheduled("imports.forget", "40 * * * *")
def forget_imports() -> str | None:
    """Forgets files that were left alone for a day, and refused rows after a week."""
    with unit_of_work() as session:
        done = runs.forget_runs(session, now())
    return f"{done} imports." if done else None


def _begin(run_id: int) -> Work | None:
    with unit_of_work() as session:
        run = session.get(ImportRun, run_id)
        if run is None or run.state not in (RunState.READING, RunState.IMPORTING):
            return None
        return Work(
            run_id,
            run.form,
            run.centre_id,
            run.mapping,
            run.state == RunState.READING,
            runs.files_of(session, run, runs.SENT, _secret()),
            Actor(f"import:{run.form}", "import", on_behalf_of=run.asked_by),
        )


def _preview(work: Work, found: ReadFiles) -> list[Part]:
    with unit_of_work() as session:
        centre = session.get_one(Centre, work.centre_id)
        parts = found.bring_in(session, centre, work.actor, local_today(), Progressing())
        session.rollback()
    with unit_of_work() as session:
        run = session.get_one(ImportRun, work.run_id, with_for_update=True)
        report = [part.as_json() for part in parts]
        runs.show(session, run, report, rejects_of(parts), _secret())
    return parts


def _bring_in(work: Work, found: ReadFiles) -> list[Part]:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    written = noted_for(app, f"import-{work.run_id}")
    try:
        with unit_of_work() as session:
            centre = session.get_one(Centre, work.centre_id)
            parts = found.bring_in(session, centre, work.actor, local_today(), written)
            run = session.get_one(ImportRun, work.run_id)
            report = [part.as_json() for part in parts]
            runs.finish(session, run, report, rejects_of(parts), _secret())
            if work.form == "teamkinetic":  # roles may have come: what is rare among them is new
                ask_once(session, REFIT)
    finally:
        forget(app, f"import-{work.run_id}")
    return parts


def _progress(run_id: int) -> Any:
    def note(rows: int) -> None:
        if rows % EVERY == 0:
            with unit_of_work() as session:
                mine = update(ImportRun).where(ImportRun.id == run_id)
                session.execute(mine.values(rows_read=rows))

    return note


def _fail(run_id: int, problem: str) -> None:
    with unit_of_work() as session:
        runs.fail(session, session.get_one(ImportRun, run_id), problem)


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])
