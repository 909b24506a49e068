"""Late changes are told in the unit of their measure."""

from __future__ import annotations

import pytest

from brokerage.evaluation.changes import change_in_words
from brokerage.evaluation.definitions import get_measure
from brokerage.evaluation.models import Adjustment


@pytest.mark.parametrize(
    ("measure", "numbers", "words"),
    [
        ("enquiries", (3, 0, 0), "+3"),
        ("enquiries", (-1200, 0, 0), "−1,200"),
        ("placement_rate", (1, 2, 0), "+1 of +2"),
        ("hours", (-150, 0, 0), "−2.5 hours"),
        ("value", (6000 * 12, 0, 0), "+12 pounds"),
        ("first_time", (0, 1, -1), "0 of +1; not stated −1"),
    ],
)
def test_a_change_in_words(measure: str, numbers: tuple[int, int, int], words: str) -> None:
    numerator, denominator, unknown = numbers
    one = Adjustment(numerator=numerator, denominator=denominator, unknown=unknown)
    assert change_in_words(get_measure(measure), one) == words
