"""A list as a file: spreadsheets read it, and run nothing that is in it."""

from __future__ import annotations

from brokerage.downloads import csv_file, csv_text


def test_a_file_is_read_as_utf_8_and_holds_no_formula():
    text = csv_text(("Name", "Note"), [("Wrén", "=1+1"), ('Olu "O"', "a, b")])
    assert text.startswith("\ufeffName,Note\r\n")
    lines = text.splitlines()
    assert lines[1].startswith("Wrén,")
    assert "=1+1" in lines[1]
    assert not lines[1].split(",")[1].strip('"').startswith("=")
    assert lines[2] == '"Olu ""O""","a, b"'


def test_an_answer_is_kept_under_its_name():
    answer = csv_file("people", ("Name",), [])
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="people.csv"'
