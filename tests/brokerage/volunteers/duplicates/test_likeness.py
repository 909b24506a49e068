from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from brokerage.volunteers.duplicates.likely import pairs_among
from brokerage.volunteers.duplicates.likeness import LIKELY, Known, compare, fold

ANN = Known(1, "Elizabeth", "O'Brien", "liz@example.org", "+441632960001", "TN23 1AA")
BORN = date(1954, 3, 24)


def like(**changes):
    return compare(ANN, replace(ANN, **({"id": 2} | changes)))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"first_name": "ELIZABETH", "last_name": "OBrien", "email": None, "postcode": None},
        {"first_name": "O'Brien", "last_name": "Elizabeth", "email": None},  # the other way round
        {"last_name": "O'Brian", "email": None},
        {"first_name": "Elisabeth", "phone": None},
        {"first_name": "Liz", "email": None, "postcode": None},
        {"phone": None, "email": None},  # the same name at the same postcode
        {"last_name": "O’Briën"},
    ],
)
def test_one_person_written_differently_is_likely(changes):
    found = like(**changes)
    assert found.points >= LIKELY
    assert found.reasons


@pytest.mark.parametrize(
    "changes",
    [
        {"first_name": "Tom"},  # a household shares everything but the first name
        {"first_name": "Tom", "last_name": "Cobley"},  # an office's telephone
        {"phone": None, "email": None, "postcode": "TN23"},  # a common name in a town
        {"phone": None, "email": None, "postcode": "CT16 1AA"},
        {"first_name": "Liz", "phone": None, "email": None},
        {"last_name": "Baker", "phone": None},
    ],
)
def test_two_people_are_not(changes):
    assert like(**changes).points < LIKELY


def test_another_date_of_birth_or_age_speaks_against_it():
    first = replace(ANN, born_on=BORN, phone=None, email=None)
    assert compare(first, replace(first, id=2)).points >= LIKELY
    assert compare(first, replace(first, id=2, born_on=date(1990, 1, 1))).points < LIKELY
    young, old = replace(ANN, age_band="16-24", phone=None), replace(ANN, age_band="75+")
    assert compare(young, old).points < LIKELY
    assert "Another age group" in compare(replace(young, phone=ANN.phone), old).reasons
    assert compare(young, replace(old, age_band="25-34")).points >= LIKELY


def test_comparing_works_both_ways_and_with_nothing_but_a_first_name():
    bare = Known(3, "Wren", "")
    for one, other in ((ANN, bare), (bare, ANN), (bare, replace(bare, id=4))):
        assert compare(one, other).points == compare(other, one).points
    assert compare(bare, replace(bare, id=4)).points < LIKELY


def test_marks_and_accents_do_not_count():
    assert fold("O’Brien-José ") == "obrienjose"


def test_each_pair_is_found_once_by_whatever_it_shares():
    again = replace(ANN, id=7)
    moved = Known(9, "Elizabeth", "OBrien", "liz@example.org", None, "CT16 1AA", BORN)
    tom = replace(ANN, id=8, first_name="Tom")
    found = {(pair.older_id, pair.newer_id) for pair in pairs_among([ANN, again, tom, moved])}
    assert found == {(1, 7), (1, 9), (7, 9)}


def test_a_number_that_an_office_shares_does_not_make_a_thousand_comparisons():
    crowd = [
        Known(n, f"Name{n}", f"Last{n}", None, "+441632960001", "TN23 1AA") for n in range(300)
    ]
    assert list(pairs_among(crowd)) == []
