from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from geopy.distance import geodesic

from matching.factors.distance import BANDS_MILES
from matching.ranker import Ranker
from matching.types import Audience, Opportunity, Place, Point, Remote, RemoteWish, Volunteer

ASHFORD = (51.146, 0.875)


def place(north_km: float, **given: object) -> Place:
    return Place(Point(ASHFORD[0] + north_km / 111.24, ASHFORD[1]), **given)


HOME = (place(0),)


def test_the_nearest_of_several_places_counts(catalogue_of: Callable) -> None:
    role = Opportunity("r", "r", places=(place(30), place(4), place(12)))
    person = Volunteer("v", places=(place(-40), place(0)))
    match = Ranker().rank(person, catalogue_of([role]))[0]
    expected = geodesic(ASHFORD, (place(4).point.latitude, ASHFORD[1])).km
    assert match.distance_km == pytest.approx(expected, abs=0.001)


def test_nearer_is_better_and_the_limit_sets_the_scale(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([Opportunity(str(n), str(n), places=(place(n),)) for n in range(10)])
    ranking = Ranker().rank(Volunteer("v", places=HOME, within_km=8.01), catalogue)
    assert [match.opportunity_id for match in ranking] == list("012345678")
    values = [
        next(r.score for r in match.reasons if r.factor == "distance" and r.score is not None)
        for match in ranking
    ]
    assert values[4] == pytest.approx(0.5, abs=0.01)
    assert values[8] == pytest.approx(0.25, abs=0.01)


FROM_HOME = Opportunity("home", "home", remote=Remote.YES, places=(place(0),))


def test_a_role_from_home_gives_way_to_all_within_the_limit(order_of: Callable) -> None:
    roles = [
        FROM_HOME,
        Opportunity("near", "near", places=(place(1),)),
        Opportunity("far", "far", places=(place(15.9),)),
    ]
    assert order_of(Volunteer("v", places=HOME, within_km=16), roles) == ["near", "far", "home"]


def test_without_a_limit_a_role_from_home_stands_before_one_across_the_county(
    order_of: Callable,
) -> None:
    roles = [
        Opportunity("across", "across", places=(place(40),)),
        FROM_HOME,
        Opportunity("near", "near", places=(place(6),)),
    ]
    assert order_of(Volunteer("v", places=HOME), roles) == ["near", "home", "across"]


def test_who_wants_nothing_but_home_gets_that_first(catalogue_of: Callable) -> None:
    roles = [
        Opportunity("partly", "p", remote=Remote.HYBRID, places=(place(1),)),
        Opportunity("somewhere", "s", remote=Remote.HYBRID),
        FROM_HOME,
    ]
    only = Volunteer("v", places=HOME, within_km=16, remote=RemoteWish.ONLY)
    for person in (only, replace(only, places=(), within_km=None)):
        ranking = Ranker().rank(person, catalogue_of(roles))
        assert ranking[0].opportunity_id == "home"
        assert len(ranking) == 3


def test_an_empty_box_for_the_place_changes_no_order(catalogue_of: Callable) -> None:
    roles = [FROM_HOME, Opportunity("near", "near", places=(place(1),)), Opportunity("?", "?")]
    ranking = Ranker().rank(Volunteer("v"), catalogue_of(roles))
    assert len({match.score for match in ranking}) == 1


def test_a_role_from_home_has_no_distance(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([Opportunity("r", "r", remote=Remote.YES, places=(place(0),))])
    match = Ranker().rank(Volunteer("v", places=HOME), catalogue)[0]
    assert match.distance_km is None
    assert [reason.text for reason in match.reasons if reason.supports] == ["Can be done from home"]


@pytest.mark.parametrize(
    ("role", "text", "supports"),
    [
        ({"places": (place(0.5),)}, "Under half a mile away", True),
        ({"places": (place(1.609),)}, "1 mile away", True),
        ({"places": (place(3.4),)}, "2 miles away", True),
        ({"places": (place(4.1),)}, "2.5 miles away", True),
        ({"places": (place(0.5, approximate=True),)}, "About half a mile away", True),
        ({"places": (place(4.83, approximate=True),)}, "About 3 miles away", True),
        ({"places": (place(40),)}, "25 miles away", False),
        ({}, "Place not stated: ask", False),
    ],
)
def test_distance_in_words(catalogue_of: Callable, role: dict, text: str, supports: bool) -> None:
    match = Ranker().rank(
        Volunteer("v", places=HOME), catalogue_of([Opportunity("r", "r", **role)])
    )[0]
    told = [
        r for r in match.reasons if r.factor == "distance" and Audience.VOLUNTEER in r.audiences
    ]
    assert [(reason.text, reason.supports) for reason in told] == [(text, supports)]


def test_an_organisation_sees_a_band_and_nothing_to_work_the_distance_out_from(
    catalogue_of: Callable,
) -> None:
    for kilometres in np.linspace(0.1, 100, 40):
        role = Opportunity("r", "r", places=(place(float(kilometres)),))
        match = Ranker().rank(Volunteer("v", places=HOME), catalogue_of([role]))[0]
        told = [reason for reason in match.reasons if Audience.ORGANISATION in reason.audiences]
        for reason in told:
            assert reason.text in {f"Lives within {band} miles" for band in BANDS_MILES}
            assert reason.score is None
        assert bool(told) == (kilometres / 1.609344 <= BANDS_MILES[-1])


def test_a_hybrid_role_says_so_to_those_who_welcome_it(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([Opportunity("r", "r", remote=Remote.HYBRID, places=(place(1),))])
    for wish, said in ((RemoteWish.WELCOME, True), (RemoteWish.NO, False)):
        match = Ranker().rank(Volunteer("v", places=HOME, remote=wish), catalogue)[0]
        texts = [reason.text for reason in match.reasons]
        assert ("Can be done from home in part" in texts) is said
