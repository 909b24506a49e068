"""What our files guard against spreadsheets comes back as it was, by the importer of people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from brokerage.downloads import csv_text
from brokerage.interchange.people.formats import open_people
from brokerage.tables import DANGEROUS, GUARD
from brokerage.workbooks import Sheet, write_workbook

HEADING = ("Ref", "First name", "Last name", "Mobile")
PEOPLE = [("17", "=Wren", "@Lanternsea", "+44 7700 900123"), ("18", "-Olu", "'=O'Neil", "")]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_phone_and_names_that_look_like_formulas_come_back(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"people.{form}"
    if form == "csv":
        path.write_text(csv_text(HEADING, PEOPLE), "utf-8", newline="")
        assert f"{GUARD}+44" in path.read_text("utf-8")
    else:
        write_workbook(path, [Sheet("People", HEADING, PEOPLE)])
    wren, olu = open_people("mapped", path, date(2026, 11, 21)).items()
    assert wren.facts["first_name"][0] in DANGEROUS
    assert (wren.facts["first_name"], wren.facts["last_name"]) == ("=Wren", "@Lanternsea")
    assert wren.facts["phone"] in ("+44 7700 900123", "07700900123", "+447700900123")
    assert olu.facts["first_name"] == "-Olu"
