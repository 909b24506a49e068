"""Places in a picture: nought at the foot, gaps where nothing is known."""

from __future__ import annotations

from brokerage.evaluation.charts import MARGIN, bar, chart


def test_the_foot_is_nought_and_the_largest_is_at_the_top() -> None:
    made = chart([[0, 50, 100]], 112, 62)
    assert made.lines[0].dots == ((6.0, 56.0), (56.0, 31.0), (106.0, 6.0))
    assert made.foot == 62 - MARGIN
    assert made.lines[0].pieces == ("6,56 56,31 106,6",)


def test_a_value_that_is_not_there_is_a_gap() -> None:
    line = chart([[1, 2, None, 2, 1]], 112, 62).lines[0]
    assert len(line.pieces) == 2
    assert len(line.dots) == 4


def test_two_lines_share_one_scale() -> None:
    low, high = chart([[5.0, 5.0], [10.0, 10.0]]).lines
    assert low.dots[0][1] > high.dots[0][1] == MARGIN


def test_one_value_alone_is_no_trend() -> None:
    assert not chart([[None, 3, None]]).drawn
    assert not chart([[]]).drawn
    assert chart([[3, 3]]).drawn


def test_all_noughts_lie_at_the_foot() -> None:
    made = chart([[0, 0]])
    assert {y for _, y in made.lines[0].dots} == {made.foot}


def test_a_bar_is_a_share_of_the_longest() -> None:
    assert [bar(value, 8) for value in (8, 2, 0, None)] == [100.0, 25.0, 0.0, 0.0]
    assert bar(3, 0) == 0
