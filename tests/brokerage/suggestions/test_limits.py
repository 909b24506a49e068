from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from brokerage.suggestions.limits import carried, travel_control, within_control


def test_an_empty_form_begins_with_ten_miles_and_any_way() -> None:
    assert within_control(MultiDict(), {}).value == "10"
    assert travel_control(MultiDict(), {}).value == ""


@pytest.mark.parametrize(
    ("name", "said", "value", "label"),
    [
        ("within", "30min", "30min", "30 minutes"),
        ("within", "60min", "60min", "1 hour"),
        ("within_minutes", "45", "45min", "45 minutes"),
        ("within_minutes", "50", "50min", "50 minutes"),
        ("within_km", "16", "16km", "16 km"),
        ("within", "7mi", "7mi", "7 miles"),
        ("within", "", "", "Any distance"),
    ],
)
def test_a_limit_is_shown_however_it_was_said(name: str, said: str, value: str, label: str) -> None:
    control = within_control(MultiDict([("near", "TN23"), (name, said)]), {})
    assert control.value == value
    assert dict(control.choices)[value] == label
    assert len(dict(control.choices)) == len(control.choices)


def test_of_two_limits_one_is_shown_and_the_other_kept() -> None:
    both = MultiDict([("within", "10"), ("within_minutes", "30"), ("travel_mode", "car")])
    assert within_control(both, {}).value == "10"
    assert "within_minutes" in carried(both)
    assert "within_minutes" not in carried(MultiDict([("within_minutes", "30")]))


def test_whatever_is_wrong_with_a_limit_stands_beside_it() -> None:
    assert within_control(MultiDict(), {"within_minutes": ["Too long."]}).errors == ("Too long.",)
    assert travel_control(MultiDict(), {"travel_mode": ["Which?"]}).errors == ("Which?",)
