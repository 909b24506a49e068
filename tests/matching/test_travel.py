import math

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from matching.errors import InvalidTravel
from matching.travel import (
    MODES,
    PACES,
    STRAIGHT_LINE,
    check_travel,
    in_words,
    limit_km,
    mode_number,
)
from matching.types import TravelMode, Volunteer

ASHFORD, WYE = np.array([51.146, 0.875]), np.array([[51.183, 0.937]])


@pytest.mark.parametrize("mode", MODES)
def test_the_guess_is_ready_time_and_pace_over_the_geodesic(mode: TravelMode) -> None:
    (taken,) = STRAIGHT_LINE.minutes(mode, ASHFORD, WYE)
    pace = PACES[mode]
    apart = geodesic(ASHFORD, WYE[0]).km
    assert taken == pytest.approx(pace.ready + apart * pace.detour / pace.kmh * 60, abs=0.01)


def test_a_journey_across_a_town_is_believable() -> None:
    """Ashford to Wye, 4 miles by road: an hour on foot and more, a quarter by car."""
    taken = {mode: float(STRAIGHT_LINE.minutes(mode, ASHFORD, WYE)[0]) for mode in MODES}
    assert 70 < taken[TravelMode.WALK] < 110
    assert 25 < taken[TravelMode.CYCLE] < 45
    assert 30 < taken[TravelMode.BUS] < 45
    assert 10 < taken[TravelMode.CAR] < 20


@given(st.sampled_from(MODES), st.floats(11, 300))
def test_reach_is_where_the_minutes_run_out(mode: TravelMode, minutes: float) -> None:
    reach = STRAIGHT_LINE.reach_km(mode, minutes)
    pace = PACES[mode]
    assert pace.ready + reach * pace.detour / pace.kmh * 60 == pytest.approx(minutes)


def test_no_time_to_get_ready_reaches_nowhere() -> None:
    assert STRAIGHT_LINE.reach_km(TravelMode.BUS, 5) == 0


def test_times_are_said_to_five_minutes_and_as_a_guess() -> None:
    assert in_words(23.9, TravelMode.BUS) == "about 25 minutes by bus (estimate)"
    assert in_words(1, TravelMode.WALK, "") == "about 5 minutes on foot"
    assert in_words(math.inf, TravelMode.BUS) == "no way by bus"


def test_the_stricter_of_two_limits_holds() -> None:
    def limit(**given: object) -> float:
        return limit_km(Volunteer("v", **given), STRAIGHT_LINE)

    walk = STRAIGHT_LINE.reach_km(TravelMode.WALK, 30)
    assert limit() == math.inf
    assert limit(within_km=5.0, travel_mode="walk") == 5
    assert limit(within_km=50.0, travel_mode="walk", within_minutes=30) == walk
    assert limit(within_km=0.5, travel_mode="walk", within_minutes=30) == 0.5


@pytest.mark.parametrize(
    ("mode", "minutes", "words"),
    [
        ("horse", None, "one of walk, cycle, bus, car"),
        ("bus", 0, "above 0"),
        ("bus", math.nan, "above 0"),
        (None, 30, "needs a travel_mode"),
    ],
)
def test_travel_that_means_nothing_is_refused(mode, minutes, words: str) -> None:
    with pytest.raises(InvalidTravel, match=words):
        check_travel(mode, minutes)


def test_modes_are_numbered_from_one() -> None:
    assert mode_number(None) == 0
    assert [MODES[mode_number(mode) - 1] for mode in MODES] == list(MODES)
