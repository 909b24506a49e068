import json
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from matching.allocation import benchmark


def test_it_prints_a_table_whose_totals_agree_and_writes_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, text = tmp_path / "lines.json", tmp_path / "table.md"
    options = ["--people", "60", "--roles", "12", "--runs", "1"]
    files = ["--json", str(lines), "--markdown", str(text)]
    monkeypatch.setattr(sys, "argv", ["benchmark", *options, *files])
    benchmark.main()
    told = json.loads(lines.read_text())
    expected = {"case", "roles", "people", "method", "median_ms", "min_ms", "max_ms"}
    assert expected <= set(told[0])
    here = ["scipy", "ortools"] if find_spec("ortools") else ["scipy"]
    methods = {benchmark.DENSE, *(f"matching, {name}" for name in here)}
    assert {one["method"] for one in told} == methods
    printed = capsys.readouterr().out
    assert printed == text.read_text()
    assert len(printed.splitlines()) == len(told) + 2
    assert "differs" not in printed


def test_totals_that_differ_are_pointed_out() -> None:
    line = {"case": "x", "roles": 1, "people": 1, "median_ms": 1.0, "min_ms": 1.0, "max_ms": 1.0}
    line |= {"processor_ms": 1.0}
    lines = [line | {"method": benchmark.DENSE, "total": 1.0}, line | {"method": "m", "total": 0.9}]
    assert benchmark.table(lines).count("differs") == 1
