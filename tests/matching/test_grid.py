import numpy as np
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.grid import COLUMNS, boxes, cells_of, cover
from matching.types import Point

latitudes = st.floats(-90, 90) | st.floats(88, 90) | st.floats(50, 52)
longitudes = st.floats(-180, 180) | st.floats(179, 180) | st.floats(-180, -179) | st.floats(0, 1)
points = st.tuples(latitudes, longitudes)


def near(places: list[tuple[float, float]], centre: tuple[float, float], km: float) -> set[int]:
    latitude, longitude = np.array(places, float).T
    cells = cells_of(latitude, longitude)
    runs = list(cover(Point(*centre), km))
    return {n for n, cell in enumerate(cells) if any(a <= cell <= b for a, b in runs)}


@settings(max_examples=300)
@given(st.lists(points, min_size=1, max_size=20), points, st.floats(0.1, 500))
def test_no_place_within_the_circle_is_left_out(
    places: list[tuple[float, float]], centre: tuple[float, float], kilometres: float
) -> None:
    found = near(places, centre, kilometres)
    for number, place in enumerate(places):
        if geodesic(place, centre).km <= kilometres:
            assert number in found


def test_a_small_circle_looks_at_few_places() -> None:
    rng = np.random.default_rng(1)
    spots = zip(rng.uniform(50, 53, 2000), rng.uniform(-2, 2, 2000), strict=True)
    assert 0 < len(near(list(spots), (51.2, 0.9), 8)) < 100


@settings(max_examples=200)
@given(st.floats(-64, 64), st.floats(-169, 169), st.floats(0.05, 125))
def test_the_box_of_a_circle_is_that_of_its_cover(
    latitude: float, longitude: float, kilometres: float
) -> None:
    rows, columns = boxes(*(np.array([one]) for one in (latitude, longitude, kilometres)))
    cells = np.arange(rows[0, 0], rows[0, 1] + 1) * COLUMNS
    found = list(zip(cells + columns[0, 0], cells + columns[0, 1], strict=True))
    assert found == list(cover(Point(latitude, longitude), kilometres))
