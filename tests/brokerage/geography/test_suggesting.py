"""Near misses to choose from."""

from brokerage.geography.suggesting import (
    codes_within,
    near_codes,
    near_names,
    near_outwards,
    units_of,
)


def test_the_postcodes_of_a_sector_and_of_no_other(units):
    assert units_of("TN23 1") == ["TN23 1AB", "TN23 1AE", "TN23 1PQ"]
    assert units_of("TN2 3") == []


def test_codes_are_ordered_by_slips_of_the_finger():
    known = ["TN23 1PQ", "TN23 1AB", "TN23 1BA"]
    assert near_codes("TN23 1AA", known)[-1] == "TN23 1PQ"


def test_letters_that_changed_places_are_one_slip(gazetteer):
    assert near_outwards("NT23 1AA") == near_outwards("nt231aa") == ["TN23"]


def test_a_postcode_in_an_address_is_offered(units):
    address = "12 High Street, Ashford, TN23 1AB"
    assert codes_within(address) == ["TN23 1AB", "TN23 1", "TN23"]


def test_names_come_closest_first_and_ambiguous_ones_qualified(gazetteer):
    assert near_names("ashfrod")[0] == "Ashford"
    assert {"Stone, Ashford", "Stone, Dartford"} <= set(near_names("stonne"))
    assert near_names("") == []
