import pytest

from matching.reasons import (
    exact_miles,
    in_miles,
    inside,
    listed,
    miles_away,
    some_of,
    with_article,
)


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Driving", "driving"),
        ("DIY and repairs", "DIY and repairs"),
        ("DBS check", "DBS check"),
        ("IT", "IT"),
        ("iPad lessons", "iPad lessons"),
        ("Befriending older people", "befriending older people"),
        ("British Sign Language", "British Sign Language"),
        ("English as a second language", "English as a second language"),
        ("LGBT people", "LGBT people"),
        ("first aid", "first aid"),
        ("", ""),
    ],
)
def test_a_label_inside_a_sentence_keeps_the_capitals_it_needs(label: str, said: str) -> None:
    assert inside(label) == said


@pytest.mark.parametrize(
    ("miles", "approximate", "said"),
    [
        (0.3, False, "Under half a mile away"),
        (0.3, True, "About half a mile away"),
        (0.6, True, "About 0.5 miles away"),
        (1.1, False, "1 mile away"),
        (1.3, True, "About 1.5 miles away"),
        (9.4, False, "9.5 miles away"),
        (12.6, True, "About 13 miles away"),
    ],
)
def test_miles_read_as_they_do_on_the_pages(miles: float, approximate: bool, said: str) -> None:
    assert miles_away(miles, approximate) == said


def test_limits_are_told_to_a_tenth() -> None:
    assert [exact_miles(miles) for miles in (6.214, 10.0, 1.02)] == [
        "6.2 miles",
        "10 miles",
        "1 mile",
    ]


def test_small_words() -> None:
    assert listed([]) == ""
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert with_article("enhanced DBS check") == "an enhanced DBS check"
    assert with_article("DBS check") == "a DBS check"
    assert with_article("ID check") == "an ID check"


def test_the_words_for_miles_are_the_sites_own() -> None:
    from brokerage.templating import KM_PER_MILE, miles

    for tenths in range(400):
        for approximate in (False, True):
            kilometres = tenths / 10 * KM_PER_MILE
            assert in_miles(kilometres / KM_PER_MILE, approximate) == miles(kilometres, approximate)


def test_a_long_list_names_two_and_counts_the_rest() -> None:
    assert some_of(["cooking", "driving"]) == "cooking and driving"
    assert some_of(["cooking", "driving", "a", "b", "c"]) == "cooking, driving and 3 more"
