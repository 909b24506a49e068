from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from matching.allocation import Market
from matching.errors import InvalidMarket, MatchingError


def of_pairs(**changed: Any) -> Market:
    given: dict[str, Any] = {
        "people": 2,
        "person": np.array([1, 0]),
        "role": np.array([0, 1]),
        "score": np.array([0.25, 0.5]),
        "places": np.array([1, 2]),
    }
    return Market.of_pairs(**{**given, **changed})


def test_pairs_come_in_any_order_and_are_kept_by_person() -> None:
    market = of_pairs()
    assert market.role.tolist() == [1, 0]
    assert market.score.tolist() == [500_000, 250_000]
    assert market.counts.tolist() == [1, 1]
    assert market.person_of(np.array([0, 1])).tolist() == [0, 1]


def test_a_matrix_leaves_out_what_is_not_a_number() -> None:
    market = Market.of_matrix(np.array([[np.nan, 0.5], [0.25, np.nan]]), np.array([1, 2]))
    assert market.offsets.tolist() == of_pairs().offsets.tolist()
    assert market.role.tolist() == of_pairs().role.tolist()


def test_roles_without_a_place_have_no_pairs() -> None:
    market = of_pairs(places=np.array([0, 2]))
    assert market.role.tolist() == [1]
    assert market.roles == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"places": np.array([1, -1])}, "role 1 has fewer than 0 places"),
        ({"places": np.array([1.5, 2.0])}, "whole numbers"),
        ({"score": np.array([0.5, np.nan])}, "finite"),
        ({"score": np.array([0.5, np.inf])}, "finite"),
        ({"score": np.array([0.5, 2000.0])}, "between -1000 and 1000"),
        ({"score": np.array([0.5])}, "equally long"),
        ({"person": np.array([0, 2])}, "person must be 0 to 1"),
        ({"role": np.array([0, -1])}, "role must be 0 to 1"),
        ({"person": np.array([0, 0]), "role": np.array([1, 1])}, "comes twice"),
    ],
)
def test_what_cannot_be_allocated_is_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidMarket, match=words) as caught:
        of_pairs(**changed)
    assert isinstance(caught.value, MatchingError)
