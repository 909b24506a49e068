"""A package: the same bytes for the same rows, and every program reads what was meant."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from brokerage.errors import Conflict
from brokerage.evaluation.packaging.about import About
from brokerage.evaluation.packaging.checking import NotAsDeclared, checked_rows
from brokerage.evaluation.packaging.reading import read_about, read_tables
from brokerage.evaluation.packaging.tables import Field, Table, Type, Value
from brokerage.evaluation.packaging.writing import write_package, zip_package
from brokerage.tables import DANGEROUS, unguarded
from tests.opening import opened

NASTY = (
    "=1+1",
    "+44 1632 960001",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    '=HYPERLINK("http://x.example","y")',
    'a "quoted", b\nc',
    "<b>&amp;",
    "_x0041_",
    "Wrén 🐦",
)
FIELDS = (
    Field("number", Type.INTEGER, "Number", "Of the row", {"required": True, "minimum": 1}),
    Field("said", Type.STRING, "Said", "Whatever somebody typed"),
    Field("hours", Type.NUMBER, "Hours", "Less than nought is a correction"),
    Field("fits", Type.BOOLEAN, "Fits", "Whether it does"),
    Field("on", Type.DATE, "On", "The day"),
    Field("month", Type.YEARMONTH, "Month", "The month"),
)
ABOUT = About("nasty", "Nasty", "For a test", "2026-Q3", "abc", "made up", more={"left_out": 2})
MORE = {"anonymity": {"people": 3, "told_apart_by": ["district", "age_band"]}, "replaces": None}
Row = tuple[int, str | None, Decimal | None, bool | None, date | None, str | None]


def table(rows: Sequence[Sequence[Value]], key: tuple[str, ...] = ("number",)) -> Table:
    return Table("nasty", "Nasty cells", "Made up", FIELDS, key, lambda: rows)


def nasty() -> list[Row]:
    return [
        (number, text, Decimal("-1.50"), number % 2 == 0, date(2026, 7, number), "2026-07")
        for number, text in enumerate(NASTY, 1)
    ] + [(99, None, None, None, None, None)]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_xlsx(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(load_workbook(path)[sheet].iter_rows(values_only=True))


def test_frictionless_finds_nothing_wrong_with_it(tmp_path: Path) -> None:
    write_package(tmp_path, ABOUT, [table(nasty())])
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr
    (tmp_path / "nasty.csv").write_bytes((tmp_path / "nasty.csv").read_bytes()[:-30])
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 1


def test_the_description_says_what_programs_have_to_know(tmp_path: Path) -> None:
    manifest = write_package(tmp_path, ABOUT, [table(nasty())])
    said = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert (said["period"], said["definitions"], said["left_out"]) == ("2026-Q3", "abc", 2)
    assert said["formula_guard"]["before"] == list(DANGEROUS)
    (resource,) = said["resources"]
    by_path = {file.path: file for file in manifest.files}
    assert resource["hash"] == f"sha256:{by_path['nasty.csv'].sha256}"
    assert (resource["rows"], resource["schema"]["primaryKey"]) == (len(NASTY) + 1, ["number"])
    assert resource["schema"]["fields"][0]["constraints"] == {"required": True, "minimum": 1}
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True)


def test_texts_that_a_spreadsheet_would_run_are_guarded_and_come_back(tmp_path: Path) -> None:
    write_package(tmp_path, ABOUT, [table(nasty())])
    rows = read_csv(tmp_path / "nasty.csv")
    assert not [row for row in rows if row["said"].startswith(DANGEROUS)]
    assert [unguarded(row["said"]) for row in rows] == [*NASTY, ""]
    assert rows[0]["hours"] == "-1.50"
    head, *cells = read_xlsx(tmp_path / "nasty.xlsx", "Nasty cells")
    assert head == ("Number", "Said", "Hours", "Fits", "On", "Month")
    kept = [t.replace("\r", "_x000D_").replace("_x0041_", "_x005F_x0041_") for t in NASTY]
    assert [row[1] for row in cells] == [*kept, None]  # as the file holds it: Excel reads it back
    assert cells[0][2] == -1.5


def test_libreoffice_shows_every_text_and_runs_none(soffice: str, tmp_path: Path) -> None:
    write_package(tmp_path / "made", ABOUT, [table(nasty())])
    made = [tmp_path / "made" / name for name in ("nasty.csv", "nasty.xlsx")]
    seen = opened(soffice, tmp_path, made)
    assert sorted(seen) == ["nasty.csv", "nasty.xlsx"]
    for name, content in seen.items():
        assert "table:formula" not in content
        for text in ("1+1", "+44 1632 960001", "HYPERLINK", "Wrén 🐦", "_x0041_"):
            assert text in content, (name, text)


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write_package(tmp_path / name, ABOUT, [table(nasty())]) for name in ("a", "b"))
    assert one == two
    for name in ("a", "b"):
        zip_package(tmp_path / f"{name}.zip", tmp_path / name, ABOUT)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    other = write_package(tmp_path / "c", ABOUT, [table(nasty()[:-1])])
    assert other.sha256 != one.sha256


def test_what_was_written_can_be_read_back_and_written_again(tmp_path: Path) -> None:
    """So that rows can be taken out of a package later, and everything else stays as it is."""
    linked = replace(table(nasty(), ("number", "said")), links={"said": "nasty"})
    about = replace(ABOUT, filters={"people": "all"}, sources=({"title": "Us"},), more=MORE)
    first = write_package(tmp_path / "a", about, [linked], readme=lambda said: b"Read me")
    description = json.loads((tmp_path / "a" / "datapackage.json").read_bytes())
    assert read_about(description) == about
    (back,) = read_tables(description, tmp_path / "a")
    assert (back.fields, back.links) == (linked.fields, linked.links)
    assert list(back.rows()) == nasty()
    again = write_package(tmp_path / "b", about, [back], readme=lambda said: b"Read me")
    assert again == first
    assert "README.txt" in {file.path for file in again.files}


def test_further_facts_are_told_in_words_on_the_first_sheet() -> None:
    told = dict(replace(ABOUT, more=MORE).in_words())
    assert told["Anonymity"] == "people: 3; told apart by: district, age_band"
    assert "Replaces" not in told


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    with pytest.raises(Conflict, match="not an empty folder"):
        write_package(tmp_path, ABOUT, [table(nasty())])


@pytest.mark.parametrize(
    "rows",
    [
        [(2, "a", None, None, None, None), (1, "b", None, None, None, None)],
        [(1, "a", None, None, None, None), (1, "b", None, None, None, None)],
        [(1, "a", 1.5, None, None, None)],
        [(1, "a", None, None, None)],
        [(None, "a", None, None, None, None)],
    ],
    ids=["out of order", "twice", "a float", "too short", "nothing where it is required"],
)
def test_a_table_that_is_not_as_declared_is_refused(rows: list[Sequence[Value]]) -> None:
    with pytest.raises(NotAsDeclared, match="nasty, row"):
        list(checked_rows(table(rows)))


def test_texts_are_in_the_order_of_their_bytes_and_nothing_comes_first() -> None:
    texts = [None, "", "Z", "a", "é", "～", "🐦"]
    assert [t.encode() for t in texts[1:]] == sorted(t.encode() for t in texts[1:])
    rows = [(1, text, None, None, None, None) for text in texts]
    assert list(checked_rows(table(rows, ("said",)))) == rows


@settings(max_examples=40)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12).map(
            lambda text: text.replace("\r\n", "\n")
        ),
        max_size=6,
    )
)
def test_whatever_is_typed_comes_back_from_the_csv(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("typed")
    rows = [(number, text, None, None, None, None) for number, text in enumerate(texts, 1)]
    write_package(folder, ABOUT, [table(rows)])
    assert [unguarded(row["said"]) for row in read_csv(folder / "nasty.csv")] == texts
