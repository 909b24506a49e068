import re
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[3] / "docs" / "allocation.md"


def test_the_worked_example_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    program, printed = re.findall(r"```(?:python)?\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    exec(compile(program, DOCUMENT.name, "exec"), {})
    assert capsys.readouterr().out == printed
