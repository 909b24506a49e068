"""The queue between whoever asks and the consumer that runs: huey, on what a setting names.

The queue carries names and numbers only. What is asked for is kept in the database; a queue that
is lost delays work until the next minute, and loses none.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, current_app
from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey
from huey.serializer import SignedSerializer
from sqlalchemy import event
from sqlalchemy.orm import Session

from brokerage.jobs import jobs
from brokerage.logging import log, log_bug


def queue_of(app: Flask) -> Huey:
    """This application's queue, opened when first needed."""
    if "huey" not in app.extensions:
        app.extensions["huey"] = _with_tasks(_open(app), app)
    return app.extensions["huey"]


def _open(app: Flask) -> Huey:
    address = str(app.config["JOBS_URL"])
    options: dict[str, Any] = {
        "results": False,
        "serializer": SignedSerializer(app.config["SECRET_KEY"], salt="jobs"),
    }
    if address.startswith("redis"):
        return RedisHuey("brokerage", url=address, **options)
    if address.startswith("postgres"):
        dsn = "postgresql://" + address.split("://", 1)[1]
        return PostgresHuey("brokerage", dsn=dsn, **options)
    if address == "memory:":
        return MemoryHuey("brokerage", **options)
    return SqliteHuey("brokerage", filename=Path(app.instance_path) / "jobs.sqlite3", **options)


def _with_tasks(queue: Huey, app: Flask) -> Huey:
    @queue.task(name="run")
    def run(run_id: int) -> None:
        jobs.run(app, run_id)

    @queue.task(name="look")
    def look(name: str) -> None:
        jobs.look(app, name)

    @queue.periodic_task(lambda _moment: True, name="tick")
    def tick() -> None:
        for run_id in jobs.tick(app):
            run(run_id)

    app.extensions["huey_tasks"] = {"run": run, "look": look, "tick": tick}
    return queue


def enqueue(app: Flask, task: str, *arguments: object) -> None:
    """Tell the consumer. Failing is only noted: the next minute's tick finds what was asked."""
    try:
        queue_of(app)
        app.extensions["huey_tasks"][task](*arguments)
    except Exception as problem:
        log.warning("the queue of jobs cannot be reached")
        log_bug(problem)


@event.listens_for(Session, "after_commit")
def _tell_after_commit(session: Session) -> None:
    if session.in_nested_transaction() or not {"asked", "woken"} & session.info.keys():
        return
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    for run_id in session.info.pop("asked", ()):
        enqueue(app, "run", run_id)
    for name in sorted(session.info.pop("woken", ())):
        enqueue(app, "look", name)
