from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from brokerage.db import unit_of_work
from brokerage.suggestions.maps import draw_map, label
from brokerage.suggestions.queries import Profile, Search
from brokerage.suggestions.service import search
from brokerage.weeks import local_today
from tests.making import ASHFORD, DOVER, make_county, make_role


def test_roles_at_one_place_share_a_marker() -> None:
    assert label([3]) == "3"
    assert label([3, 7, 9, 11, 12]) == "3, 7, 9 +2"


def test_a_private_home_is_drawn_away_from_its_door_and_a_remote_role_not_at_all(
    session: Session,
) -> None:
    make_county(session)
    make_role(session, "At home", at=ASHFORD, private_home=True)
    make_role(session, "Online", at=DOVER, attendance="remote")
    drawn = draw_map(search(session, Search(Profile(near="Ashford")), local_today()))
    (marker,) = drawn.markers
    assert marker["approximate"]
    assert (marker["latitude"], marker["longitude"]) != ASHFORD
    assert drawn.home is not None
    assert drawn.home["label"] == "Ashford"


def test_the_background_is_the_county_and_may_be_kept(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    answer = client.get("/map.json")
    assert answer.cache_control.max_age
    document = answer.get_json()
    assert len(document["districts"]) == 13
    assert any(name == "Ashford" for _lat, _lon, name, _people in document["towns"])
    assert document["sectors"]


def test_a_limit_in_minutes_is_drawn_as_far_as_it_reaches(session: Session) -> None:
    make_county(session)
    asked = Profile(near="Ashford", within_minutes=60, travel_mode="walk")
    drawn = draw_map(search(session, Search(asked), local_today()))
    assert drawn.home is not None
    assert drawn.home["within_km"] == pytest.approx(4.8 / 1.25)
