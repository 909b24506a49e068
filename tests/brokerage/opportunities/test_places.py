from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brokerage.opportunities.models import OpportunityPlace
from brokerage.opportunities.places import HOME_GRID_DEGREES, Precision, shown_place


def home(latitude: float, longitude: float) -> OpportunityPlace:
    return OpportunityPlace(
        name="Near the green",
        address="3 Secret Lane",
        postcode="TN23 1AA",
        latitude=latitude,
        longitude=longitude,
        precision=Precision.EXACT,
        is_private_home=True,
    )


@given(st.floats(50, 52), st.floats(-1, 2))
def test_a_private_home_shows_only_its_area(latitude: float, longitude: float) -> None:
    shown = shown_place(home(latitude, longitude))
    assert (shown.address, shown.postcode, shown.approximate) == ("", "TN23", True)
    assert abs((shown.latitude or 0) - latitude) <= HOME_GRID_DEGREES / 2 + 1e-6


@given(st.floats(0.0001, 0.0199), st.floats(0.0001, 0.0199))
def test_homes_of_one_area_cannot_be_told_apart(north: float, east: float) -> None:
    assert shown_place(home(51.0 + north, 1.0 + east)) == shown_place(home(51.0101, 1.0101))


def test_a_hall_shows_its_address() -> None:
    hall = home(51.1, 0.9)
    hall.is_private_home = False
    assert shown_place(hall).address == "3 Secret Lane"
    assert not shown_place(hall).approximate
