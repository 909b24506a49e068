"""Points as text, and rough distances."""

import pytest
from geopy.distance import geodesic

from brokerage.geography.coordinates import parse_point, roughly_km
from brokerage.geography.located import UnknownPlace


@pytest.mark.parametrize(
    "text", ["51.148,0.872", "51.148, 0.872", " 51.148 0.872 ", "51.148;0.872", "(51.148, +0.872)"]
)
def test_two_numbers_are_a_point(text):
    assert parse_point(text) == (51.148, 0.872)


def test_the_southern_and_western_hemispheres():
    assert parse_point("-33.9,-70") == (-33.9, -70.0)


@pytest.mark.parametrize(
    "text", ["51.148", "51,", "nan,nan", "1e1,2", "TN23 1AA", "51 148 872", "٥١,٠", ""]
)
def test_anything_else_is_not(text):
    assert parse_point(text) is None


@pytest.mark.parametrize("text", ["91,0", "-90.1,0", "51,181", "51,-181"])
def test_points_off_the_globe_are_refused(text):
    with pytest.raises(UnknownPlace) as caught:
        parse_point(text)
    assert caught.value.field == "near"


def test_rough_distances_are_good_to_one_in_a_hundred():
    a, b = (51.148, 0.872), (51.389, 0.549)
    assert roughly_km(a, b) == pytest.approx(geodesic(a, b).km, rel=0.01)


def test_distances_are_short_across_the_date_line():
    assert roughly_km((0, 179.9), (0, -179.9)) < 30


def test_a_very_long_text_is_no_point():
    assert parse_point("51.1" + " " * 200_000 + "x") is None
    assert parse_point("51.1" + " " * 60 + "0.8") is None
