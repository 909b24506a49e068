from __future__ import annotations

import pytest

from brokerage.templating import miles, paragraphs, plural


@pytest.mark.parametrize(
    ("km", "approximate", "words"),
    [
        (0.1, False, "under half a mile"),
        (0.1, True, "about half a mile"),
        (1.61, False, "1 mile"),
        (2.4, False, "1.5 miles"),
        (4.9, True, "about 3 miles"),
        (40.0, False, "25 miles"),
    ],
)
def test_a_distance_is_told_in_miles(km: float, approximate: bool, words: str) -> None:
    assert miles(km, approximate) == words


def test_a_count_is_told_with_its_noun() -> None:
    assert plural(1, "role") == "1 role"
    assert plural(1200, "role") == "1,200 roles"
    assert plural(2, "person", "people") == "2 people"


def test_plain_text_becomes_paragraphs_and_stays_inert() -> None:
    made = paragraphs("One\nline\r\n\r\n<script>alert(1)</script>")
    assert made.count("<p ") == 2
    assert "One<br>line" in made
    assert "<script>" not in made
