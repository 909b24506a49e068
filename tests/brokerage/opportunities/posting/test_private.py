"""What would say how to reach or find one person, in words that everybody reads."""

from __future__ import annotations

import pytest

from brokerage.opportunities.posting.private import find_private, without_private


@pytest.mark.parametrize(
    "text",
    ["07700900123", "07700 900 123", "07700-900-123", "+44 7700 900123", "+44 (0)7700 900123",
     "0044 7700900123", "(07700) 900.123"],
)  # fmt: skip
def test_a_mobile_is_found_however_it_is_written(text):
    (one,) = find_private(f"Ring Sam ({text}), evenings")
    assert one.kind == "mobile"


@pytest.mark.parametrize("text", ["sam@gmail.com", "Sam.Smith+tea@btinternet.com", "s@yahoo.co.uk"])
def test_a_personal_address_is_found(text):
    (one,) = find_private(f"Write to {text}.")
    assert (one.kind, one.text) == ("email", text)


@pytest.mark.parametrize(
    "text",
    [
        "We meet at my house, 12 Acacia Avenue, Ashford",
        "Come to Mrs Smith's bungalow: 4a High Street",
        "7 Station Road is where she lives",
    ],
)
def test_a_home_is_found(text):
    (one,) = find_private(text)
    assert one.kind == "home"


@pytest.mark.parametrize(
    "text",
    ["Ring 01632 960001", "0800 123456", "info@teaclub.example", "The hall, 12 High Street",
     "Order 077009001234567", "meet at our hall", "", "7 8 9 1 2 3 4 5 6 0", "Room 7, 11 people"],
)  # fmt: skip
def test_what_belongs_to_the_organisation_is_left(text):
    assert find_private(text) == []


def test_the_centres_number_stands_instead_and_the_rest_is_left():
    text, taken = without_private("Ring 07700900123 or 07700900456. Bring gloves.", "01632 960001")
    assert taken == ["07700900123", "07700900456"]
    assert text == (
        "Ring 01632 960001 (volunteer centre) or 01632 960001 (volunteer centre). Bring gloves."
    )
    assert without_private(text, "01632 960001") == (text, [])
    assert without_private("Ring 07700900123", "")[0] == "Ring the volunteer centre"
    home, _ = without_private("At my house, 12 Acacia Avenue", "01632 960001")
    assert "Acacia" not in home
