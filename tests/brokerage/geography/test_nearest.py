"""The district of a point."""

import csv
import gzip
import random

import pytest

from brokerage.geography.loading import load_postcodes
from brokerage.geography.nearest import district_code_at


def test_the_nearest_postcode_tells_the_district(units):
    assert district_code_at(51.1488, 0.8688) == "E07000105"


def test_with_the_gazetteer_alone_the_nearest_sector_does(gazetteer):
    assert district_code_at(51.1488, 0.8688) == "E07000105"
    assert district_code_at(51.389, 0.549) == "E06000035"


@pytest.mark.parametrize("point", [(40.7, -74.0), (0, 0), (52.2, 0.12), (90, 0), (51.2, 1.9)])
def test_far_away_there_is_none(gazetteer, point):
    assert district_code_at(*point) is None


@pytest.mark.real_data
def test_points_near_real_postcodes_get_their_district_nearly_always(gazetteer, real_data):
    path = real_data / "geography" / "kent_medway_unit_postcodes_cpo_2025-10.csv.gz"
    load_postcodes(gazetteer, path)
    with gzip.open(path, "rt", newline="") as stream:
        rows = random.Random(1).sample(list(csv.DictReader(stream)), 200)
    right = [
        district_code_at(float(row["latitude"]) + 0.001, float(row["longitude"]))
        == row["district_code"]
        for row in rows
    ]
    assert sum(right) >= 196  # some points do cross a boundary
