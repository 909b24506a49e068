"""Places and districts by name."""

import pytest

from brokerage.geography.by_name import locate_name
from brokerage.geography.located import UnknownPlace
from brokerage.geography.models import Place


@pytest.mark.parametrize("text", ["ASHFORD", "Ashford, Kent", "Ashford, Ashford"])
def test_a_town_comes_before_the_district_of_its_name(gazetteer, text):
    found = locate_name(text)
    assert (found.kind, found.label, found.approximate) == ("place", "Ashford", True)


@pytest.mark.parametrize("text", ["St. Mary's Bay", "saint marys bay"])
def test_saint_and_punctuation(gazetteer, text):
    assert locate_name(text).label == "St Mary's Bay"


def test_a_town_by_the_name_people_use(gazetteer):
    assert locate_name("Tunbridge Wells").kind == "place"


def test_a_district_without_a_town_of_its_name(gazetteer):
    found = locate_name("gravesham")
    assert (found.kind, found.label) == ("district", "Gravesham district")


def test_two_villages_of_one_name_are_put_to_the_person(gazetteer):
    with pytest.raises(UnknownPlace, match="more than one Stone") as caught:
        locate_name("stone")
    assert set(caught.value.suggestions) == {"Stone, Ashford", "Stone, Dartford"}
    labels = {locate_name(text).label for text in caught.value.suggestions}
    assert labels == set(caught.value.suggestions)


def test_two_of_a_name_in_one_district_are_the_larger(gazetteer):
    ashford = {"folded": "ashford", "district_code": "E07000105", "name": "Ashford"}
    gazetteer.add(Place(latitude=51.0, longitude=0.5, population=3, **ashford))
    gazetteer.flush()
    assert locate_name("Ashford").latitude != 51.0


def test_the_county_is_too_wide(gazetteer):
    with pytest.raises(UnknownPlace, match="too wide") as caught:
        locate_name("Kent")
    assert len(caught.value.suggestions) == 12
    assert all(locate_name(name).district.name == name for name in caught.value.suggestions)


def test_a_misspelt_name_has_suggestions(gazetteer):
    with pytest.raises(UnknownPlace, match="do not know") as caught:
        locate_name("Maidston")
    assert caught.value.suggestions[0] == "Maidstone"


@pytest.mark.parametrize("text", ["Xyzzyx", "!!!", "Ashford, Yorkshire", "東京"])
def test_an_unknown_name_is_never_guessed(gazetteer, text):
    with pytest.raises(UnknownPlace):
        locate_name(text)
