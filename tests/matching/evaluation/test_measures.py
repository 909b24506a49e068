import math

import numpy as np
import pytest
from scipy import stats

from matching.evaluation.measures import NAMES, compared, shares


def test_changes_are_paired_and_bounded_by_students_t() -> None:
    without = [{"reached": 100.0}, {"reached": 200.0}, {"reached": 50.0}]
    with_ = [{"reached": 110.0}, {"reached": 260.0}, {"reached": 55.0}]
    (change,) = compared(without, with_)
    assert change.measure == NAMES["reached"]
    assert change.percent == pytest.approx(50 / 3)
    expected = stats.t.interval(0.95, 2, 50 / 3, stats.sem([10, 30, 10]))
    assert (change.least, change.most) == pytest.approx(expected)


def test_one_seed_says_nothing_about_chance() -> None:
    (change,) = compared([{"filled": 10.0}], [{"filled": 12.0}])
    assert change.percent == pytest.approx(20)
    assert math.isnan(change.least)


def test_a_figure_that_some_run_lacks_is_left_out() -> None:
    assert compared([{"size: small": 0.5}, {}], [{"size: small": 0.5}, {}]) == []


def test_shares_add_up() -> None:
    found = shares("size", ["small", "large", "small"], np.array([1, 6, 3]))
    assert found == {"size: large": 0.6, "size: small": 0.4}
