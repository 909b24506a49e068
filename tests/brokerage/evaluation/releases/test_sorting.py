"""Rows by their key, in memory and on disk."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from brokerage.evaluation.packaging.checking import checked_rows
from brokerage.evaluation.packaging.tables import Field, Table, Type
from brokerage.evaluation.releases.sorting import in_order

ALWAYS = {"required": True}
FIELDS = (Field("name", Type.STRING, "", ""), Field("step", Type.INTEGER, "", "", ALWAYS))
WORDS = st.none() | st.text(st.characters(codec="utf-8"), max_size=6)


@given(words=st.sets(WORDS, max_size=40), at_once=st.integers(1, 12))
def test_however_small_the_blocks_the_order_is_that_of_the_bytes(
    tmp_path_factory, words: set[str | None], at_once: int
) -> None:
    rows = [(word, number) for number, word in enumerate(words)]
    table = Table("t", "", "", FIELDS, ("name",), lambda: rows)
    kept = in_order(table, tmp_path_factory.mktemp("rows"), at_once=at_once)
    by_bytes = sorted(rows, key=lambda row: (row[0] is not None, (row[0] or "").encode()))
    for _ in range(2):  # once for each file that is made of it
        assert list(checked_rows(kept)) == by_bytes


def test_numbers_in_a_key_are_ordered_as_numbers(tmp_path: Path) -> None:
    found, told = [("B", 1), ("A", 10), ("A", 9)], []
    table = Table("t", "", "", FIELDS, ("name", "step"), lambda: iter(found))
    kept = in_order(table, tmp_path, lambda: told.append(1))
    assert list(kept.rows()) == [("A", 9), ("A", 10), ("B", 1)]
    assert len(told) == 3
