from __future__ import annotations

import errno

import click
import pytest
from flask import Flask

from brokerage.commands import Commands, in_one_sentence
from brokerage.errors import Invalid
from tests.conftest import close, settings


@pytest.fixture
def group(app: Flask) -> Commands:
    group = Commands("try")

    @group.command("refuse")
    def refuse() -> None:
        raise Invalid("Write a postcode.", "near", ["TN23", "TN24"])

    @group.command("pipe")
    def pipe() -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    app.cli.add_command(group)
    return group


def test_a_refusal_is_one_sentence_and_exit_code_1(app: Flask, group: click.Group) -> None:
    result = app.test_cli_runner().invoke(args=["try", "refuse"])
    assert result.exit_code == 1
    assert result.output == "Error: Write a postcode. Perhaps: TN23, TN24.\n"


def test_a_reader_who_has_read_enough_is_no_error(app: Flask, group: click.Group) -> None:
    assert app.test_cli_runner().invoke(args=["try", "pipe"]).output == ""


def test_without_suggestions_there_is_only_the_message() -> None:
    assert in_one_sentence(Invalid("No.")) == "No."


def test_an_unmigrated_database_is_named_as_such(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from brokerage import create_app

    app = create_app(settings(tmp_path))
    result = app.test_cli_runner().invoke(args=["taxonomies", "load"])
    assert result.exit_code == 1
    assert "flask database migrate" in result.output
    assert "Traceback" not in result.output
    close(app)


@pytest.mark.parametrize("name", ["database", "settings", "geography", "taxonomies", "suggestions"])
def test_every_group_says_what_it_is_for(app: Flask, name: str) -> None:
    result = app.test_cli_runner().invoke(args=[name, "--help"])
    assert result.exit_code == 0
    assert "Commands:" in result.output
