"""One look-up for whatever a person writes."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from brokerage.geography.service import (
    UnknownPlace,
    district_at,
    find_district,
    find_postcodes,
    list_districts,
    locate,
)


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("tn23 1ab", "postcode", "TN23 1AB"),
        ("TN231AB", "postcode", "TN23 1AB"),
        ("TN23 1", "sector", "TN23 1 area"),
        ("tn23", "outward", "TN23 area"),
        ("herne bay", "place", "Herne Bay"),
        ("Swale", "district", "Swale district"),
        ("51.148, 0.872", "point", "51.1480, 0.8720"),
    ],
)
def test_every_kind_of_text(units, text, kind, label):
    found = locate(text)
    assert (found.kind, found.label) == (kind, label)
    assert found.approximate is (kind not in ("postcode", "point"))


def test_a_point_knows_its_district(units):
    assert locate("51.148,0.872").district.name == "Ashford"
    assert locate("40.7,-74.0").district is None


def test_a_letter_for_a_number_is_refused_with_what_is_known(units):
    with pytest.raises(UnknownPlace, match="begins with a number") as caught:
        locate("TN23 lAB")
    assert caught.value.suggestions == ["TN23"]
    assert (caught.value.field, caught.value.status) == ("near", 422)


def test_an_address_is_refused_and_its_postcode_offered(units):
    with pytest.raises(UnknownPlace, match="on its own") as caught:
        locate("12 High Street, Ashford, TN23 1AB")
    assert caught.value.suggestions[0] == "TN23 1AB"


@pytest.mark.parametrize("text", ["", "12345", "N/A", "'; DROP TABLE places; --", "%", "_" * 99])
def test_nonsense_is_refused_with_a_sentence(units, text):
    with pytest.raises(UnknownPlace) as caught:
        locate(text)
    assert caught.value.message.endswith((".", "?"))


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_any_text_is_found_or_refused_and_suggestions_can_be_looked_up(units, text):
    try:
        locate(text)
    except UnknownPlace as problem:
        for suggestion in problem.suggestions:
            assert locate(suggestion)


def test_many_postcodes_at_once_are_keyed_by_the_text_given(units):
    found = find_postcodes(["tn231ab", "TN23 1AB", "TN24 8AA", "TN23 1ZZ", "nonsense", ""])
    assert set(found) == {"tn231ab", "TN23 1AB", "TN24 8AA"}
    assert found["tn231ab"] == locate("TN23 1AB")


def test_there_are_twelve_districts_and_medway_apart(gazetteer):
    districts = list_districts()
    assert [d.name for d in districts] == sorted(d.name for d in districts)
    assert [d.name for d in districts if d.counted_with != "Kent"] == ["Medway"]
    assert len(districts) == 13


def test_districts_by_code_and_by_point(gazetteer):
    assert find_district("E07000105").slug == "ashford"
    assert find_district("E07000999") is None
    assert district_at(51.148, 0.872).code == "E07000105"
    assert district_at(40.7, -74.0) is None
