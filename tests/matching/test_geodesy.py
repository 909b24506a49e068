import csv
import gzip
from pathlib import Path

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.errors import InvalidPoint
from matching.geodesy import check_point, distances
from matching.types import Point

latitudes = st.floats(-89.9, 89.9)
longitudes = st.floats(-180, 180)


def one(a: tuple[float, float], b: tuple[float, float]) -> float:
    arrays = (np.array([value]) for value in (*a, *b))
    return float(distances(*arrays)[0])


@settings(max_examples=300)
@given(st.floats(-79, 79), longitudes, st.floats(-0.44, 0.44), st.floats(-0.44, 0.44))
def test_within_a_metre_up_to_fifty_kilometres(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    far_east = longitude + east / np.cos(np.radians(latitude))
    there = (latitude + north, (far_east + 180) % 360 - 180)
    expected = geodesic((latitude, longitude), there).km
    assert one((latitude, longitude), there) == pytest.approx(expected, abs=0.001)


@settings(max_examples=200)
@given(latitudes, longitudes, latitudes, longitudes)
def test_never_far_wrong_anywhere_on_earth(a: float, b: float, c: float, d: float) -> None:
    expected = geodesic((a, b), (c, d)).km
    if expected < 19_000:  # near antipodes only the order of magnitude is wanted
        assert one((a, b), (c, d)) == pytest.approx(expected, rel=2e-4, abs=0.003)


def test_across_the_antimeridian_is_near() -> None:
    assert one((-17.0, 179.99), (-17.0, -179.99)) == pytest.approx(2.13, abs=0.01)


@pytest.mark.real_data
def test_agrees_with_the_distance_oracle(real_data: Path) -> None:
    with (real_data / "oracles" / "distance_oracle_km.csv").open() as lines:
        wanted = list(csv.DictReader(lines))
    folder = real_data / "geography"
    with gzip.open(folder / "kent_medway_unit_postcodes_cpo_2025-10.csv.gz", "rt") as lines:
        places = {
            row["postcode"]: (float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(lines)
        }
    assert len(wanted) == 100
    for row in wanted:
        a, b = places[row["postcode_a"]], places[row["postcode_b"]]
        # The oracle is rounded to 0.1 m and its points come from these rounded coordinates.
        assert one(a, b) == pytest.approx(float(row["geodesic_km"]), abs=0.003)


@pytest.mark.parametrize(
    "point", [Point(float("nan"), 0), Point(0, float("inf")), Point(91, 0), Point(0, 181)]
)
def test_a_point_that_cannot_be_is_refused(point: Point) -> None:
    with pytest.raises(InvalidPoint, match=r"leave the place out|latitude is"):
        check_point(point)
