from __future__ import annotations

import random

from brokerage.geography.many import DistrictFinder
from brokerage.geography.nearest import district_code_at


def test_many_points_get_the_districts_that_each_would_get_alone(units):
    chance = random.Random(7)
    points = [(chance.uniform(50.8, 51.6), chance.uniform(-0.1, 1.6)) for _ in range(150)]
    points += [(51.149, 0.869), (51.1485, 0.8695), (51.15, 0.88), (40.7, -74.0)]
    found = DistrictFinder().codes_at(points)
    assert found == {point: district_code_at(*point) for point in points}
    assert len(set(found.values())) > 5


def test_without_a_gazetteer_no_point_has_a_district(session):
    assert DistrictFinder().codes_at([(51.149, 0.869)]) == {(51.149, 0.869): None}
