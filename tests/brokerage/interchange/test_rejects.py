from __future__ import annotations

import csv
import json
from datetime import date

import pytest

from brokerage.errors import Invalid
from brokerage.interchange.drafts import Draft, Rejected
from brokerage.interchange.formats import open_file
from brokerage.interchange.rejects import check_writable, free_path

TODAY = date(2026, 11, 21)


def write_rejects(name, path, target):
    opened = open_file(name, path, TODAY)
    opened.write_rejects(target, [i for i in opened.items() if isinstance(i, Rejected)])


def test_a_rejected_row_can_be_corrected_and_read_again(tmp_path):
    path, target = tmp_path / "roles.csv", tmp_path / "rejects.csv"
    path.write_text(
        "title,organisation,sessions,description\n"
        'Cook,Trust,,fine\nDriver,Trust,sometimes,"=1+1\nand ""more"" 👩‍🍳"\n',
        encoding="utf-8",
    )
    write_rejects("csv", path, target)
    with target.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["reject_line"] == "3"
    assert row["reject_reason"].startswith("sessions: ")
    corrected = target.read_text(encoding="utf-8").replace("sometimes,", "2026-11-24 10:00-12:00,")
    target.write_text(corrected, encoding="utf-8")
    opened = open_file("csv", target, TODAY)
    (draft,) = opened.items()
    assert isinstance(draft, Draft)
    assert draft.facts["description"] == '=1+1\nand "more" 👩‍🍳'
    assert opened.remarks == ()


def test_rejects_of_rejects_carry_one_reason_only(tmp_path):
    path, once, twice = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    path.write_text("title,organisation,state\nCook,Trust,odd\n", encoding="utf-8")
    write_rejects("csv", path, once)
    write_rejects("csv", once, twice)
    heading, row = twice.read_text(encoding="utf-8").splitlines()
    assert heading == "reject_line,reject_reason,title,organisation,state"
    assert row.endswith(",Cook,Trust,odd")


def test_a_row_that_could_not_be_read_comes_back_byte_for_byte(tmp_path):
    path, target = tmp_path / "roles.csv", tmp_path / "rejects.csv"
    path.write_bytes(b"title,organisation\nCaf\xe9,Trust\nCook,Trust,more\n")
    write_rejects("csv", path, target)
    assert b"Caf\xe9,Trust" in target.read_bytes()
    assert b"Cook,Trust,more" in target.read_bytes()


def test_a_rejected_activity_can_be_corrected_and_read_again(tmp_path):
    path, target = tmp_path / "roles.json", tmp_path / "rejects.json"
    good = {"type": "Activity", "id": "1", "title": "Cook"}
    bad = {"type": "Activity", "id": "2", "title": "Driver", "minimumAge": "old"}
    document = {
        "publisher": "https://example.org",
        "graph": [{"type": "Organisation", "id": "o", "name": "Trust", "activity": [good, bad]}],
    }
    path.write_text(json.dumps(document))
    write_rejects("volunteeringdata", path, target)
    target.write_text(target.read_text().replace('"old"', '"18"'))
    (draft,) = open_file("volunteeringdata", target, TODAY).items()
    assert draft.source_id == "https://example.org/2"
    assert (draft.facts["minimum_age"], draft.organisation.name) == (18, "Trust")


def test_rejects_never_overwrite_an_earlier_file_or_the_one_being_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "roles.csv"
    path.write_text("x")
    first = free_path(path)
    assert first.name == "roles.rejects.csv"
    first.write_text("x")
    assert free_path(path).name == "roles.rejects-2.csv"
    with pytest.raises(Invalid, match="overwrite"):
        check_writable(path, path)
    with pytest.raises(Invalid, match="no such folder"):
        check_writable(tmp_path / "absent" / "x.csv", path)


def test_rejects_never_overwrite_a_file_that_holds_something_else(tmp_path):
    source, other = tmp_path / "roles.csv", tmp_path / "brokerage.sqlite3"
    source.write_text("title\n")
    other.write_bytes(b"SQLite format 3\x00")
    with pytest.raises(Invalid, match="holds no rejects"):
        check_writable(other, source)
    for text in ("title\nreject_line\n", 'note\n"rejectLine"\n', '{"graph": []}'):
        other.write_text(text)
        with pytest.raises(Invalid, match="holds no rejects"):
            check_writable(other, source)
    for text in ("reject_line,reject_reason,title\n", '\ufeff"reject_line";"title"\n', ""):
        other.write_text(text, encoding="utf-8")
        check_writable(other, source)


def test_rejects_of_a_long_activity_may_be_written_again(tmp_path):
    path, target = tmp_path / "roles.json", tmp_path / "rejects.json"
    long = {"type": "Activity", "id": "2", "title": "", "description": "x" * 9000}
    path.write_text(json.dumps({"graph": [long]}))
    write_rejects("volunteeringdata", path, target)
    check_writable(target, path)
