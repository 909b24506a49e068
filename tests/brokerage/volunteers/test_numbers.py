from __future__ import annotations

import pytest

from brokerage.errors import Invalid
from brokerage.volunteers.numbers import find_e164, read_phone


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("01632 960001", "+441632960001"),
        ("(01632) 960 001", "+441632960001"),
        ("+44 1632 960001", "+441632960001"),
        ("0044 1632 960001", "+441632960001"),
        ("07700 900123", "+447700900123"),
        ("7700900123", "+447700900123"),  # a spreadsheet took the nought away
        ("01632 960001 ext 3", "+441632960001"),
        ("+353 1 234 5678", "+35312345678"),
    ],
)
def test_one_number_has_one_form_however_it_was_said(said, number):
    assert find_e164(said) == number
    assert read_phone(f" {said} ") == said


@pytest.mark.parametrize("said", ["07", "ring me", "0123456789", "01632 TULIPS", "1" * 30])
def test_what_cannot_be_rung_is_refused_by_its_field(said):
    assert find_e164(said) is None
    with pytest.raises(Invalid) as refused:
        read_phone(said, "second_phone")
    assert refused.value.field == "second_phone"


def test_no_number_is_no_fault():
    assert read_phone("  ") is None
    assert read_phone(None) is None
