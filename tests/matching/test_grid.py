import numpy as np
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.columns import Ragged
from matching.grid import build_grid, near
from matching.records import PLACE
from matching.types import Point

latitudes = st.floats(-90, 90) | st.floats(88, 90) | st.floats(50, 52)
longitudes = st.floats(-180, 180) | st.floats(179, 180) | st.floats(-180, -179) | st.floats(0, 1)
points = st.tuples(latitudes, longitudes)


@settings(deadline=None, max_examples=300)
@given(st.lists(points, min_size=1, max_size=20), points, st.floats(0.1, 500))
def test_no_place_within_the_circle_is_left_out(
    places: list[tuple[float, float]], centre: tuple[float, float], kilometres: float
) -> None:
    grid = build_grid(Ragged.of([[(*place, False)] for place in places], PLACE))
    found = set(near(grid, Point(*centre), kilometres).tolist())
    for number, place in enumerate(places):
        if geodesic(place, centre).km <= kilometres:
            assert number in found


def test_a_small_circle_looks_at_few_places() -> None:
    rng = np.random.default_rng(1)
    spots = zip(rng.uniform(50, 53, 2000), rng.uniform(-2, 2, 2000), strict=True)
    grid = build_grid(Ragged.of([[(*spot, False)] for spot in spots], PLACE))
    assert 0 < len(near(grid, Point(51.2, 0.9), 8)) < 100


def test_a_role_with_two_places_is_found_from_either() -> None:
    places = Ragged.of([[(51.0, 0.0, False), (55.0, -3.0, False)], []], PLACE)
    grid = build_grid(places)
    assert near(grid, Point(55.01, -3.01), 5).tolist() == [0]
    assert near(grid, Point(40.0, 0.0), 5).tolist() == []
