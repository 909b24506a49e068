"""The order is total: standing, then need of a turn, then the rotation, then the name."""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.ordering import ALL_TIED, best, rotation

DAY = date(2026, 11, 20)


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 2)), min_size=1),
    st.integers(0, 60),
    st.booleans(),
)
def test_the_best_are_the_first_of_all_sorted(
    lines: list[tuple[int, int, int]], limit: int, fair: bool
) -> None:
    scores, needs, turn = (np.array(column, float) for column in zip(*lines, strict=True))
    names = np.arange(len(lines), dtype=np.uint64)
    found = best(scores, needs if fair else None, turn.astype(np.uint64), names, limit)
    expected = sorted(
        range(len(lines)),
        key=lambda n: (-scores[n], -needs[n] if fair else 0, turn[n], names[n]),
    )
    assert found.tolist() == expected[:limit]


def test_very_many_equals_with_needs_are_ordered_by_need() -> None:
    count = ALL_TIED + 500
    dice = np.random.default_rng(1)
    needs, turn = dice.permutation(count) / count, dice.permutation(count).astype(np.uint64)
    found = best(np.full(count, 0.5), needs, turn, turn, 10)
    assert found.tolist() == np.argsort(-needs)[:10].tolist()


def test_the_rotation_differs_by_day_and_never_by_process() -> None:
    hashes = np.arange(5, dtype=np.uint64)
    days = [date.fromordinal(DAY.toordinal() + n) for n in range(20)]
    orders = [tuple(np.argsort(rotation(hashes, day)).tolist()) for day in days]
    assert orders[0] == (1, 4, 2, 3, 0)
    assert len(set(orders)) > 10
