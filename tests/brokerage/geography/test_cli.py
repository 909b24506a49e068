"""The commands, as somebody types them."""

import csv

import pytest

from brokerage.db import db
from brokerage.geography.models import Postcode

HEADER = "postcode,latitude,longitude,district_code,lsoa21_code\n"
GOOD = "TN23 1AB,51.149,0.869,E07000105,E01024001\n"


@pytest.fixture
def run(cli):
    return lambda *words: cli.invoke(args=["geography", *map(str, words)])


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "postcodes.csv"
    path.write_text(HEADER + GOOD + "TN23 lAB,51,0,E07000105,\nHA1 1AA,51.58,-0.33,E09000015,\n")
    return path


def test_load_without_a_file_loads_the_gazetteer(run):
    result = run("load")
    assert result.exit_code == 0, result.output
    assert result.output == "Loaded 13 districts, 362 areas, 161 places.\n"
    assert run("load").output == result.output


def test_load_says_what_became_of_every_line(run, table, tmp_path):
    run("load")
    (tmp_path / "imd.csv").write_text("lsoa21_code,IMD_decile\nE01024001,3\n")
    rejects = tmp_path / "rejects.csv"
    result = run("load", table, "--deprivation", tmp_path / "imd.csv", "--rejects", rejects)
    assert result.exit_code == 0, result.output
    for part in (
        "Prepared postcodes: 1 postcodes loaded.",
        "1 left out: outside the districts known here.",
        "1 with a deprivation decile.",
        "1 lines refused:",
        "postcodes.csv line 3, postcode: 'TN23 lAB': The second half",
    ):
        assert part in result.output
    with rejects.open(newline="") as stream:
        assert [row["value"] for row in csv.DictReader(stream)] == ["TN23 lAB"]


def test_loading_again_is_safe(app, run, table):
    run("load")
    assert run("load", table).output == run("load", table).output
    with app.app_context():
        assert db.session.query(Postcode).count() == 1


def test_load_all_keeps_other_districts_too(run, table):
    run("load")
    assert "2 postcodes loaded" in run("load", table, "--all").output


def test_a_file_of_another_kind_is_a_sentence_and_an_exit_code(run, tmp_path):
    run("load")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    result = run("load", tmp_path / "other.csv")
    assert result.exit_code == 1
    assert "Error: other.csv is not a postcode file we know." in result.output
    assert "Traceback" not in result.output


def test_a_file_from_which_nothing_was_kept_is_a_failure(run, tmp_path):
    run("load")
    (tmp_path / "harrow.csv").write_text(HEADER + "HA1 1AA,51.58,-0.33,E09000015,\n")
    result = run("load", tmp_path / "harrow.csv")
    assert result.exit_code == 1
    assert "outside the districts" in result.output


def test_find_prints_what_a_page_would_use(run, table):
    run("load")
    run("load", table)
    lines = run("find", "tn23", "1ab").output.splitlines()
    assert lines[0] == "TN23 1AB"
    assert "  postcode, exact" in lines
    assert "  Ashford (E07000105)" in lines


def test_find_of_an_area_is_approximate(run):
    run("load")
    assert "sector, approximate" in run("find", "TN23 1AA").output


def test_find_of_something_unknown_suggests(run):
    run("load")
    result = run("find", "Maidston")
    assert result.exit_code == 1
    assert "Perhaps: Maidstone" in result.output


def test_find_takes_a_point_west_or_south_of_nought(run):
    run("load")
    assert run("find", "-33.9,-70").output.startswith("-33.9000, -70.0000\n")
