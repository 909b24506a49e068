import json
import sys
from pathlib import Path

import pytest

from matching import benchmark


def test_the_benchmark_prints_a_table_and_writes_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(benchmark, "RUNS", 1)
    file = tmp_path / "lines.json"
    monkeypatch.setattr(sys, "argv", ["benchmark", "--roles", "60", "--json", str(file)])
    benchmark.main()
    lines = json.loads(file.read_text())
    assert {"case", "roles", "people", "method", "median_ms", "min_ms", "max_ms"} == set(lines[0])
    assert {line["method"] for line in lines} == {"matching", "loop"}
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == len(lines) + 2
