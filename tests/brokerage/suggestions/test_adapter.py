from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from brokerage.errors import Invalid
from brokerage.geography.service import locate
from brokerage.suggestions import adapter
from brokerage.suggestions.queries import Profile
from brokerage.taxonomies.service import read_vocabulary
from brokerage.weeks import Week, read_week
from matching import types
from tests.making import COOKING, DRIVING, ENVIRONMENT, make_county, make_organisation, make_role

TODAY = date(2026, 11, 21)


@pytest.fixture
def county(session: Session) -> Session:
    make_county(session)
    return session


def test_a_role_keeps_what_ranking_needs_and_nothing_about_its_host(county: Session) -> None:
    host = make_organisation(county, "A Unique Host Name")
    row = make_role(
        county,
        "Driver",
        organisation=host,
        on="Tue 18:30-20:30",
        places_offered=3,
        places_taken=1,
        skills={DRIVING: "must", COOKING: "useful"},
        causes=(ENVIRONMENT,),
        step_free=True,
        check_level="enhanced",
        minimum_age=18,
    )
    made = adapter.opportunity(row, read_vocabulary(county), TODAY)
    assert [(s.uri, s.importance.value) for s in made.skills] == [
        (DRIVING, "must"),
        (COOKING, "useful"),
    ]
    assert made.causes == (ENVIRONMENT,)
    assert made.places_open == 2
    assert made.access == frozenset({"step_free"})
    assert made.check == "Enhanced DBS check"
    assert made.sessions[0].start == 18 * 60 + 30
    assert "Unique Host" not in repr(made)


def test_times_that_are_not_stated_stay_not_stated(county: Session) -> None:
    made = adapter.opportunity(make_role(county), read_vocabulary(county), TODAY)
    assert made.sessions == ()
    assert made.hours is None


def test_windows_and_flexible_hours_become_hours(county: Session) -> None:
    vocabulary = read_vocabulary(county)
    windows = make_role(county, windows=("mon-morning",), hours_minutes=120, hours_per="week")
    flexible = make_role(county, flexible=True)
    assert adapter.opportunity(windows, vocabulary, TODAY).hours == types.Hours(
        120, "week", (types.Window(0, 480, 720),)
    )
    assert adapter.opportunity(flexible, vocabulary, TODAY).hours == types.Hours()


def test_a_remote_role_has_no_place_whatever_point_it_carries(county: Session) -> None:
    row = make_role(county, attendance="remote")
    assert adapter.opportunity(row, read_vocabulary(county), TODAY).places == ()


def test_an_empty_profile_states_nothing(county: Session) -> None:
    made = adapter.person(Profile(), None, read_vocabulary(county))
    assert made.availability is None
    assert not adapter.says_something(made)


def test_what_a_person_says_is_looked_up(county: Session) -> None:
    said = Profile(
        skills=("driver",),
        interests=("nature",),
        text="I like gardening",
        within_km=5,
        week=read_week(["tue-evening"]),
        age=17,
    )
    made = adapter.person(said, locate("TN23 1AA"), read_vocabulary(county))
    assert [skill.uri for skill in made.skills] == [DRIVING]  # free text may say "not"
    assert made.text == "I like gardening"
    assert made.interests == (ENVIRONMENT,)
    assert made.places[0].approximate
    assert (made.age_from, made.age_to) == (17, 17)
    assert made.availability == types.Availability(windows=(types.Window(1, 1020, 1320),))


def test_only_an_amount_of_time_means_at_any_time(county: Session) -> None:
    made = adapter.availability(Week(), 120)
    assert made == types.Availability(any_time=True, minutes_per_week=120)


def test_an_unknown_skill_is_refused_with_near_ones(county: Session) -> None:
    with pytest.raises(Invalid, match="Driving"):
        adapter.person(Profile(skills=("drivng",)), None, read_vocabulary(county))
