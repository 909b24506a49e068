from __future__ import annotations

import csv

import pytest

from brokerage.errors import Invalid
from brokerage.interchange.csv_files import open_table

HEADING = "id,title,notes\n"


@pytest.fixture
def rows(tmp_path):
    def read(content, required=("id", "title"), known=None):
        path = tmp_path / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        table = open_table(path, required, known)
        return table, list(table.rows())

    return read


def test_a_byte_order_mark_and_windows_line_ends_make_no_difference(rows):
    text = (HEADING + '1,One,"two\nlines"\n').replace("\n", "\r\n")
    _table, found = rows(b"\xef\xbb\xbf" + text.encode())
    assert [row.cells for row in found] == [["1", "One", "two\r\nlines"]]


def test_a_row_is_known_by_the_line_on_which_it_begins(rows):
    _table, found = rows(HEADING + '1,One,"a\nb"\n\n2,Two,\n')
    assert [row.line for row in found] == [2, 5]


def test_semicolons_and_tabs_are_read_where_the_heading_has_them(rows):
    for mark in ";\t":
        table, found = rows(HEADING.replace(",", mark) + f"1{mark}One, and more{mark}\n")
        assert table.delimiter == mark
        assert found[0].cells == ["1", "One, and more", ""]


def test_a_heading_that_is_there_twice_is_reported(rows):
    table, _found = rows("id,title,id\n1,One,2\n")
    assert [(remark.column, remark.line) for remark in table.remarks] == [("id", 1)]


def test_a_column_that_we_do_not_know_is_reported(rows):
    table, _found = rows(HEADING, known=("id", "title"))
    assert [remark.column for remark in table.remarks] == ["notes"]


def test_a_missing_column_is_named_with_the_headings_there_are(rows):
    with pytest.raises(Invalid, match=r"no column “title”.*id, name"):
        rows("id,name\n1,One\n")


def test_a_row_with_too_few_or_too_many_cells_does_not_stop_the_others(rows):
    _table, found = rows(HEADING + "1,One\n2,Two,,more\n3,Three,\n4,Four,,,\n")
    assert [bool(row.problem) for row in found] == [True, True, False, False]


def test_a_quotation_mark_left_open_costs_its_own_row_only(rows):
    _table, found = rows(HEADING + '1,"One,\n2,Two,\n3,Three,\n')
    assert [(row.line, bool(row.problem)) for row in found] == [(2, True), (3, False), (4, False)]
    assert "not closed" in found[0].problem
    _table, found = rows(HEADING + '1,One,"open\n2,Two,\n')
    assert [bool(row.problem) for row in found] == [True, False]


def test_bytes_that_are_not_utf_8_cost_their_own_row_only(rows):
    _table, found = rows(HEADING.encode() + b"1,Caf\xe9,\n2,Two,\n")
    assert [bool(row.problem) for row in found] == [True, False]


def test_a_cell_too_long_for_any_text_costs_its_own_row_only(rows):
    csv.field_size_limit(2_000_000)  # as a library may have left it
    _table, found = rows(HEADING + f"1,{'x' * 1_100_000},\n2,Two,\n")
    assert [bool(row.problem) for row in found] == [True, False]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \n", "empty"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (b"\xff\xfei\0d\0", "UTF-8"),
        (b"id,title\0\n", "not a text"),
        (b"id,title,Stra\xdfe\n", "UTF-8"),
        (b'{"graph": []}', "JSON"),
        (b"<html>", "web page"),
        (b"id,title\n" + b"x" * 3_000_000, "too long"),
    ],
)
def test_what_is_not_a_table_is_refused_in_a_sentence(rows, content, sentence):
    with pytest.raises(Invalid, match=sentence):
        rows(content)


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "absent.csv"):
        with pytest.raises(Invalid, match="cannot be read"):
            open_table(path, ("id",))


def test_a_heading_of_very_many_columns_is_counted(rows):
    names = ",".join(f"c{n}" for n in range(100_000))
    table, _found = rows(f"id,title,id,{names}\n")
    assert [(remark.column, remark.line) for remark in table.remarks] == [("id", 1)]
