"""What is in the records of a release, and what never is."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from frictionless import Package
from openpyxl import load_workbook
from sqlalchemy import String, Text, func, select

from brokerage.db import Base, db
from brokerage.evaluation.measures import COUNTED
from brokerage.evaluation.releases.models import Release
from brokerage.evaluation.releases.pseudonyms import pseudonyms_of
from brokerage.evaluation.releases.records import LINKS
from brokerage.hours.figures import hours_given
from brokerage.introductions.models import Introduction
from brokerage.volunteers.models import Volunteer
from tests.brokerage.evaluation.releases.asking import an_evaluation, files, made, rows
from tests.evaluating import QUARTER
from tests.opening import opened

TABLES = (
    *("people", "introductions", "moves", "placements", "follow_ups", "hours", "roles"),
    *("organisations", "support", "outcomes"),
)
NEVER = re.compile(r"name|email|phone|address|postcode|born|note|ethnic|disab|latitude|longitude")
# Columns whose values are words that anybody may type, in any table.
TYPED = re.compile(
    r"^(first_name|last_name|email|phone|address|second_phone|postcode|about|description|name|"
    r"contact_name|note|org_id|public_id|text|words)$"
)


@pytest.fixture
def release(county: Flask) -> tuple[Flask, int]:
    return county, made(county, an_evaluation(county))


@pytest.fixture
def found(release: tuple[Flask, int]) -> dict[str, bytes]:
    return files(*release)


def test_every_table_is_there_with_rows(found: dict[str, bytes]) -> None:
    about = json.loads(found["datapackage.json"])
    assert [one["name"] for one in about["resources"]] == list(TABLES)
    empty = [one["name"] for one in about["resources"] if one["rows"] == 0]
    assert empty == []
    for one in about["resources"]:
        assert one["rows"] == len(rows(found[one["path"]]))
        assert one["bytes"] == len(found[one["path"]])


def test_no_column_is_of_what_says_who_somebody_is(found: dict[str, bytes]) -> None:
    columns = {
        column
        for name, content in found.items()
        if name.endswith(".csv")
        for column in next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    }
    assert [column for column in columns if NEVER.search(column)] == []


def test_nothing_that_was_typed_is_in_it(
    release: tuple[Flask, int], found: dict[str, bytes]
) -> None:
    """Every name, address, text and permanent id of the county, looked for in every cell."""
    cells = {
        cell
        for name, content in found.items()
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))
        for cell in row
    }
    typed: set[str] = set()
    with release[0].app_context():
        for table in ("volunteers", "organisations", "opportunities", "introductions", "contacts",
                      "hour_entries", "messages"):  # fmt: skip
            for column in Base.metadata.tables[table].columns:
                if TYPED.match(column.name) and isinstance(column.type, String | Text):
                    typed |= set(db.session.scalars(select(column)))
    assert len(typed) > 500
    assert {one for one in typed if one} & cells == set()


def test_dates_are_months_where_the_evaluation_says_so(
    county: Flask, found: dict[str, bytes]
) -> None:
    day = re.compile(rb"\d{4}-\d\d-\d\d")
    csvs = [name for name in found if name.endswith(".csv")]
    assert [name for name in csvs if day.search(found[name])] == []
    days = files(county, made(county, an_evaluation(county, name="Days", months_only=False)))
    assert day.search(days["hours.csv"])
    assert not day.search(days["people.csv"])  # registration is a month in any case


def test_two_evaluations_share_no_name(county: Flask, found: dict[str, bytes]) -> None:
    other = files(county, made(county, an_evaluation(county, name="Another")))
    mine, theirs = ({row["person"] for row in rows(one["people.csv"])} for one in (found, other))
    assert len(mine) == len(theirs) > 100
    assert mine & theirs == set()


def test_two_releases_of_one_evaluation_share_all(county: Flask) -> None:
    evaluation = an_evaluation(county)
    first, second = (files(county, made(county, evaluation)) for _ in range(2))
    assert first["people.csv"] == second["people.csv"]


def test_what_counts_adds_up_to_the_hours_of_the_figures(
    release: tuple[Flask, int], found: dict[str, bytes]
) -> None:
    given = rows(found["hours.csv"])
    with release[0].app_context():
        last = QUARTER.until - timedelta(days=1)
        told = hours_given(db.session(), QUARTER.first_on, last)
    assert told.best > 0
    assert sum(int(row["minutes"]) for row in given if row["counts"] == "yes") == told.best
    kinds = Counter()
    for row in given:
        kinds[row["kind"]] += int(row["minutes"])
    assert kinds["verified"] == told.verified
    assert kinds["recorded"] == told.recorded


def test_active_people_and_placements_are_those_of_the_figures(
    release: tuple[Flask, int], found: dict[str, bytes]
) -> None:
    with release[0].app_context():
        session = db.session()
        active = sum(cell.numerator for cell in COUNTED["active"](session, QUARTER))
        started = session.scalar(
            select(func.count(Introduction.id)).where(
                Introduction.started_on >= QUARTER.first_on, Introduction.started_on < QUARTER.until
            )
        )
    people = rows(found["people.csv"])
    assert sum(row["active"] == "yes" for row in people) == active > 0
    months = {f"{month.first_on:%Y-%m}" for month in QUARTER.each_month()}
    assert sum(row["started"] in months for row in rows(found["placements.csv"])) == started


def test_what_a_person_is_called_is_worked_out_from_the_key(
    release: tuple[Flask, int], found: dict[str, bytes]
) -> None:
    app, number = release
    with app.app_context():
        evaluation = db.session.get_one(Release, number).evaluation
        names = pseudonyms_of(evaluation, app.config["SECRET_KEY"])
        here = select(Volunteer).where(Volunteer.merged_into_id.is_(None))
        expected = {
            names.of("person", one.public_id): one.district_code or ""
            for one in db.session.scalars(here)
        }
    for row in rows(found["people.csv"]):
        assert expected[row["person"]] == row["district"]


def test_rows_lead_to_rows_of_the_same_release(found: dict[str, bytes]) -> None:
    keys = {
        column: {row[column] for row in rows(found[f"{table}.csv"])}
        for column, table in LINKS.items()
    }
    for table in TABLES:
        for row in rows(found[f"{table}.csv"]):
            for column in LINKS.keys() & row.keys():
                assert not row[column] or row[column] in keys[column], (table, column)


def test_frictionless_finds_nothing_wrong(found: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in found.items():
        (tmp_path / name).write_bytes(content)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]


def test_libreoffice_shows_all_of_it_and_makes_no_formula(
    soffice: str, found: dict[str, bytes], tmp_path: Path
) -> None:
    for name, content in found.items():
        (tmp_path / name).write_bytes(content)
    seen = opened(soffice, tmp_path, tmp_path.iterdir())
    books = [name for name in found if name.endswith(".xlsx")]
    assert sorted(seen) == sorted([*(f"{name}.csv" for name in TABLES), *books])
    assert [name for name, content in seen.items() if "table:formula" in content] == []
    entry = rows(found["hours.csv"])[0]["entry"]
    assert entry in seen["hours.csv"]
    assert entry in seen[books[0]]


def test_the_workbook_holds_the_same_rows(found: dict[str, bytes]) -> None:
    (name,) = [name for name in found if name.endswith(".xlsx")]
    book = load_workbook(io.BytesIO(found[name]))
    about = json.loads(found["datapackage.json"])
    assert book.sheetnames == ["About", *(one["title"] for one in about["resources"])]
    for one in about["resources"]:
        _, *cells = book[one["title"]].iter_rows(values_only=True)
        assert [_shown(row) for row in cells] == [
            list(row.values()) for row in rows(found[one["path"]])
        ]


def _shown(row: tuple[object, ...]) -> list[str]:
    return ["" if value is None else str(value) for value in row]


def test_people_who_stand_alone_are_counted(found: dict[str, bytes]) -> None:
    groups = Counter(
        (row["district"], row["age_band"], row["decile"]) for row in rows(found["people.csv"])
    )
    told = json.loads(found["datapackage.json"])["anonymity"]
    assert told["alone"] == sum(size == 1 for size in groups.values()) > 0
    assert told["in_groups_under_5"] == sum(size for size in groups.values() if size < 5)
    assert told["people"] == groups.total()
    assert f"{told['alone']} are the only ones".encode() in found["README.txt"]
