"""Register numbers as people write them."""

from __future__ import annotations

import pytest

from brokerage.errors import Invalid
from brokerage.organisations.org_ids import in_words, read_org_id


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Charity No. 1090095", "GB-CHC-1090095"),
        ("1090095", "GB-CHC-1090095"),
        (" 1 090 095 ", "GB-CHC-1090095"),
        ("Registered charity number: 1090095-2", "GB-CHC-1090095-2"),
        ("gb-chc-1090095", "GB-CHC-1090095"),
        ("SC012345", "GB-SC-SC012345"),
        ("Company number SC123456", "GB-COH-SC123456"),
        ("Company no 09506232", "GB-COH-09506232"),
        ("NIC 100012", "GB-NIC-100012"),
        ("CE012345", "GB-COH-CE012345"),
        ("", None),
        (None, None),
    ],
)
def test_a_number_is_kept_as_an_org_id(typed, kept):
    assert read_org_id(typed) == kept


@pytest.mark.parametrize("typed", ["12", "we have none", "0012345", "109009512", "no"])
def test_what_is_no_number_says_how_to_write_it(typed):
    with pytest.raises(Invalid) as refused:
        read_org_id(typed)
    assert refused.value.field == "org_id"
    assert "1090095" in refused.value.message


def test_a_number_is_shown_as_people_know_it():
    assert in_words("GB-CHC-1090095") == "Charity 1090095"
    assert in_words("GB-NIC-100012") == "GB-NIC-100012"
    assert in_words(None) == ""
