from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from brokerage.centres.service import (
    centre_for_district,
    districts_served,
    get_centre,
    list_centres,
)
from brokerage.errors import NotFound
from tests.making import make_centre, make_county

ASHFORD, DOVER, THANET = "E07000105", "E07000108", "E07000114"
TODAY = date(2026, 11, 20)


@pytest.fixture
def county(session: Session) -> Session:
    make_county(session)
    make_centre(session, "Dover Example Centre", DOVER)
    return session


def test_a_district_is_served_by_its_own_centre(county: Session) -> None:
    serving = centre_for_district(county, DOVER, TODAY)
    assert serving is not None
    assert serving.centre.name == "Dover Example Centre"
    assert not serving.is_fallback
    assert serving.district_name == "Dover"


def test_a_district_without_a_centre_falls_to_the_lead_centre_and_says_so(county: Session) -> None:
    serving = centre_for_district(county, THANET, TODAY)
    assert serving is not None
    assert serving.centre.is_lead
    assert serving.is_fallback
    assert serving.district_name == "Thanet"


@pytest.mark.parametrize("code", [None, "E99999999"])
def test_without_a_known_district_the_lead_centre_answers_for_itself(
    county: Session, code: str | None
) -> None:
    serving = centre_for_district(county, code, TODAY)
    assert serving is not None
    assert serving.centre.is_lead
    assert not serving.is_fallback
    assert serving.district_name is None


def test_without_any_centre_there_is_nobody_to_ring(session: Session) -> None:
    assert centre_for_district(session, None, TODAY) is None


@pytest.mark.parametrize(("first", "last"), [(1, None), (-9, -1)])
def test_a_centre_serves_only_between_its_dates(
    county: Session, first: int, last: int | None
) -> None:
    centre = get_centre(county, "dover-example-centre")
    (link,) = centre.districts
    link.valid_from = TODAY + timedelta(first)
    link.valid_to = TODAY + timedelta(last) if last else None
    county.flush()
    serving = centre_for_district(county, DOVER, TODAY)
    assert serving is not None
    assert serving.is_fallback


def test_the_lead_centre_lists_its_own_districts_and_those_without_one(county: Session) -> None:
    lead = get_centre(county, "ashford-example-volunteer-centre")
    served = {one.district.name: one.as_lead for one in districts_served(county, lead, TODAY)}
    assert served["Ashford"] is False
    assert served["Thanet"] is True
    assert "Dover" not in served


def test_another_centre_lists_only_its_own(county: Session) -> None:
    served = districts_served(county, get_centre(county, "dover-example-centre"), TODAY)
    assert [one.district.name for one in served] == ["Dover"]


def test_centres_are_listed_by_name(county: Session) -> None:
    names = [centre.name for centre in list_centres(county)]
    assert names == ["Ashford Example Volunteer Centre", "Dover Example Centre"]


def test_an_unknown_centre_is_not_found(county: Session) -> None:
    with pytest.raises(NotFound):
        get_centre(county, "nowhere")
