"""The national grid against Ordnance Survey's own example and the prepared postcodes."""

import csv
import gzip

import numpy as np
import pytest
from geopy.distance import geodesic

from brokerage.geography.nationalgrid import to_wgs84


def test_ordnance_surveys_worked_example_is_met_within_five_metres():
    """Caister water tower, from "A guide to coordinate systems in Great Britain"."""
    latitude, longitude = to_wgs84([651_409.903], [313_177.270])
    published = (52 + 39 / 60 + 28.8282 / 3600, 1 + 42 / 60 + 57.8663 / 3600)
    assert geodesic((latitude[0], longitude[0]), published).m < 5


@pytest.mark.real_data
def test_every_prepared_postcode_is_met_within_a_metre(real_data):
    path = real_data / "geography" / "kent_medway_unit_postcodes_cpo_2025-10.csv.gz"
    with gzip.open(path, "rt", newline="") as stream:
        rows = list(csv.DictReader(stream))
    columns = ("easting", "northing", "latitude", "longitude")
    east, north, lat, lon = (np.array([float(row[name]) for row in rows]) for name in columns)
    latitudes, longitudes = to_wgs84(east, north)
    metres_north = (latitudes - lat) * 111_200
    metres_east = (longitudes - lon) * 111_200 * np.cos(np.radians(lat))
    assert len(rows) > 50_000
    assert np.hypot(metres_north, metres_east).max() < 1  # five decimals are rounded to 0.65 m
