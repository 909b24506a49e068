"""Full postcodes, sectors and outward codes."""

import pytest

from brokerage.geography.by_postcode import locate_area, locate_postcode
from brokerage.geography.located import UnknownPlace
from brokerage.geography.service import locate


def test_a_loaded_postcode_is_exact_with_district_and_decile(units):
    found = locate_postcode("TN23 1AB")
    assert (found.kind, found.approximate, found.point) == ("postcode", False, (51.149, 0.869))
    assert found.district.name == "Ashford"
    assert found.deprivation_decile == 3


def test_an_unknown_postcode_of_a_loaded_sector_is_never_guessed(units):
    with pytest.raises(UnknownPlace) as caught:
        locate_postcode("TN23 1AA")
    assert "TN23 1AA" in caught.value.message
    assert caught.value.suggestions == ["TN23 1AB", "TN23 1AE", "TN23 1PQ", "TN23 1"]
    assert [locate(text).label for text in caught.value.suggestions[-2:]] == [
        "TN23 1PQ",
        "TN23 1 area",
    ]


def test_with_the_gazetteer_alone_a_postcode_stands_at_its_sector_and_says_so(gazetteer):
    found = locate_postcode("TN23 1AA")
    assert (found.label, found.kind, found.approximate) == ("TN23 1 area", "sector", True)
    assert found.radius_km < 2


def test_a_postcode_of_an_unknown_sector_suggests_its_outward_code(gazetteer):
    with pytest.raises(UnknownPlace, match="first half") as caught:
        locate_postcode("TN23 2ZZ")
    assert caught.value.suggestions == ["TN23"]


def test_an_unknown_outward_code_suggests_those_one_slip_away(gazetteer):
    with pytest.raises(UnknownPlace, match="outside the area") as caught:
        locate_postcode("TN99 9ZZ")
    assert set(caught.value.suggestions) == {"TN9", "TN29"}


@pytest.mark.parametrize(("code", "part"), [("GY1 1AA", "Guernsey"), ("BF1 2AA", "Forces")])
def test_postcodes_without_a_place_here_say_why(gazetteer, code, part):
    with pytest.raises(UnknownPlace, match=part) as caught:
        locate_postcode(code)
    assert caught.value.suggestions == []


def test_sectors_and_outward_codes_are_approximate(gazetteer):
    assert locate_area("TN23 1").kind == "sector"
    assert locate_area("TN23").kind == "outward"
    assert locate_area("TN23").approximate
    assert locate_area("TN23").district.name == "Ashford"


def test_an_area_mostly_outside_has_no_district(gazetteer):
    assert locate_area("TN31").district is None
