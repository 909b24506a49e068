from __future__ import annotations

from flask.testing import FlaskCliRunner

from brokerage.settings import SETTINGS


def test_every_setting_is_listed_and_secrets_are_hidden(cli: FlaskCliRunner) -> None:
    printed = cli.invoke(args=["settings", "list"]).output
    for setting in SETTINGS:
        assert f"BROKERAGE_{setting.name} = " in printed
    assert "a secret for tests only" not in printed
