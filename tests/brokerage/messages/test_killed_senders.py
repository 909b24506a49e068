"""Senders are killed while they send; benchmarks/outbox.py does the same at length."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.outbox import prove


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_message_is_lost_and_none_arrives_a_third_time(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres_url") if database == "postgresql" else ""
    found = prove(tmp_path, messages=40, kills=4, database=url)
    assert found.written == 40
    assert found.kills >= 2
    assert found.lost == 0
    assert found.repeats <= found.kills
    assert found.most_copies <= 2
