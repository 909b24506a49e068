from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.errors import Invalid
from brokerage.opportunities.places_text import PlaceText, read_places, write_place

WORDS = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), max_size=30)
DEGREES = st.integers(-89_999_999, 89_999_999).map(lambda n: n / 1_000_000)


@given(
    name=WORDS,
    address=WORDS,
    postcode=st.sampled_from([None, "TN23 1AA"]),
    point=st.none() | st.tuples(DEGREES, DEGREES),
    private=st.booleans(),
    rough=st.booleans(),
)
def test_every_place_comes_back_as_it_was_written(name, address, postcode, point, private, rough):
    if point and "e" in f"{point}":
        return  # a coordinate within a metre of 0 is not a place of ours
    place = PlaceText(name, address, postcode, point, private, rough)
    text = write_place(place)
    if place != PlaceText() and not (postcode is None and not (point or private or rough)):
        assert read_places(text) == (place,)


def test_several_places_stand_in_one_cell():
    library, kitchen = read_places(
        "Ashford Library; Church Road; TN23 1QX; 51.1488,0.8725 | "
        "A kitchen; 1 High Street\\; flat 2; TN24 8AA; 51.15, 0.88; private home"
    )
    assert library.point == (51.1488, 0.8725)
    assert kitchen.address == "1 High Street; flat 2"
    assert kitchen.private_home


def test_a_postcode_alone_or_after_a_name_is_enough():
    assert read_places("TN23 1QX") == (PlaceText(postcode="TN23 1QX"),)
    assert read_places("Library; tn231qx") == (PlaceText("Library", postcode="tn231qx"),)


@pytest.mark.parametrize("text", ["a; b; TN23 1QX; somewhere", "a; b; c; 51,0; palace", "a;b;;;;f"])
def test_what_is_not_a_place_is_refused_with_an_example(text):
    with pytest.raises(Invalid, match="such as"):
        read_places(text)


def test_very_many_places_are_read():
    assert len(read_places("a|" * 50_000)) == 50_000
    (place,) = read_places("a\\|" * 50_000)
    assert place.name == "a|" * 50_000


def test_a_place_with_a_very_long_point_is_refused():
    with pytest.raises(Invalid, match="such as"):
        read_places(";;;51.1" + " " * 100_000 + "x")
