"""One release is the same, byte for byte: on both databases, and however late it is taken."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, update

from brokerage.db import Base, db, unit_of_work
from brokerage.evaluation.releases.jobs import make_release
from brokerage.evaluation.releases.models import Release
from brokerage.hours.models import HourEntry
from tests.brokerage.evaluation.releases.asking import (
    an_evaluation,
    asked,
    files,
    made,
    rows,
)
from tests.evaluating import EVALUATOR

FOR_PEOPLE_ONLY = ("audit_entries", "job_runs", "alembic_version")  # numbered anew on each side


def copy_over(one: Flask, other: Flask) -> None:
    """Every row of one database into another that is empty."""
    for table in Base.metadata.sorted_tables:
        if table.name in FOR_PEOPLE_ONLY:
            continue
        with one.app_context():
            order = table.primary_key.columns
            found = [dict(row) for row in db.session.execute(
                select(table).order_by(*order)).mappings()]  # fmt: skip
            db.session.rollback()
        if found:
            with other.app_context(), unit_of_work() as session:
                session.execute(delete(table))
                session.execute(insert(table), found)


@pytest.mark.parametrize("months_only", [True, False])
def test_both_databases_give_the_same_files(
    county: Flask, postgres_app: Flask, months_only: bool
) -> None:
    number = asked(county, an_evaluation(county, months_only=months_only))
    copy_over(county, postgres_app)
    for app in (county, postgres_app):
        with app.app_context():
            make_release.work(number, EVALUATOR.name)
    ours, theirs = files(county, number), files(postgres_app, number)
    assert len(ours) == 14
    assert len(rows(ours["hours.csv"])) > 50
    assert {name: sha256(content).hexdigest() for name, content in ours.items()} == {
        name: sha256(content).hexdigest() for name, content in theirs.items()
    }


def test_a_release_stays_as_it_was_made_and_late_data_come_in_the_next(county: Flask) -> None:
    evaluation = an_evaluation(county)
    first = made(county, evaluation)
    before = files(county, first)
    with county.app_context(), unit_of_work() as session:
        session.execute(update(HourEntry).values(minutes=HourEntry.minutes + 1))
    assert files(county, first) == before
    after = files(county, made(county, evaluation))
    assert after["hours.csv"] != before["hours.csv"]
    assert after["people.csv"] == before["people.csv"]
    assert json.loads(after["datapackage.json"])["release"] == 2


def test_rows_stand_in_the_order_of_their_bytes(county: Flask) -> None:
    found = files(county, made(county, an_evaluation(county)))
    keys = [row["entry"].encode() for row in rows(found["hours.csv"])]
    assert keys == sorted(keys)
    steps = [(row["introduction"], int(row["step"])) for row in rows(found["moves.csv"])]
    assert steps == sorted(steps)


def test_the_checksums_are_those_of_the_files(county: Flask) -> None:
    number = made(county, an_evaluation(county))
    found = files(county, number)
    told = dict(reversed(line.split("  ")) for line in found["SHA256SUMS"].decode().splitlines())
    assert set(told) == set(found) - {"SHA256SUMS"}
    assert all(sha256(found[name]).hexdigest() == told[name] for name in told)
    with county.app_context():
        kept = db.session.get_one(Release, number).sha256
    assert kept == sha256(found["SHA256SUMS"]).hexdigest()
