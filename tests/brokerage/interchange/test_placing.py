from __future__ import annotations

import pytest

from brokerage.geography.gazetteer import load_gazetteer
from brokerage.geography.models import Postcode
from brokerage.interchange.placing import CONTRADICTS, MALFORMED, Atlas
from brokerage.opportunities.places_text import PlaceText


@pytest.fixture
def atlas(session):
    load_gazetteer(session)
    session.add(
        Postcode(
            code="TN23 1AB",
            latitude=51.149,
            longitude=0.869,
            district_code="E07000105",
            deprivation_decile=3,
            source="tests",
        )
    )
    session.flush()
    return Atlas()


def test_a_known_postcode_gives_the_point_and_the_district(atlas):
    place, said = atlas.place(PlaceText("Hall", postcode="tn231ab"))
    assert (place.postcode, place.latitude, place.precision) == ("TN23 1AB", 51.149, "exact")
    assert (place.district_code, said) == ("E07000105", None)


def test_a_given_point_is_better_than_its_postcodes(atlas):
    place, _said = atlas.place(PlaceText(postcode="TN23 1AB", point=(51.1501, 0.8702)))
    assert (place.latitude, place.longitude) == (51.1501, 0.8702)


def test_a_point_that_contradicts_its_postcode_is_not_believed(atlas):
    place, said = atlas.place(PlaceText(postcode="TN23 1AB", point=(51.5, -0.12)))
    assert (place.latitude, said) == (51.149, CONTRADICTS)


def test_an_unknown_postcode_of_a_known_sector_is_an_area(atlas):
    place, _said = atlas.place(PlaceText(postcode="ME14 2AA"))
    assert place.precision == "area"
    assert place.is_known


def test_a_postcode_from_elsewhere_is_kept_and_the_place_unknown(atlas):
    place, _said = atlas.place(PlaceText(postcode="HA1 2BN"))
    assert (place.postcode, place.precision, place.district_code) == ("HA1 2BN", "unknown", None)


def test_what_is_not_a_postcode_stays_in_the_address(atlas):
    place, said = atlas.place(PlaceText(address="1 Street", postcode="10013"))
    assert (place.address, place.postcode, said) == ("1 Street 10013", None, MALFORMED)


def test_a_point_alone_finds_its_district(atlas):
    place, _said = atlas.place(PlaceText(point=(51.149, 0.8691)))
    assert place.district_code == "E07000105"


def test_a_private_home_stays_marked_as_one(atlas):
    place, _said = atlas.place(PlaceText(point=(51.149, 0.8691), private_home=True))
    assert (place.precision, place.is_private_home) == ("exact", True)
