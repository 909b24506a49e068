"""The queue between whoever asks and the worker, on each place it may live."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from huey import PostgresHuey, SqliteHuey

from brokerage import create_app
from brokerage.jobs.queueing import enqueue, queue_of
from tests.conftest import close, settings


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_another_process_finds_what_was_put_in(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres_url") if kind == "postgresql" else ""
    asking, working = (create_app(settings(tmp_path, JOBS_URL=url)) for _ in range(2))
    assert isinstance(queue_of(asking), PostgresHuey if url else SqliteHuey)
    assert (tmp_path / "jobs.sqlite3").exists() == (not url)
    enqueue(asking, "look", "messages.deliver")
    task = queue_of(working).dequeue()
    assert task.args == ("messages.deliver",)
    assert queue_of(working).dequeue() is None
    for app in (asking, working):
        queue_of(app).storage.close()
        close(app)


def test_what_somebody_else_put_into_the_queue_is_not_unpickled(app: Flask) -> None:
    queue = queue_of(app)
    queue.storage.enqueue(b"cos\nsystem\n(S'false'\ntR.")
    with pytest.raises(ValueError, match="not found"):
        queue.dequeue()
