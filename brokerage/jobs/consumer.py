"""The process that runs jobs, beside the web server or on another machine."""

from __future__ import annotations

from flask import Flask, current_app

from brokerage.jobs.queueing import queue_of

WORKERS = 2  # a long job must not keep messages waiting
GRACE = 25  # seconds for the jobs in progress, when told to stop


def consume(app: Flask) -> None:
    """Run jobs until told to stop (SIGTERM: after the jobs in progress)."""
    consumer = queue_of(app).create_consumer(
        workers=WORKERS,
        backoff=1.3,
        max_delay=1.0,
        graceful_signal="TERM",
        shutdown_timeout=GRACE,
    )
    app.extensions["jobs_stopping"] = consumer.stop_flag
    consumer.run()


def is_stopping() -> bool:
    """Whether a long job should come to an end at the next good moment."""
    flag = current_app.extensions.get("jobs_stopping")
    return flag is not None and flag.is_set()
