from __future__ import annotations

import csv
import json
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from brokerage.db import db
from brokerage.errors import Invalid
from brokerage.interchange.people.formats import open_people
from brokerage.interchange.people.mapping import (
    ColumnMapping,
    check,
    guess,
    read_mapping,
    sensitive_kind,
)
from brokerage.volunteers.models import Volunteer
from tests.making import make_county

TODAY = date(2026, 11, 21)
HEADING = ["Ref", "Full name", "E-mail address", "Mobile", "Date of Birth", "Post Code", "Skills"]
CELLS = ["17", "Lanternsea, Wren", "wren@example.org", 7700900123, datetime(1954, 3, 24), "TN23"]  # noqa: DTZ001 - as a sheet has it


def sheet(path, *rows):
    book = Workbook()
    for row in ([*HEADING, "Ethnicity", "Shoe size"], *rows):
        book.active.append(row)
    book.save(path)
    return path


def test_a_spreadsheet_is_read_by_what_its_headings_seem_to_be(tmp_path):
    path = sheet(tmp_path / "people.xlsx", [*CELLS, "Driving; whittling", "Cornish", 38])
    (draft,) = open_people("mapped", path, TODAY).items()
    assert draft.key == ("people", "17")
    assert draft.facts == {
        "first_name": "Wren",
        "last_name": "Lanternsea",
        "email": "wren@example.org",
        "phone": "07700900123",
        "age_band": "65-74",
        "preferred_channel": "email",
    }
    assert draft.postcode == "TN23"
    assert draft.terms == (("skill", "Driving"), ("skill", "whittling"))
    assert set(draft.dropped) == {
        "dates of birth (the age group is kept)",
        "ethnicity",
        "column Shoe size",
    }


def test_guesses_leave_sensitive_columns_alone():
    heading = ["Forename", "Surname", "Telephone", "DBS number", "Emergency contact", "Sex", "Town"]
    assert guess(heading) == {
        "Forename": "first_name",
        "Surname": "last_name",
        "Telephone": "phone",
        "Town": "address",
    }
    assert sensitive_kind("Sex") == "gender"
    assert sensitive_kind("Sussex branch") is None


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"Forename": "first_name", "DBS number": "about"}, "DBS number"),
        ({"Forename": "first_name", "Nowhere": "email"}, "Nowhere"),
        ({"Forename": "first_name", "Town": "star_sign"}, "Town"),
        ({"Forename": "first_name", "Town": "first_name"}, "Town"),
        ({"Town": "address"}, "first_name"),
    ],
)
def test_a_mapping_that_cannot_be_used_names_the_column(columns, field):
    with pytest.raises(Invalid) as refused:
        check(ColumnMapping("our-sheet", columns), ["Forename", "Town", "DBS number"])
    assert refused.value.field == field


def test_words_mean_what_the_mapping_says(tmp_path):
    path = tmp_path / "people.csv"
    with path.open("w", newline="") as file:
        rows = [["Name", "Contact"], ["Wren L", "Post"], ["Moor T", "Text message"], ["Rye", "Owl"]]
        csv.writer(file).writerows(rows)
    chosen = tmp_path / "mapping.json"
    columns = {"Name": "name", "Contact": "preferred_channel"}
    words = {"preferred_channel": {"Post": "letter"}}
    chosen.write_text(json.dumps({"source": "our", "columns": columns, "values": words}))
    drafts = list(open_people("mapped", path, TODAY, read_mapping(chosen)).items())
    assert [d.facts["preferred_channel"] for d in drafts] == ["letter", "text", "letter"]
    assert [r.column for r in drafts[2].remarks] == ["Contact"]
    chosen.write_text("[]")
    with pytest.raises(Invalid):
        read_mapping(chosen)


def test_a_file_that_is_no_spreadsheet_is_refused_with_a_sentence(tmp_path):
    path = tmp_path / "people.xlsx"
    path.write_text("no")
    with pytest.raises(Invalid, match="not a spreadsheet"):
        open_people("mapped", path, TODAY)


def test_the_preview_says_what_the_import_then_does(app, cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with app.app_context():
        from brokerage.db import unit_of_work

        with unit_of_work() as session:
            make_county(session)
    path = sheet(tmp_path / "people.xlsx", [*CELLS, "Driving"], ["18", "", "a@example.org"])
    command = ["volunteers", "import", str(path), "--format", "mapped"]
    command += ["--centre", "ashford-example-volunteer-centre"]
    preview = cli.invoke(args=[*command, "--preview"])
    assert "line 2: created Wren Lanternsea" in preview.output
    assert "line 3: refused" in preview.output
    done = cli.invoke(args=command)
    summary = "People read: 2 (1 created, 0 updated, 0 unchanged, 1 refused)."
    assert summary in preview.output
    assert summary in done.output
    assert "line 3, Full name: This must not be empty." in done.output
    with app.app_context():
        assert db.session.scalar(select(func.count(Volunteer.id))) == 1
    (rejects,) = tmp_path.glob("*.rejects.csv")
    assert "a@example.org" in rejects.read_text()
