"""Typed and pasted text made fit to look up, or refused."""

import pytest

from brokerage.geography.cleaning import LONGEST, clean
from brokerage.geography.located import UnknownPlace


def test_white_space_becomes_single_spaces():
    assert clean("  TN23\t1AA\r\n") == "TN23 1AA"


def test_invisible_marks_from_pasting_are_dropped():
    assert clean("\u200bTN23\u200e 1AA\ufeff") == "TN23 1AA"


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\n"])
def test_nothing_to_look_up_is_said(text):
    with pytest.raises(UnknownPlace, match="Enter a postcode"):
        clean(text)


@pytest.mark.parametrize("text", ["TN23\x001AA", "Ash\x1bford", "Ash\ud800ford"])
def test_control_characters_are_refused(text):
    with pytest.raises(UnknownPlace, match="cannot read"):
        clean(text)


def test_long_texts_are_refused():
    assert clean("a" * LONGEST)
    with pytest.raises(UnknownPlace, match="too long"):
        clean("a" * (LONGEST + 1))
