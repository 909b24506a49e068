from __future__ import annotations

import pytest

from brokerage.suggestions.queries import Profile
from brokerage.suggestions.travel import distance, journey, limit_in_words, reach_km
from matching.types import Opportunity, Place, Point, Volunteer
from tests.making import ASHFORD, DOVER

HOME = (Place(Point(51.146, 0.875)),)
WYE = Place(Point(51.183, 0.937))
TEN_MILES = 16.09344


def test_a_limit_in_kilometres_is_told_in_miles() -> None:
    assert distance(16) == "9.9 miles"
    assert distance(TEN_MILES) == "10 miles"


def test_a_limit_is_told_as_it_was_set() -> None:
    bus = {"travel_mode": "bus"}
    assert limit_in_words(Profile()) == ""
    assert limit_in_words(Profile(**bus)) == ""
    assert limit_in_words(Profile(within_minutes=30, **bus)) == "30 minutes by bus"
    assert limit_in_words(Profile(within_minutes=60, **bus)) == "1 hour by bus"
    assert limit_in_words(Profile(within_minutes=90, **bus)) == "90 minutes by bus"
    assert limit_in_words(Profile(within_minutes=120, **bus)) == "2 hours by bus"
    assert limit_in_words(Profile(within_minutes=225, **bus)) == "3 hours 45 minutes by bus"
    both = Profile(within_km=TEN_MILES, within_minutes=15, travel_mode="walk")
    assert limit_in_words(both) == "10 miles and 15 minutes on foot"


def test_the_circle_on_the_map_is_the_stricter_limit() -> None:
    assert reach_km(Profile()) is None
    assert reach_km(Profile(within_km=5)) == 5
    on_foot = reach_km(Profile(within_km=50, within_minutes=60, travel_mode="walk"))
    assert on_foot is not None
    assert 3 < on_foot < 5


def test_a_journey_goes_to_the_nearest_place_and_is_called_an_estimate() -> None:
    person = Volunteer("v", places=HOME, travel_mode="bus")
    role = Opportunity("r", "tests:r", places=(Place(Point(*DOVER)), WYE))
    found = journey(person, role)
    assert found is not None
    assert found.text == f"about {found.minutes} minutes by bus (estimate)"
    assert found.minutes == 40


def test_a_journey_is_said_to_five_minutes_at_least() -> None:
    found = journey(
        Volunteer("v", places=HOME, travel_mode="walk"), Opportunity("r", "tests:r", places=HOME)
    )
    assert found is not None
    assert found.minutes == 5


@pytest.mark.parametrize(
    ("person", "role"),
    [
        (
            Volunteer("v", places=HOME),
            Opportunity("r", "tests:r", places=(Place(Point(*ASHFORD)),)),
        ),
        (Volunteer("v", travel_mode="bus"), Opportunity("r", "tests:r", places=(WYE,))),
        (Volunteer("v", places=HOME, travel_mode="bus"), Opportunity("r", "tests:r")),
    ],
)
def test_without_a_way_or_somewhere_to_go_there_is_no_journey(
    person: Volunteer, role: Opportunity
) -> None:
    assert journey(person, role) is None
