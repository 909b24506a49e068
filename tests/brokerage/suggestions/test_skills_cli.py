from __future__ import annotations

from flask import Flask
from flask.testing import FlaskCliRunner

from brokerage.db import unit_of_work
from brokerage.suggestions.index import refresh_statistics
from tests.making import make_county


def county(app: Flask) -> FlaskCliRunner:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    refresh_statistics(app)
    return app.test_cli_runner()


def test_the_terminal_prints_skills_with_their_short_names(app: Flask) -> None:
    printed = county(app).invoke(args=["suggestions", "skills", "I can cook and I have a van"])
    assert printed.output.splitlines() == ["Cooking  [cooking]", "Driving (such as van)  [driving]"]


def test_words_without_a_skill_are_said_to_have_none(app: Flask) -> None:
    printed = county(app).invoke(args=["suggestions", "skills", "hello"])
    assert printed.output == "No skill that we know comes near these words.\n"
    assert printed.exit_code == 0


def test_a_limit_that_cannot_be_names_its_option(app: Flask) -> None:
    printed = county(app).invoke(args=["suggestions", "skills", "cooking", "--limit", "0"])
    assert printed.exit_code == 2
    assert "--limit" in printed.output


def test_without_arrays_it_says_what_to_do(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    printed = app.test_cli_runner().invoke(args=["suggestions", "skills", "cooking"])
    assert printed.exit_code == 1
    assert "flask suggestions index" in printed.output
