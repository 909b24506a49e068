import json
import sys
from pathlib import Path

import pytest

from matching import benchmark


def test_the_benchmark_prints_a_table_and_writes_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("RUNS", "LONG_RUNS"):
        monkeypatch.setattr(benchmark, name, 1)
    monkeypatch.setattr(benchmark, "COMPILED", False)
    monkeypatch.setattr(benchmark, "postgres_url", lambda: None)
    file, told = tmp_path / "lines.json", tmp_path / "table.md"
    given = ["--roles", "60", "--people", "40", "--json", str(file), "--markdown", str(told)]
    monkeypatch.setattr(sys, "argv", ["benchmark", *given])
    benchmark.main()
    lines = json.loads(file.read_text())
    assert {
        "case",
        "roles",
        "people",
        "method",
        "median_ms",
        "min_ms",
        "max_ms",
        "processor_ms",
    } == set(lines[0])
    methods = {line["method"] for line in lines}
    assert {"matching", "loop", "matching, NumPy", "scikit-learn, own score"} <= methods
    assert all(line["min_ms"] <= line["median_ms"] <= line["max_ms"] for line in lines)
    printed = capsys.readouterr().out
    assert printed == told.read_text()
    rows = [row for row in printed.splitlines() if row.startswith("| ")]
    assert len(rows) == len(lines) + 2
    assert "bytes a role" in printed
