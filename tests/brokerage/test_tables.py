from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.schema import Audience
from brokerage.tables import cell, columns, guarded, unguarded


@given(st.text())
def test_every_text_survives_the_guard(text: str) -> None:
    assert unguarded(guarded(text)) == text or text.startswith("'")


def test_no_cell_begins_like_a_formula() -> None:
    for text in ("=1+1", "+44 1632 960001", "-2", "@me", "\tx", "\rx", "＝1+1"):
        assert cell(text)[0] == "'"
        assert unguarded(cell(text)) == text


def test_values_are_written_as_files_need_them() -> None:
    assert cell(None) == ""
    assert cell(True) == "yes"
    assert cell(-3) == "-3"
    assert cell(date(2026, 11, 24)) == "2026-11-24"
    assert cell(["a", "b"]) == "a | b"


def test_a_public_file_has_only_public_columns() -> None:
    assert "source_id" not in columns(OpportunitySchema, Audience.PUBLIC)
    assert "source_id" in columns(OpportunitySchema, Audience.STAFF)
