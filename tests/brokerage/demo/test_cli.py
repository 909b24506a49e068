from __future__ import annotations

import pytest

from brokerage.demo.scale import SCALES
from tests.brokerage.demo.conftest import TINY


@pytest.fixture(autouse=True)
def tiny(monkeypatch):
    monkeypatch.setitem(SCALES, "small", TINY)


def test_it_says_what_it_loaded(cli):
    result = cli.invoke(args=["demo", "load"])
    assert result.exit_code == 0
    assert f"{TINY.volunteers} volunteers" in result.output


def test_a_second_time_is_refused_in_a_sentence(cli):
    cli.invoke(args=["demo", "load"])
    result = cli.invoke(args=["demo", "load"])
    assert result.exit_code == 1
    assert "There are records already" in result.output
    assert "Inventing" not in result.output


def test_with_once_a_second_time_is_quiet(cli):
    first = cli.invoke(args=["demo", "load", "--once"])
    second = cli.invoke(args=["demo", "load", "--once"])
    assert "volunteers" in first.output
    assert (second.exit_code, second.output) == (0, "")


def test_an_unknown_scale_is_refused(cli):
    assert cli.invoke(args=["demo", "load", "--scale", "huge"]).exit_code == 2


def test_production_refuses_it(app, cli):
    app.config["MODE"] = "production"
    result = cli.invoke(args=["demo", "load", "--once"])
    assert result.exit_code == 1
    assert "Production holds real people" in result.output
