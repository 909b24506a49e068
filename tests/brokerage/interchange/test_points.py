from __future__ import annotations

import pytest

from brokerage.interchange.points import (
    NotAPlace,
    read_lonlat,
    read_pair,
    read_point,
    split_address,
)


def test_coordinates_are_read_in_every_order_and_script_that_feeds_use():
    assert read_point("51.15", 0.87) == (51.15, 0.87)
    assert read_lonlat([0.87, 51.15]) == (51.15, 0.87)
    assert read_pair("51.15, 0.87") == (51.15, 0.87)
    assert read_pair("51°09'00\"N 0°52'12\"E") == (51.15, 0.87)
    assert read_point("51°09'00\"N", "0°52'12\"W") == (51.15, -0.87)
    assert read_point("", None) is None


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), (0.87, 51.15), (95, 0.5), (51, 181), ("x", "y"), ("51.1", ""), ("nan", "1")],
)
def test_numbers_that_cannot_be_a_place_are_refused(latitude, longitude):
    with pytest.raises(NotAPlace):
        read_point(latitude, longitude)


def test_a_multi_line_address_gives_its_lines_and_its_point():
    text = "5 22nd St\nNew York, NY 10010\n(40.74053152272978, -73.98923530081726)"
    assert split_address(text) == (
        "5 22nd St, New York, NY 10010",
        (40.74053152272978, -73.98923530081726),
    )
    assert split_address(" ") == ("", None)
