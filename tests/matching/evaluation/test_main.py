import json
import sys
from pathlib import Path

import pytest

from matching.evaluation import __main__ as command
from matching.evaluation.world import Behaviour

SMALL = ["--seeds", "2", "--roles", "80", "--weeks", "2", "--visits", "40"]


def run(monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    monkeypatch.setattr(sys, "argv", ["evaluation", *SMALL, *more])
    command.main()


def test_it_prints_a_table_and_writes_every_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lines.json"
    run(monkeypatch, "--weights", "0.2,0.4", "--markdown", "--json", str(file))
    printed = capsys.readouterr().out
    assert printed.count("| measure | without | with | change % | 95 % between |") == 1
    assert "| weight 0.4 |" in printed
    lines = json.loads(file.read_text())
    assert {line["case"] for line in lines} == {"weight 0.2", "weight 0.4"}
    told = {line["measure"] for line in lines}
    assert {"introductions", "places filled", "size: small"} <= told
    assert any(name.startswith("centre: ") for name in told)


def test_assumptions_are_varied_one_at_a_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        command, "VARIATIONS", {"as assumed": {}, "half the visits": {"visits_a_week": 0.5}}
    )
    run(monkeypatch, "--vary")
    printed = capsys.readouterr().out
    assert "half the visits" in printed
    how = Behaviour(visits_a_week=41)
    assert command.varied(how, {"visits_a_week": 0.5}) == Behaviour(visits_a_week=20)
    assert command.varied(how, {}) == how
