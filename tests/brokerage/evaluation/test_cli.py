"""Counting by hand, and the data dictionary."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.evaluation.closing import close
from brokerage.evaluation.definitions import measures
from brokerage.evaluation.models import CountedPeriod
from brokerage.evaluation.periods import Period, since
from brokerage.weeks import local_today
from tests.making import make_county


def counted(app: Flask) -> set[str]:
    with app.app_context():
        return set(db.session.scalars(select(CountedPeriod.period)))


def test_one_period_is_counted(app: Flask, cli: FlaskCliRunner) -> None:
    result = cli.invoke(args=["evaluation", "count", "--period", "2026-Q1"])
    assert "1 of 1: January to March 2026" in result.output
    assert result.output.endswith("1 period counted.\n")
    assert counted(app) == {"2026-Q1"}


def test_all_since_a_month_are_counted_up_to_the_present(app: Flask, cli: FlaskCliRunner) -> None:
    today = local_today()
    first = Period.around(today).before()
    result = cli.invoke(args=["evaluation", "count", "--since", str(first)])
    wanted = {str(p) for kind in ("month", "quarter") for p in since(first.first_on, today, kind)}
    assert counted(app) == wanted
    assert {str(first), str(Period.around(today)), str(Period.around(today, "quarter"))} <= wanted
    assert f"{len(wanted)} periods counted." in result.output


def test_what_is_closed_stays(app: Flask, cli: FlaskCliRunner) -> None:
    january = Period.read("2026-01")
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        close(session, january, Actor("account:lead", "web"), january.until, without_all=True)
    result = cli.invoke(args=["evaluation", "count", "--period", "2026-01"])
    assert "January 2026 is closed and stays as it is." in result.output
    assert "0 periods counted." in result.output


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([], "Say either"),
        (["--period", "2026-01", "--since", "2026-01"], "Say either"),
        (["--period", "2026-13"], "The months are 01 to 12."),
        (["--since", "last year"], "Write a month as 2026-09"),
        (["--period", "2099-01"], "January 2099 has not begun yet."),
    ],
)
def test_a_slip_is_told_in_a_sentence(cli: FlaskCliRunner, said: list[str], told: str) -> None:
    result = cli.invoke(args=["evaluation", "count", *said])
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert told in result.output
    assert "Traceback" not in result.output


def test_the_data_dictionary_is_up_to_date(cli: FlaskCliRunner) -> None:
    result = cli.invoke(args=["evaluation", "dictionary", "--check"])
    assert result.exit_code == 0, result.output


def test_the_data_dictionary_says_every_measure(cli: FlaskCliRunner, tmp_path) -> None:
    file = tmp_path / "dictionary.md"
    check = ["evaluation", "dictionary", "--to", str(file)]
    assert cli.invoke(args=[*check, "--check"]).exit_code == 1
    assert cli.invoke(args=check).exit_code == 0
    text = file.read_text(encoding="utf-8")
    for measure in measures().values():
        assert f"### {measure.title}\n" in text
        assert f"| {measure.definition} |" in text
    file.write_text(text.replace("Enquiries", "Questions"), encoding="utf-8")
    result = cli.invoke(args=[*check, "--check"])
    assert result.output == (
        "Error: dictionary.md is out of date. Run `flask evaluation dictionary`.\n"
    )


def test_it_goes_nowhere_that_is_not_there(cli: FlaskCliRunner, tmp_path) -> None:
    result = cli.invoke(args=["evaluation", "dictionary", "--to", str(tmp_path / "no" / "x.md")])
    assert result.exit_code == 1
    assert "No such file or directory." in result.output
