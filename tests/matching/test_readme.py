import re
from pathlib import Path

import pytest

import matching


def test_the_worked_example_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    text = (Path(next(iter(matching.__path__))) / "README.md").read_text()
    program, printed = re.findall(r"```(?:python)?\n(.*?)```", text, re.DOTALL)
    exec(compile(program, "README.md", "exec"), {})
    assert capsys.readouterr().out == printed
