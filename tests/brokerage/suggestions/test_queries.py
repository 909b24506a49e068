from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from brokerage.errors import Invalid
from brokerage.suggestions.queries import (
    Search,
    from_address,
    from_mapping,
    read_distance,
    read_within,
)


def test_an_address_and_a_body_that_say_the_same_are_the_same_question() -> None:
    address = MultiDict(
        [
            ("near", "TN23"),
            ("within", "10"),
            ("skills", "driving"),
            ("when", "tue-evening"),
            ("kind", "one_off"),
            ("page", "2"),
        ]
    )
    body = {
        "near": "TN23",
        "within_km": 16.09344,
        "skills": ["driving"],
        "when": ["tue-evening"],
        "filters": {"kind": ["one_off"]},
        "page": 2,
        "limit": 20,
    }
    assert from_address(address) == from_mapping(body)


def test_empty_and_unknown_parts_of_an_address_are_passed_over() -> None:
    assert from_address(MultiDict([("near", " "), ("utm_source", "x"), ("q", "")])) == Search()


@pytest.mark.parametrize(
    ("text", "km"), [("10mi", 16.09344), ("16 km", 16.0), ("5", 8.04672), ("2.5 miles", 4.02336)]
)
def test_a_distance_is_read_with_its_unit(text: str, km: float) -> None:
    assert read_distance(text, "within", per_unit=1.609344) == pytest.approx(km)


@pytest.mark.parametrize("text", ["", "ten", "-3", "0", "99999", "1e9", "nan", "5 5"])
def test_a_distance_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_distance(text, "within")
    assert refusal.value.field == "within"


NAMES = st.sampled_from(
    [
        "near",
        "within",
        "skills",
        "when",
        "q",
        "kind",
        "on",
        "since",
        "page",
        "limit",
        "age",
        "remote",
        "expenses",
        "under18",
        "access",
        "text",
        "minutes_per_week",
        "within_km",
        "needs",
    ]
)


@given(st.lists(st.tuples(NAMES, st.text(max_size=80)), max_size=12))
def test_whatever_stands_in_an_address_is_read_or_refused_by_name(
    pairs: list[tuple[str, str]],
) -> None:
    refused: set[str | None] = set()
    try:
        from_address(MultiDict(pairs))
    except Invalid as refusal:
        refused = {refusal.field}
    except ValidationError as refusal:
        refused = set(refusal.messages)
    assert refused <= {name for name, _text in pairs}


def test_minutes_on_the_page_and_in_a_body_are_the_same_question() -> None:
    address = MultiDict([("near", "TN23"), ("within", "30min"), ("travel_mode", "bus")])
    body = {"near": "TN23", "within_minutes": 30, "travel_mode": "bus", "page": 1, "limit": 20}
    assert from_address(address) == from_mapping(body)
    assert from_address(address).profile.within_km is None


@pytest.mark.parametrize("text", ["30min", "30 minutes", "30 MINS"])
def test_minutes_are_read_as_people_write_them(text: str) -> None:
    assert read_within(text) == {"within_minutes": "30"}


def test_a_distance_of_miles_is_not_taken_for_minutes() -> None:
    assert read_within("10mi") == {"within_km": 16.09344}
    assert read_within("") == {}


def test_minutes_without_a_way_of_travelling_are_asked_about() -> None:
    with pytest.raises(Invalid) as refused:
        from_address(MultiDict([("near", "TN23"), ("within", "30min")]))
    assert refused.value.field == "travel_mode"


@pytest.mark.parametrize("minutes", ["0min", "4min", "301min", "99999999999min"])
def test_minutes_that_nobody_travels_are_refused(minutes: str) -> None:
    with pytest.raises(ValidationError) as refused:
        from_address(MultiDict([("within", minutes), ("travel_mode", "car")]))
    assert "within_minutes" in refused.value.messages_dict
