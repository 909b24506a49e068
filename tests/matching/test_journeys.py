from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from matching.catalogue import Pool
from matching.fitting import fitting
from matching.ranker import Ranker
from matching.types import Audience, Opportunity, Place, Point, Remote, TravelMode, Volunteer

HOME = (Place(Point(51.146, 0.875)),)
WALKER = Volunteer("v", places=HOME, travel_mode="walk", within_minutes=30)


def away(km: float) -> tuple[Place, ...]:
    return (Place(Point(51.146 + km / 111.24, 0.875)),)


@dataclass(frozen=True)
class Timetable:
    """A routing engine as one would write it: a bus runs north of the town only."""

    note: str = ""
    by_distance: bool = False

    def minutes(self, mode: TravelMode, start: np.ndarray, ends: np.ndarray) -> np.ndarray:
        return np.where(ends[:, 0] > start[0], 20.0, np.inf)

    def reach_km(self, mode: TravelMode, minutes: float) -> float:
        return 100.0


def told(match) -> list[str]:
    return [
        r.text
        for r in match.reasons
        if r.factor == "distance" and Audience.VOLUNTEER in r.audiences
    ]


def test_a_journey_is_told_beside_the_distance(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([Opportunity("r", "r", places=away(4.83))])
    (match,) = Ranker().rank(Volunteer("v", places=HOME, travel_mode="bus"), catalogue)
    assert told(match) == ["3 miles away, about 35 minutes by bus (estimate)"]
    assert match.distance_km == pytest.approx(4.83, abs=0.01)


def test_a_limit_in_minutes_excludes_as_one_in_miles_does(catalogue_of: Callable) -> None:
    roles = [Opportunity(str(km), str(km), places=away(km)) for km in (1, 1.9, 2.1, 5)]
    catalogue = catalogue_of([*roles, Opportunity("home", "home", remote=Remote.YES)])
    ranking = Ranker().rank(WALKER, catalogue)
    assert {match.opportunity_id for match in ranking} == {"1", "1.9", "home"}
    assert ranking.excluded == {"distance": 2}
    account = Ranker().explain(WALKER, "5", catalogue)
    assert account.exclusion is not None
    assert account.exclusion.text == ("About 80 minutes on foot (estimate): more than your 30")


def test_the_miles_are_told_where_the_miles_are_what_is_too_far(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([Opportunity("r", "r", places=away(1.9))])
    account = Ranker().explain(replace(WALKER, within_km=1.0), "r", catalogue)
    assert account.exclusion.text == "1.2 miles away, farther than your 0.6 miles"


def test_a_routing_engine_takes_the_guesss_place(catalogue_of: Callable) -> None:
    roles = [Opportunity("north", "n", places=away(9)), Opportunity("south", "s", places=away(-9))]
    catalogue = catalogue_of(roles)
    rider = Volunteer("v", places=HOME, travel_mode="bus", within_minutes=30)
    assert Ranker().rank(rider, catalogue).total == 0
    ranker = Ranker(travel=Timetable())
    (match,) = ranker.rank(rider, catalogue)
    assert match.opportunity_id == "north"
    assert told(match) == ["5.5 miles away, about 20 minutes by bus"]
    assert ranker.explain(rider, "south", catalogue).exclusion.text == (
        "No way by bus: more than your 30"
    )
    pool = Pool.build([rider], catalogue.statistics, travel=Timetable())
    assert Ranker().shortlist(roles[0], pool, today=catalogue.today).total == 1
    assert Ranker().shortlist(roles[1], pool, today=catalogue.today).total == 0


def test_who_does_not_say_how_they_get_about_reads_miles_alone(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([Opportunity("r", "r", places=away(4.83))])
    (match,) = Ranker().rank(Volunteer("v", places=HOME), catalogue)
    assert told(match) == ["3 miles away"]


def test_a_saved_pool_keeps_how_people_get_about(pool_of: Callable, tmp_path: Path) -> None:
    pool_of([WALKER, Volunteer("b", places=HOME)]).save(tmp_path)
    role = Opportunity("r", "r", places=away(2.5))
    found = Ranker().shortlist(role, Pool.load(tmp_path))
    assert [match.volunteer_id for match in found] == ["b"]
    assert found.excluded == {"distance": 1}


def test_counts_beside_filters_follow_the_engine(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([Opportunity("r", "r", places=away(9))])
    rider = replace(WALKER, travel_mode="bus")
    assert fitting(rider, catalogue).tolist() == [False]
    assert fitting(rider, catalogue, Timetable()).tolist() == [True]
