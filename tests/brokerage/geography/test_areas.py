"""Sectors and outward codes from their postcodes."""

import pytest

from brokerage.geography.areas import AreaTally


def test_an_area_stands_at_the_centre_of_its_postcodes_in_the_district_of_most():
    tally = AreaTally(known={"HA1"})
    tally.add("HA1 1AA", 51.58, -0.33, "E09000015")
    tally.add("HA1 1AB", 51.60, -0.33, "E09000015")
    tally.add("HA1 1AD", 51.59, -0.33, "E09000005")
    (row,) = tally.rows()
    assert (row["code"], row["district_code"]) == ("HA1 1", "E09000015")
    assert (row["latitude"], row["longitude"]) == (51.59, -0.33)
    assert row["radius_km"] == pytest.approx(1.11, abs=0.02)


def test_postcodes_without_a_district_still_count_towards_the_centre():
    tally = AreaTally(known=())
    tally.add("HA1 1AA", 51.5, -0.3, None)
    assert [(row["code"], row["district_code"]) for row in tally.rows()] == [
        ("HA1", None),
        ("HA1 1", None),
    ]
