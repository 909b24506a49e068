"""Names folded so that spelling habits make no difference."""

import pytest

from brokerage.geography.folding import fold, split_qualifier


@pytest.mark.parametrize(
    "name", ["St Mary's Bay", "ST. MARYS BAY", "Saint Mary’s  bay", "st mary´s-bay"]
)
def test_saint_case_and_punctuation_make_no_difference(name):
    assert fold(name) == "saintmarysbay"


def test_st_within_a_word_is_left_alone():
    assert fold("Staplehurst") == "staplehurst"


def test_accents_and_ampersands():
    assert fold("Café & Môr") == "cafeandmor"


def test_numbers_and_signs_fold_to_nothing():
    assert fold("12-!") == ""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Stone, Dartford", ("Stone", "Dartford")),
        ("Stone", ("Stone", None)),
        ("Stone,", ("Stone,", None)),
        (", Kent", (", Kent", None)),
    ],
)
def test_what_follows_the_comma_narrows_the_name_down(text, parts):
    assert split_qualifier(text) == parts
